import type { ModelSpec } from "../spec/shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import { formerNames } from "./former-names.ts";
import type { EntityNames } from "./model.ts";
import { pluralOf, snakeCase } from "./names.ts";
import type { Resolution, Site } from "./resolution.ts";
import type { ModelSource } from "./resolve-models.ts";

/** The name of a model's table: the plural, if the model does not say another. */
export function tableName(
  scope: Resolution,
  { table }: ModelSpec,
  names: EntityNames,
  site: Site,
): string {
  if (table === undefined) return names.plural;
  if (table === false) {
    const later = { construct: "table: false", place: site.place, stage: "S1, second part" };
    scope.report(found.SVC0108(scope.key(site, "table"), later));
    return names.plural;
  }
  const name = typeof table === "string" ? table : table.name;
  const at = typeof table === "string" ? ["table"] : ["table", "name"];
  scope.checkName("snake", name, { ...site, path: [...site.path, ...at] });
  return name;
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
