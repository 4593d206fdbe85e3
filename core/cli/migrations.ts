import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { attempt } from "../host/attempt.ts";
import type { Files } from "../host/host.ts";
import { placeFinding } from "../model/place-finding.ts";
import type { Service } from "../model/model.ts";
import { type Schema, type Table, withoutHints } from "../model/schema.ts";
import type { Project } from "../pipeline.ts";
import type { Plugin } from "../plugin/define-plugin.ts";
import type { Revision } from "../plugin/revision.ts";
import { lazyFile } from "../plugin/contribution.ts";
import { type OwnedFile, ownedFile } from "../plugin/run-plugins.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { parseSchema, printSchema } from "./schema-state.ts";

/** Where the migrations of one service stand, compared with its models. */
export interface MigrationState {
  readonly service: Service;
  readonly plugin: Plugin;
  readonly folder: string;
  /** Null: there is no migration yet. */
  readonly reached: Schema | null;
  readonly wanted: Schema;
  /** In order of their files. */
  readonly revisions: readonly Revision[];
  /** Those that no other follows: more than one where two branches added one each. */
  readonly heads: readonly Revision[];
}

const EMPTY: Schema = { schema: 1, tables: [] };

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
    const reached = read.ok && read.value !== null ? parseSchema(new TextDecoder().decode(read.value)) : null;
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
    states.push({ service, plugin, folder, reached, wanted, revisions, heads });
  }
  return { states, findings };
}

function readRevisions(files: Files, plugin: Plugin, folder: string): readonly Revision[] {
  return files.list(folder).toSorted().flatMap((name) => {
    const path = `${folder}/${name}`;
    const read = files.kind(path) === "file" ? attempt(() => files.read(path)) : null;
    if (read === null || !read.ok || read.value === null) return [];
    return plugin.readRevision(name, new TextDecoder().decode(read.value)) ?? [];
  });
}

/** What the migrations of a service still lack, in words; null if nothing. */
export function difference({ reached, wanted }: MigrationState): string | null {
  const old = reached ?? EMPTY;
  if (printSchema(old) === printSchema(wanted)) return null;
  const before = new Map(withoutHints(old).tables.map((table) => [table.name, table]));
  const after = new Map(withoutHints(wanted).tables.map((table) => [table.name, table]));
  const parts: string[] = [];
  for (const [name, table] of after) {
    const old = before.get(name);
    if (old === undefined) parts.push(`table ${name} is new`);
    else if (JSON.stringify(old) !== JSON.stringify(table)) parts.push(...tableDifference(old, table));
  }
  for (const name of before.keys()) if (!after.has(name)) parts.push(`table ${name} is gone`);
  return parts.length > 4 ? `${parts.slice(0, 4).join(", ")} and ${parts.length - 4} more` : parts.join(", ");
}

function tableDifference(before: Table, after: Table): string[] {
  const old = new Map(before.columns.map((column) => [column.name, JSON.stringify(column)]));
  const parts = after.columns.flatMap((column) => {
    const known = old.get(column.name);
    if (known === undefined) return [`column ${after.name}.${column.name} is new`];
    return known === JSON.stringify(column) ? [] : [`column ${after.name}.${column.name} is another`];
  });
  const names = new Set(after.columns.map((column) => column.name));
  for (const name of old.keys()) if (!names.has(name)) parts.push(`column ${after.name}.${name} is gone`);
  return parts.length > 0 ? parts : [`the rules of table ${after.name} are others`];
}

/** The files of one revision, and the state that it leads to. */
export function revise(
  project: Project,
  state: MigrationState,
  message: string,
): { files: OwnedFile[]; findings: Diagnostic[] } {
  const last = state.revisions.reduce((highest, { number }) => Math.max(highest, number), 0);
  const files: OwnedFile[] = [];
  const findings: Diagnostic[] = [];
  const request = {
    model: project.model,
    service: state.service.id,
    before: state.reached ?? EMPTY,
    after: state.wanted,
    number: last + 1,
    follows: state.heads.map(({ id }) => id),
    message,
  };
  for (const contribution of state.plugin.revise(request)) {
    if (contribution.kind === "file") files.push(ownedFile(contribution, state.plugin.name));
    else findings.push(placeFinding(contribution, state.plugin, project.spans));
  }
  return { files, findings };
}

/** The state of a service as a file of the project, which every plan contributes as it is. */
export function stateFile({ plugin, folder }: MigrationState, schema: Schema): OwnedFile {
  const render = () => ({ text: printSchema(schema), origins: [] });
  return ownedFile(lazyFile(`${folder}/schema.json`, "generated", render), plugin.name);
}
