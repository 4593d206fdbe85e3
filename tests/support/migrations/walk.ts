import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Schema, withoutHints } from "../../../core/model/schema.ts";
import { contribute, type Project } from "../../../core/pipeline.ts";
import backend from "../../../plugins/backend/plugin.ts";
import type { Revision } from "../../../core/plugin/revision.ts";
import { understandTexts } from "../version2-project.ts";
import type { Rows } from "./schema-change.ts";

/** A state of a project, and what its tables hold then. */
export interface Step {
  /** The models file. */
  readonly spec: string;
  readonly rows: Rows;
}

/** Steps of one project, each with its migrations, in folders that the driver reads. */
export interface Walk {
  readonly name: string;
  readonly steps: readonly WalkStep[];
  /** What the tables hold at each step on the way back, the last step left out. */
  readonly back: readonly Rows[];
  readonly again: Rows;
  /** Where the revisions are. */
  readonly versions: string;
}

interface WalkStep {
  /** Folder with the packages of this state. */
  readonly sources: string;
  /** Newest revision. */
  readonly head: string;
  readonly rows: Rows;
}

const SERVICES = "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n" +
  "  backend: { type: python-fastapi, access: [database] }\n";
const EMPTY: Schema = { schema: 1, tables: [] };
const PACKAGES =
  /^(?:shared|services\/backend)\/src\/((?:shared\/generated|backend\/generated\/orm|backend\/__init__)\b.*)$/;

/** Write the packages and migrations of a walk, and say what has to be agreed to at each step but the first. */
export function writeWalk(
  folder: string,
  name: string,
  steps: readonly Step[],
  back: readonly Rows[],
  again: Rows,
): { walk: Walk; asked: readonly (readonly string[])[] } {
  const versions = join(folder, name, "versions");
  const risks: string[][] = [];
  const written: WalkStep[] = [];
  let reached = EMPTY;
  let heads: readonly Revision[] = [];
  let number = 1;
  for (const [position, { spec, rows }] of steps.entries()) {
    const project = projectOf(spec, `${name}, step ${position}`);
    const sources = join(folder, name, String(position));
    for (const file of contribute(project).value) {
      const path = PACKAGES.exec(file.path)?.[1];
      if (path !== undefined) write(join(sources, path), file.text);
    }
    const after = [...project.schemas.values()][0]!;
    const places: string[] = [];
    const request = {
      model: project.model,
      service: "services.backend",
      before: reached,
      after,
      number,
      follows: heads.map(({ id }) => id),
      message: `step ${position}`,
    };
    for (const contribution of backend.revise(request)) {
      if (contribution.kind === "finding") {
        places.push(`${contribution.code} ${contribution.args["place"]}`);
        continue;
      }
      const file = contribution.path.split("/").at(-1)!;
      write(join(versions, file), contribution.text);
      const revision = backend.readRevision(file, contribution.text)!;
      heads = [revision];
      number = revision.number + 1;
    }
    risks.push(places);
    written.push({ sources, head: heads[0]!.id, rows });
    // As it would be read from the disk: without hints.
    reached = JSON.parse(JSON.stringify(withoutHints(after))) as Schema;
  }
  return { walk: { name, steps: written, back, again, versions }, asked: risks.slice(1) };
}

function projectOf(models: string, what: string): Project {
  const { value, diagnostics } = understandTexts({
    "services.yml": SERVICES,
    "shared/spec/errors.yaml": "errors:\n  RANGE: 409 Out of range\n",
    "shared/spec/models.yaml": models,
  });
  const wrong = diagnostics.filter(({ severity }) => severity === "error");
  if (value.project === null || wrong.length > 0) {
    throw new Error(
      `${what}: ${wrong.map(({ code, message }) => `${code} ${message}`).join("; ")}\n${models}`,
    );
  }
  return value.project;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
