import type { Schema, Table } from "../../mod.ts";
import { cyclicKeys } from "./cyclic-keys.ts";
import { align } from "./migration-align.ts";
import { loses, type Risk } from "./migration-risks.ts";
import { addForeignKey } from "./migration-rule-steps.ts";
import { type MigrationChange, turned } from "./migration-step.ts";
import { createIndex, createTable } from "./migration-table-steps.ts";
import { tableChanges } from "./migration-tables.ts";

export interface MigrationPlan {
  readonly changes: readonly MigrationChange[];
  /** What tables that are in use get beside their work: a revision of its own, outside of a transaction. */
  readonly online: readonly MigrationChange[];
  /** What a person has to agree to, or to decide. */
  readonly risks: readonly Risk[];
}

/** How one schema becomes the other. */
export function migrationChanges(before: Schema, after: Schema): MigrationPlan {
  const { renames, pairs, added, gone } = align(before, after);
  const kept = pairs.map(tableChanges);
  return {
    changes: [
      ...renames,
      ...newTables(after, added),
      ...kept.flatMap(({ clearing }) => clearing),
      ...kept.flatMap(({ columns }) => columns),
      ...kept.flatMap(({ rules }) => rules),
      ...newTables({ schema: 1, tables: gone }, gone).map(turned).toReversed(),
    ],
    online: kept.flatMap(({ online }) => online),
    risks: [
      ...gone.map((table) => loses(table.name, null, "the table is gone, and its rows with it")),
      ...kept.flatMap(({ risks }) => risks),
    ],
  };
}

/** Tables after those that they refer to; keys in a circle come when all tables are there. */
function newTables(schema: Schema, made: readonly Table[]): readonly MigrationChange[] {
  const cyclic = cyclicKeys(schema);
  const tables: Table[] = [];
  const visit = (table: Table): void => {
    if (tables.includes(table) || !made.includes(table)) return;
    for (const key of table.foreignKeys) {
      const target = schema.tables.find(({ name }) => name === key.target.table);
      if (target !== undefined && target !== table && !cyclic.has(key.name)) visit(target);
    }
    tables.push(table);
  };
  made.forEach(visit);
  const later = (table: Table) => table.foreignKeys.filter((key) => cyclic.has(key.name));
  return [
    ...tables.flatMap((table) => [
      createTable(table, (key) => !cyclic.has(key.name)),
      ...table.indexes.map((index) => createIndex(table, index)),
    ]),
    ...tables.flatMap((table) => later(table).map((key) => addForeignKey(table, key, { obeyed: false }))),
  ];
}
