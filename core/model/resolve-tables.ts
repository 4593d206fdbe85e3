import type { ModelSpec } from "../spec/models-file.ts";
import { meaning as found } from "./diagnostics.ts";
import type { EntityNames } from "./entity.ts";
import { formerNames } from "./former-names.ts";
import type { ModelSource } from "./model-source.ts";
import { pluralOf, snakeCase, takenTable } from "./names.ts";
import type { Resolution, Site } from "./resolution.ts";

/** The name of a model's table: the plural, if the model does not say another; null if it has none. */
export function tableName(
  scope: Resolution,
  { table }: ModelSpec,
  names: EntityNames,
  site: Site,
): string | null {
  if (table === undefined) {
    const problem = takenTable(names.plural);
    const help = "call the table otherwise: table: NAME";
    if (problem !== null) {
      scope.report(found.SVC0202(scope.key(site), { name: names.plural, problem }, { help }));
    }
    return names.plural;
  }
  if (table === false) return null;
  const name = typeof table === "string" ? table : table.name;
  const at = typeof table === "string" ? ["table"] : ["table", "name"];
  scope.checkName("table", name, { ...site, path: [...site.path, ...at] });
  return name;
}

/** What is about rows, as keys of a model and of its fields. */
const OF_TABLES = ["key", "unique", "index", "check", "timestamps", "was"] as const;
const OF_COLUMNS = ["unique", "index", "column", "was", "backfill"] as const;

/** Report what a model without a table says of one, and references: there is no column that a key could be of. */
export function checkNoTable(scope: Resolution, { name, spec, site }: ModelSource): void {
  for (const key of OF_TABLES) {
    if (spec[key] !== undefined) {
      scope.report(found.SVC0209(scope.key(site, key), { key, place: site.place }));
    }
  }
  for (const [field, written] of Object.entries(spec.fields)) {
    const at: Site = { ...site, path: [...site.path, "fields", field], place: `field ${name}.${field}` };
    if (typeof written === "string") continue;
    for (const key of OF_COLUMNS) {
      if (written[key] !== undefined) {
        scope.report(found.SVC0209(scope.key(at, key), { key, place: at.place }));
      }
    }
  }
}

/** Former names of the table: its own, and those that follow from the former names of the model. */
export function formerTables(spec: ModelSpec): { readonly tableWas?: readonly string[] } {
  const own = typeof spec.table === "object" ? formerNames(spec.table).was ?? [] : [];
  const models = formerNames(spec).was ?? [];
  const all = [...own, ...models.map((name) => pluralOf(snakeCase(name)))];
  return all.length === 0 ? {} : { tableWas: all };
}

/** One table holds the rows of one model. */
export function checkTables(scope: Resolution, sources: readonly ModelSource[]): void {
  const taken = new Map<string, string>();
  for (const { name, site } of sources) {
    const table = scope.entities.get(`models.${name}`)?.table;
    if (table === undefined || table === null) continue;
    const first = taken.get(table);
    if (first === undefined) taken.set(table, `the table of ${site.place}`);
    else {scope.report(
        found.SVC0205(scope.key(site), { name: table, first, second: `that of ${site.place}` }),
      );}
  }
}
