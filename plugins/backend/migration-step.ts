import { type Py, py, type Table } from "../../mod.ts";
import { countedTable } from "./column-type.ts";
import { ref } from "./refs.ts";

/** A statement of a revision; those of a batch change one table together, which SQLite has to copy for it. */
export type MigrationStep =
  | { readonly kind: "do"; readonly value: Py }
  | {
    readonly kind: "batch";
    readonly table: string;
    /** Whether the database counts its keys: a copy has to go on counting. */
    readonly counted: boolean;
    readonly steps: readonly Py[];
    readonly apart: boolean;
  };

/** Something done, and how it is taken back. */
export interface MigrationChange {
  readonly up: readonly MigrationStep[];
  readonly down: readonly MigrationStep[];
}

/** The same change the other way round. */
export function turned({ up, down }: MigrationChange): MigrationChange {
  return { up: down, down: up };
}

export function run(value: Py): MigrationStep {
  return { kind: "do", value };
}

export function batch(table: Table, steps: readonly Py[]): MigrationStep & { kind: "batch" } {
  return { kind: "batch", table: table.name, counted: countedTable(table), steps, apart: false };
}

/** SQLite would do both in one copy of the table, and the rows would miss what the first one gives them. */
export function apart(step: MigrationStep & { kind: "batch" }): MigrationStep {
  return { ...step, apart: true };
}

export function op(name: string, args: readonly Py[]): Py {
  return py.call(py.attr(ref("alembic", "op"), name), args);
}

export function batchOp(name: string, args: readonly Py[]): Py {
  return py.call(py.name(`batch_op.${name}`), args);
}

/** A function of the runtime that does the same on both databases. */
export function alteration(name: string, args: readonly Py[]): Py {
  return py.call(py.attr(ref("shared.runtime", "alterations"), name), args);
}

/** A name that is whole: the naming convention must not be applied to it again. */
export function conventional(name: string): Py {
  return op("f", [py.str(name)]);
}

export function nameArgument(name: string): Py {
  return py.kw("name", conventional(name));
}

export function strings(items: readonly string[]): Py {
  return py.list(items.map(py.str));
}

export function namesDict(pairs: readonly (readonly [string, string])[]): Py {
  return py.dict(pairs.map(([from, to]) => [py.str(from), py.str(to)]));
}
