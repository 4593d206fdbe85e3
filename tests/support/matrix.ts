import type { Python } from "../../scripts/toolchain/pythons.ts";

export type Database = "SQLite" | "PostgreSQL";

/** One way to run a project: which Python, which database. */
export interface Cell {
  readonly python: string;
  readonly database: Database;
}

const DATABASES: readonly Database[] = ["SQLite", "PostgreSQL"];

/**
 * The cells of one spec. Over all specs they are pairwise: every spec meets every Python and every database, and every
 * Python every database, with half the runs of the whole product. What breaks is nearly always one of the three, or two
 * of them together.
 */
export function cellsOf(spec: number, pythons: readonly Python[]): readonly Cell[] {
  return pythons.map(({ version }, index) => ({ python: version, database: DATABASES[(spec + index) % 2]! }));
}
