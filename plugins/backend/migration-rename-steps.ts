import { py } from "../../mod.ts";
import { alteration, type MigrationChange, namesDict, op, run } from "./migration-step.ts";

export function renameTable(from: string, to: string): MigrationChange {
  const rename = (old: string, name: string) => [run(op("rename_table", [py.str(old), py.str(name)]))];
  return { up: rename(from, to), down: rename(to, from) };
}

export function renameColumn(table: string, from: string, to: string): MigrationChange {
  const rename = (old: string, name: string) => [
    run(op("alter_column", [py.str(table), py.str(old), py.kw("new_column_name", py.str(name))])),
  ];
  return { up: rename(from, to), down: rename(to, from) };
}

export function renameConstraints(
  table: string,
  names: readonly (readonly [string, string])[],
): MigrationChange {
  const rename = (pairs: readonly (readonly [string, string])[]) => [
    run(alteration("rename_constraints", [py.str(table), namesDict(pairs)])),
  ];
  return { up: rename(names), down: rename(names.map(([from, to]) => [to, from] as const)) };
}

export function renameIndex(from: string, to: string): MigrationChange {
  const rename = (old: string, name: string) => [
    run(alteration("rename_index", [py.str(old), py.str(name)])),
  ];
  return { up: rename(from, to), down: rename(to, from) };
}
