import type { FindingContribution, Id, ModelIndex } from "../../mod.ts";
import type { Danger } from "./migration-conversions.ts";

/** A change that the user has to agree to, or that nobody can make. */
export interface Risk {
  readonly code: "SVC0620" | "SVC0621" | "SVC0622" | "SVC0623" | "SVC0624" | "SVC0625";
  readonly table: string;
  /** Null: the whole table. */
  readonly columns: readonly string[] | null;
  readonly problem: string;
}

export function loses(table: string, columns: readonly string[] | null, problem: string): Risk {
  return { code: "SVC0620", table, columns, problem };
}

export function refuses(table: string, columns: readonly string[], problem: string): Risk {
  return { code: "SVC0622", table, columns, problem };
}

export function rewrites(table: string, columns: readonly string[], problem: string): Risk {
  return { code: "SVC0623", table, columns, problem };
}

/** The database has no part in it: services would fail at such a row. */
export function misreads(table: string, columns: readonly string[], problem: string): Risk {
  return { code: "SVC0625", table, columns, problem };
}

export function riskOf(danger: Danger, table: string, column: string, change: string): Risk {
  switch (danger.kind) {
    case "loses":
      return loses(table, [column], `${change}, and ${danger.problem}`);
    case "refuses":
      return refuses(table, [column], `${change}, and ${danger.problem}`);
    case "rewrites":
      return rewrites(table, [column], `${change}, so every row is written anew`);
  }
}

export function losesKeys(table: string, columns: readonly string[], problem: string): Risk {
  return { code: "SVC0624", table, columns, problem };
}

/** What cannot be agreed to: there is no value for the rows, or none that others would find them by. */
const WITHOUT_CONSENT: readonly Risk["code"][] = ["SVC0621", "SVC0624"];

export function riskFinding(risk: Risk, service: Id, index: ModelIndex): FindingContribution {
  const place = risk.columns === null ? risk.table : `${risk.table}.${risk.columns.join(",")}`;
  const { code, problem } = risk;
  return {
    kind: "finding",
    code,
    args: { place, problem },
    node: nodeOf(risk, index) ?? service,
    ...(WITHOUT_CONSENT.includes(code) ? {} : { consent: place }),
  };
}

/** The field, if it is still there; else the model. */
function nodeOf({ table, columns }: Risk, { model }: ModelIndex): Id | null {
  const entity = model.models.find((candidate) => candidate.table === table);
  const field = entity?.fields.find(({ member }) => columns?.includes(member));
  return field?.id ?? entity?.id ?? null;
}
