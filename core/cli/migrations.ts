import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { attempt } from "../host/attempt.ts";
import type { Files } from "../host/host.ts";
import { readText } from "../host/read-text.ts";
import type { Schema } from "../model/schema.ts";
import type { Service } from "../model/service.ts";
import type { Project } from "../pipeline.ts";
import type { Plugin } from "../plugin/define-plugin.ts";
import type { Revision } from "../plugin/revision.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { mergedState } from "./merge-states.ts";
import { parseSchema } from "./schema-state.ts";
import { earlier, gone, stateDifference } from "./state-difference.ts";

/** Where the migrations of one service stand, compared with its models. */
export interface MigrationState {
  readonly service: Service;
  readonly plugin: Plugin;
  readonly folder: string;
  /** Null: there is no migration yet. */
  readonly reached: Schema | null;
  /** Git left two states in the file, and `reached` is what they are together. */
  readonly conflicting: boolean;
  readonly wanted: Schema;
  /** In order of their files. */
  readonly revisions: readonly Revision[];
  /** Those that no other follows: more than one where two branches added one each. */
  readonly heads: readonly Revision[];
}

export const EMPTY: Schema = { schema: 1, tables: [] };

/** Look at the migrations of all services with tables. */
export function migrationStates(
  files: Files,
  project: Project,
): { states: MigrationState[]; findings: Diagnostic[] } {
  const states: MigrationState[] = [];
  const findings: Diagnostic[] = [];
  for (const service of project.model.services) {
    const wanted = project.schemas.get(service.id);
    const plugin = project.active.find((candidate) => candidate.name === service.plugin);
    const folder = plugin?.migrations(service) ?? null;
    if (wanted === undefined || plugin === undefined || folder === null) continue;
    const revisions = readRevisions(files, plugin, `${folder}/versions`);
    const path = `${folder}/schema.json`;
    const read = attempt(() => files.read(path));
    const text = read.ok && read.value !== null ? new TextDecoder().decode(read.value) : null;
    const plain = text === null ? null : parseSchema(text);
    const joined = text === null || plain !== null ? null : mergedState(text, wanted);
    const reached = plain ?? joined;
    if (!read.ok || (read.value !== null && reached === null)) {
      findings.push(
        found.SVC0707(undefined, {
          path,
          problem: read.ok ? "is no schema that svc wrote" : "cannot be read",
        }),
      );
      continue;
    }
    if (reached === null && revisions.length > 0) {
      findings.push(found.SVC0707(undefined, { path, problem: "is missing, but there are migrations" }));
      continue;
    }
    const followed = new Set(revisions.flatMap(({ follows }) => follows));
    const heads = revisions.filter(({ id }) => !followed.has(id));
    states.push({ service, plugin, folder, reached, conflicting: joined !== null, wanted, revisions, heads });
  }
  return { states, findings };
}

function readRevisions(files: Files, plugin: Plugin, folder: string): readonly Revision[] {
  return files.list(folder).toSorted().flatMap((name) => {
    const path = `${folder}/${name}`;
    const text = files.kind(path) === "file" ? readText({ files }, path) : null;
    if (text === null) return [];
    return plugin.readRevision(name, text) ?? [];
  });
}

/** What the migrations of a service still lack, in words; null if nothing. */
export function difference({ reached, wanted }: MigrationState): string | null {
  return stateDifference(reached ?? EMPTY, wanted);
}

/** Two branches that both added a migration, and nobody joined them yet; null where all is one. */
export function unjoined({ spans }: Project, state: MigrationState): Diagnostic | null {
  const { service, heads, folder, conflicting } = state;
  if (heads.length > 1) {
    const names = heads.map(({ id }) => id).join(" and ");
    return found.SVC0720(spans.get(service.id), { service: service.name, heads: names });
  }
  if (!conflicting) return null;
  const problem = "holds the states of two branches";
  return found.SVC0707(undefined, { path: `${folder}/schema.json`, problem }, { help: "svc migrate merge" });
}

/** Columns that are gone and whose names something else could get: whoever knows them would be misled. */
export function unreserved(project: Project, { reached, wanted }: MigrationState): Diagnostic[] {
  return wanted.tables.flatMap((table) => {
    const [before] = earlier(reached?.tables ?? [], wanted.tables, table);
    const entity = project.model.models.find((candidate) => candidate.table === table.name);
    if (before === undefined || entity === undefined) return [];
    const kept = new Set(entity.reserved ?? []);
    const names = gone(before.columns, table.columns).filter((name) =>
      !kept.has(name) && !kept.has(name.replace(/_id$/, ""))
    );
    const span = project.spans.get(entity.id);
    return names.map((name) => found.SVC0722(span, { model: entity.name, name }));
  });
}
