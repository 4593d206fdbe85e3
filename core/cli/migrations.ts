import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { attempt } from "../host/attempt.ts";
import type { Files } from "../host/host.ts";
import { placeFinding } from "../model/place-finding.ts";
import type { Service } from "../model/model.ts";
import type { Schema, Table } from "../model/schema.ts";
import { parseJson } from "../plan/parse-json.ts";
import type { Project } from "../pipeline.ts";
import type { Plugin } from "../plugin/define-plugin.ts";
import type { OwnedFile } from "../plugin/run-plugins.ts";
import { cliFindings as found } from "./diagnostics.ts";

/** Where the migrations of one service stand, compared with its models. */
export interface MigrationState {
  readonly service: Service;
  readonly plugin: Plugin;
  readonly folder: string;
  /** Null: there is no migration yet. */
  readonly reached: Schema | null;
  readonly wanted: Schema;
  /** Ids of the revisions, in order of their names. */
  readonly revisions: readonly string[];
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
    const revisions = files.list(`${folder}/versions`).flatMap((name) =>
      /^(\d{4})_\w+\.py$/.exec(name)?.[1] ?? []
    );
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
    states.push({ service, plugin, folder, reached, wanted, revisions });
  }
  return { states, findings };
}

/** What the migrations of a service still lack, in words; null if nothing. */
export function difference({ reached, wanted }: MigrationState): string | null {
  const [old, now] = [withoutFills(reached ?? EMPTY), withoutFills(wanted)];
  if (printSchema(old) === printSchema(now)) return null;
  const before = new Map(old.tables.map((table) => [table.name, table]));
  const after = new Map(now.tables.map((table) => [table.name, table]));
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
  const last = state.revisions.at(-1) ?? null;
  const revision = String(Number(last ?? 0) + 1).padStart(4, "0");
  const files: OwnedFile[] = [];
  const findings: Diagnostic[] = [];
  const request = {
    model: project.model,
    service: state.service.id,
    before: state.reached ?? EMPTY,
    after: state.wanted,
    revision,
    follows: last,
    message,
  };
  for (const contribution of state.plugin.revise(request)) {
    if (contribution.kind === "file") files.push({ ...contribution, owner: state.plugin.name });
    else findings.push(placeFinding(contribution, state.plugin, project.spans));
  }
  return { files, findings };
}

/** The state of a service as a file of the project, which every plan contributes as it is. */
export function stateFile({ plugin, folder }: MigrationState, schema: Schema): OwnedFile {
  return {
    kind: "file",
    path: `${folder}/schema.json`,
    ownership: "generated",
    text: printSchema(withoutFills(schema)),
    origins: [],
    owner: plugin.name,
  };
}

/** What existing rows get when a column is added matters to that one migration, and to no state. */
function withoutFills({ tables }: Schema): Schema {
  const bare = tables.map(({ name, primaryKey, columns, unique, checks, foreignKeys, indexes }) => ({
    name,
    primaryKey,
    columns: columns.map(({ fill: _, ...column }) => column),
    unique,
    checks,
    foreignKeys,
    indexes,
  }));
  return { schema: 1, tables: bare };
}

/** One line for each column, rule and index, so that git merges what two branches added. */
export function printSchema(schema: Schema): string {
  const tables = schema.tables.map((table) => {
    const { name, primaryKey, ...lists } = table;
    const parts = Object.entries(lists).map(([key, items]) => {
      const lines = (items as readonly unknown[]).map((item) => `        ${JSON.stringify(item)}`);
      return lines.length === 0 ? `      "${key}": []` : `      "${key}": [\n${lines.join(",\n")}\n      ]`;
    });
    const head = `      "name": ${JSON.stringify(name)},\n      "primaryKey": ${JSON.stringify(primaryKey)}`;
    return `    {\n${[head, ...parts].join(",\n")}\n    }`;
  });
  return `{\n  "schema": 1,\n  "tables": [\n${tables.join(",\n")}\n  ]\n}\n`;
}

function parseSchema(text: string): Schema | null {
  const parsed: unknown = parseJson(text);
  const lists = ["columns", "unique", "checks", "foreignKeys", "indexes"];
  const isTable = (table: unknown) =>
    typeof table === "object" && table !== null &&
    lists.every((key) => Array.isArray((table as Record<string, unknown>)[key]));
  if (typeof parsed !== "object" || parsed === null || (parsed as { schema?: unknown }).schema !== 1) {
    return null;
  }
  const { tables } = parsed as { tables?: unknown };
  return Array.isArray(tables) && tables.every(isTable) ? parsed as Schema : null;
}
