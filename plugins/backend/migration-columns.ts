import { type CheckRule, type Column, type Json, type Table, unreadable } from "../../mod.ts";
import { find } from "./migration-align.ts";
import {
  addColumn,
  addDerivedColumn,
  addFilledColumn,
  changeDefault,
  changeNullable,
  convertType,
  type Fill,
  fillOf,
  renameValues,
  widenType,
} from "./migration-column-steps.ts";
import { conversion, isSameType, typeText } from "./migration-conversions.ts";
import { loses, misreads, refuses, rewrites, type Risk, riskOf } from "./migration-risks.ts";
import { type MigrationChange, turned } from "./migration-step.ts";
import { hasLiteral } from "./migration-values.ts";

export interface ColumnChanges {
  readonly changes: readonly MigrationChange[];
  readonly risks: readonly Risk[];
  readonly added: ReadonlySet<string>;
  /** Columns whose values are converted to another type. */
  readonly converted: ReadonlySet<string>;
  /** Columns whose values are dropped for a type that they cannot be converted to. */
  readonly replaced: ReadonlySet<string>;
  /** New values of enums by old ones, by column. */
  readonly renamedValues: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export function columnChanges(before: Table, after: Table): ColumnChanges {
  const changes: MigrationChange[] = [];
  const risks: Risk[] = [];
  const converted = new Set<string>();
  const replaced = new Set<string>();
  const renamedValues = new Map<string, ReadonlyMap<string, string>>();

  for (const column of after.columns) {
    const old = find(before.columns, column.name);
    if (old === undefined) continue;
    const values = valueRenames(before, old, column);
    if (values.names.size > 0) {
      renamedValues.set(column.name, values.names);
      changes.push(renameValues(after, column, [...values.names], values.back));
    }
    if (values.gone.length > 0 && column.items !== undefined) {
      const problem = `${
        values.gone.join(", ")
      } can no longer be in its lists, and nobody can read a row that has it`;
      risks.push(loses(after.name, [column.name], problem));
    }
    const changed = changeColumn(after, before, old, column);
    changes.push(...changed.changes);
    risks.push(...changed.risks);
    if (old.holds !== undefined && column.holds !== undefined) {
      for (const problem of unreadable(old.holds, column.holds)) {
        risks.push(misreads(after.name, [column.name], problem));
      }
    }
    if (changed.verb === "converted") converted.add(column.name);
    if (changed.verb === "replaced") replaced.add(column.name);
  }
  // Those that are filled from others come last: they may read a column that is new as well.
  const added = after.columns.filter(({ name }) => find(before.columns, name) === undefined)
    .toSorted((a, b) => Number(a.fillFrom !== undefined) - Number(b.fillFrom !== undefined));
  for (const column of added) {
    const { change, risk } = newColumn(after, column);
    changes.push(change);
    if (risk !== null) risks.push(risk);
  }
  for (const column of before.columns) {
    if (find(after.columns, column.name) !== undefined) continue;
    changes.push(goneColumn(before, column));
    risks.push(loses(after.name, [column.name], "the column is gone, and its values with it"));
  }
  return {
    changes,
    risks,
    added: new Set(added.map(({ name }) => name)),
    converted,
    replaced,
    renamedValues,
  };
}

interface Changed {
  readonly verb: "same" | "converted" | "replaced";
  readonly changes: readonly MigrationChange[];
  readonly risks: readonly Risk[];
}

function changeColumn(table: Table, beforeTable: Table, before: Column, after: Column): Changed {
  const changes: MigrationChange[] = [];
  const risks: Risk[] = [];
  let verb: Changed["verb"] = "same";
  const bare = (column: Column): Column => ({ ...column, serverDefault: null });
  if (!isSameType(before.type, after.type)) {
    const how = conversion(after.name, before.type, after.type);
    const change = `its type changes from ${typeText(before.type)} to ${typeText(after.type)}`;
    if (how.kind === "impossible") {
      const fresh = newColumn(table, after);
      const problem = `${change}, and there is no way from one to the other: its values would be lost`;
      return {
        verb: "replaced",
        changes: [goneColumn(beforeTable, before), fresh.change],
        risks: [loses(table.name, [after.name], problem), ...(fresh.risk === null ? [] : [fresh.risk])],
      };
    }
    if (how.danger !== null) risks.push(riskOf(how.danger, table.name, after.name, change));
    if (how.kind === "widened") changes.push(widenType(table, before, after));
    else {
      verb = "converted";
      const back = conversion(after.name, after.type, before.type);
      const down = back.kind === "converted" ? back.using : null;
      // A default is written for its type: it goes before, and comes back after.
      if (before.serverDefault !== null) changes.push(changeDefault(table, before, { ...bare(before) }));
      changes.push(convertType(table, before, after, { up: how.using, down }));
      if (after.serverDefault !== null) changes.push(changeDefault(table, bare(after), after));
    }
  }
  if (verb === "same" && before.serverDefault !== after.serverDefault) {
    changes.push(changeDefault(table, before, after));
  }
  if (before.nullable !== after.nullable) {
    const neutral = neutralValue(beforeTable, before);
    const back: Fill | undefined = neutral === undefined ? undefined : { kind: "value", value: neutral };
    changes.push(changeNullable(table, after, after.nullable ? back : fillOf(after)));
    if (!after.nullable) risks.push(requiredRisk(table, after));
  }
  return { verb, changes, risks };
}

function requiredRisk(table: Table, column: Column): Risk {
  const { name } = column;
  const fill = fillOf(column);
  if (fill === undefined) {
    return refuses(
      table.name,
      [name],
      "it is required now, and a row that has nothing there stops the migration",
    );
  }
  const problem = `it is required now, so rows that have nothing there get ${described(fill)}`;
  return rewrites(table.name, [name], problem);
}

function described(fill: Fill): string {
  switch (fill.kind) {
    case "value":
      return JSON.stringify(fill.value);
    case "condition":
      return "what their other columns say";
    case "columns":
      return `what they have in ${fill.columns.join(", ")}`;
    case "now":
      return "the time of the migration";
  }
}

function newColumn(table: Table, column: Column): { change: MigrationChange; risk: Risk | null } {
  const { fill, fillFrom } = column;
  if (fillFrom !== undefined) {
    const problem = "it is new, and its value is written into every row";
    return {
      change: addDerivedColumn(table, column, fillFrom),
      risk: rewrites(table.name, [column.name], problem),
    };
  }
  const isOwnDefault = JSON.stringify(fill) === JSON.stringify(column.serverDefault);
  if (
    column.nullable || fill === undefined || fill === null || (column.serverDefault !== null && isOwnDefault)
  ) {
    const change = addColumn(table, column);
    if (column.nullable || column.serverDefault !== null) return { change, risk: null };
    const problem = "it is new and required, and rows that are there have no value for it";
    return { change, risk: { code: "SVC0621", table: table.name, columns: [column.name], problem } };
  }
  const change = addFilledColumn(table, column, fill);
  if (hasLiteral(column.type)) return { change, risk: null };
  return {
    change,
    risk: rewrites(table.name, [column.name], "it is new, and its value is written into every row"),
  };
}

/** The way back makes the column again: with a value that says nothing, where there has to be one. */
function goneColumn(table: Table, column: Column): MigrationChange {
  const fill = neutralValue(table, column);
  if (column.nullable || column.serverDefault !== null || fill === undefined) {
    return turned(addColumn(table, column));
  }
  return turned(addFilledColumn(table, column, fill));
}

/** A value for rows that lost theirs. None for what refers to something, or tells rows apart. */
function neutralValue(table: Table, column: Column): Json | undefined {
  const isTold = [table.primaryKey, ...table.unique, ...table.foreignKeys].some(({ columns }) =>
    columns.includes(column.name)
  );
  if (isTold) return undefined;
  if (column.serverDefault !== null) return column.serverDefault;
  const rules = table.checks.map(({ rule }) => rule).filter((rule) =>
    rule.kind !== "condition" && rule.column === column.name
  );
  switch (column.type.kind) {
    case "bool":
      return false;
    case "int":
    case "float":
      return Number(within(rules, column.type.kind === "int" ? 1 : 0.5));
    case "decimal":
      return String(within(rules, Number(`1e-${column.type.scale}`)));
    case "varchar":
    case "text":
      return rules.flatMap((rule) => rule.kind === "one_of" ? rule.values : [])[0] ?? "";
    case "date":
      return "1970-01-01";
    case "time":
      return "00:00:00";
    case "interval":
      return "PT0S";
    case "bytes":
      return "";
    case "timestamp":
      return "1970-01-01T00:00:00+00:00";
    case "list":
      return [];
    default:
      return undefined;
  }
}

/** The number nearest to 0 that the bounds allow, on a grid of steps. */
function within(rules: readonly CheckRule[], step: number): number {
  let [least, most] = [-Infinity, Infinity];
  for (const rule of rules) {
    if (rule.kind !== "compare") continue;
    const bound = Number(rule.value);
    const inside = rule.operator.length === 2 ? 0 : step;
    if (rule.operator.startsWith(">")) least = Math.max(least, bound + inside);
    else most = Math.min(most, bound - inside);
  }
  return least > 0 ? least : most < 0 ? most : 0;
}

/** Values of the enum of a column that have another name now. */
function valueRenames(table: Table, before: Column, after: Column) {
  const held = valuesOf(table, before);
  const names = new Map<string, string>();
  for (const { value, was } of after.renamed ?? []) {
    for (const old of was) if (held.includes(old)) names.set(old, value);
  }
  // Two that became one cannot be told apart again; one that was there before keeps its rows.
  const targets = [...names.values()];
  const back = [...names].filter(([, value]) =>
    !held.includes(value) && targets.indexOf(value) === targets.lastIndexOf(value)
  );
  const now = after.items ?? [];
  const gone = before.items === undefined
    ? []
    : held.filter((value) => !now.includes(value) && !names.has(value));
  return { names, back, gone };
}

function valuesOf(table: Table, column: Column): readonly string[] {
  if (column.items !== undefined) return column.items;
  return table.checks.flatMap(({ rule }) =>
    rule.kind === "one_of" && rule.column === column.name ? rule.values : []
  );
}
