/**
 * Every file of the old tool's own corpus, in a small project around it: what the old loader took is taken, what it
 * refused is refused where the mistake is, and nothing is ever a crash.
 */
import { describe, expect, test } from "bun:test";
import { hasErrors } from "../../core/diagnostics/diagnostic.ts";
import { printDiagnostics } from "../../core/diagnostics/print.ts";
import { around, ROOT, rows, SERVICES } from "../support/version2-corpus.ts";
import { understandTexts } from "../support/version2-project.ts";

describe("the corpus of version 2", () => {
  test("is whole", async () => {
    const files = await Array.fromAsync(new Bun.Glob("**/*.y*ml").scan(ROOT));
    const registries = files.filter((file) => file.startsWith("rendered/") && file.endsWith("/services.yml"));
    expect(rows.map(({ file }) => file).concat(registries).sort()).toEqual(files.sort());
  });

  for (const { file, kind, verdict } of rows) {
    test(`${file}: ${verdict.slice(0, 60)}`, async () => {
      const text = await Bun.file(`${ROOT}/${file}`).text();
      const files = around(kind, text);
      if (verdict === "not-judged") {
        // No spec at all; in the place of one it must still not be a crash.
        understandTexts({ "services.yml": SERVICES, "shared/spec/models.yaml": text });
        return;
      }
      const { value, diagnostics } = understandTexts(files);
      if (verdict.startsWith("accept")) {
        expect(
          printDiagnostics(diagnostics.filter(({ severity }) => severity === "error"), value.sources, {
            color: false,
          }),
        )
          .toBe("");
        expect(value.project?.model.language).toBe(2);
      } else {
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        expect(errors.length).toBeGreaterThan(0);
        for (const { span } of errors) expect(span).toBeDefined();
      }
    });
  }
});

describe("projects as the old template made them", () => {
  const modules = new Set(
    rows.filter(({ file }) => file.startsWith("rendered/")).map(({ file }) => file.split("/")[1]!),
  );
  for (const name of modules) {
    test(name, async () => {
      const folder = `${ROOT}/rendered/${name}`;
      const paths = (await Array.fromAsync(new Bun.Glob("**/*.y*ml").scan(folder)))
        .filter((path) => /^services\.yml$|\/spec\//.test(path));
      const texts = await Promise.all(
        paths.map(async (path) => [path, await Bun.file(`${folder}/${path}`).text()] as const),
      );
      const { value, diagnostics } = understandTexts(Object.fromEntries(texts));
      expect(hasErrors(diagnostics)).toBe(false);
      expect(diagnostics.map(({ code }) => code)).toEqual(["SVC0141"]);
      const { model } = value.project!;
      expect(model.services.map((service) => service.name)).toContain("backend");
      expect(model.operations.map(({ id }) => id)).toContain("backend.users.create_user");
      expect(model.models.map(({ name, table }) => [name, table])).toEqual([["CommandReceived", null], [
        "User",
        null,
      ]]);
      expect(model.events.map((event) => event.name)).toEqual(["command_received", "user_registered"]);
    });
  }
});
