import type { CatalogueEntry, DiagnosticTable } from "./define.ts";
import { by } from "../text/compare.ts";

/** Codes with their entries, sorted by code. */
export type Catalogue = readonly CatalogueEntry[];

/** Letters, then four digits. */
const CODE = /^[A-Z]{2,8}\d{4}$/;

/** Join tables of findings. Plugins may share one; a code that means two things is a bug. */
export function catalogue(...tables: readonly DiagnosticTable[]): Catalogue {
  const entries = new Set(tables.flatMap((table) => Object.values(table).map(({ entry }) => entry)));
  const codes = new Set<string>();
  for (const { code } of entries) {
    if (!CODE.test(code)) throw new Error(`${code} is no code of a finding`);
    if (codes.has(code)) throw new Error(`${code} is defined twice`);
    codes.add(code);
  }
  return [...entries].sort(by(({ code }) => code));
}
