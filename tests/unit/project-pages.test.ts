import { expect, test } from "bun:test";
import { contribute } from "../../core/pipeline.ts";
import { understandTexts } from "../support/version2-project.ts";

/** As many domains with a model and four slots each. */
function project(domains: number): ReadonlyMap<string, string> {
  const names = Array.from({ length: domains }, (_, index) => `thing${index}`);
  const { value } = understandTexts({
    "services.yml": "version: 3\nproject: { name: large }\nplugins: { backend: {}, infra: {} }\n" +
      "services: { backend: { type: python-fastapi, access: [database], exposes: [rest] } }\n",
    "shared/spec/models.yaml": `models:\n${
      names.map((name) => `  T${name}: { fields: { name: string } }\n`).join("")
    }`,
    ...Object.fromEntries(names.map((name) => [
      `services/backend/spec/${name}.yaml`,
      `domain: ${name}\nmodel: T${name}\noperations:\n` +
      ["a", "b", "c", "d"].map((each) => `  do_${each}: { rest: POST /${each}, output: int }\n`).join(""),
    ])),
  });
  return new Map(contribute(value.project!).value.map(({ path, text }) => [path, text]));
}

test("AGENTS.md is read before every task, so it stays short however much there is to list", () => {
  const lines = project(70).get("AGENTS.md")!.split("\n");
  expect(lines.length).toBeLessThanOrEqual(120);
  expect(lines).toContain("- … and 60 more: `svc check` names each slot that is not written yet.");
});

test("ARCHITECTURE.md shows the models, with their fields while they are few, until nobody could see anything", () => {
  const pictureOf = (domains: number) =>
    /```mermaid\nerDiagram\n([^]*?)```/.exec(project(domains).get("ARCHITECTURE.md")!)?.[1];
  expect(pictureOf(2)).toContain('    "Tthing1" {\n        uuid id PK\n        string name\n');
  expect(pictureOf(30)).toContain('    "Tthing1"\n    "Tthing10"\n');
  expect(pictureOf(61)).toBeUndefined();
});
