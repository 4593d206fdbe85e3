/** One complaint of squawk about the SQL of a change. */
export interface Complaint {
  readonly file: string;
  readonly rule_name: string;
  readonly message: string;
}

/** Why a rule of squawk may complain: for every change, or because the user was asked. */
type Reason = { readonly always: string } | { readonly asked: readonly string[] };

const LOSES = "SVC0620";
const REFUSES = "SVC0622";
const WRITES = "SVC0623";

const REASONS: Readonly<Record<string, Reason>> = {
  "prefer-text-field": { always: "a limit of the spec is a limit of the column" },
  "prefer-bigint-over-int": { always: "the spec says int4" },
  "prefer-robust-stmts": { always: "what was broken off is dropped before it is built again" },
  "require-statement-timeout": {
    always: "what has to wait gives up by lock_timeout; work that has begun is not cut",
  },
  "require-concurrent-index-deletion": {
    always: "dropping takes a lock for an instant, and waits for it for 5 s",
  },
  "ban-drop-constraint": {
    always: "a rule that goes refuses nobody; one that is replaced comes in the same transaction",
  },
  "ban-drop-default": { always: "a default for the rows that are there, or one that the spec took back" },
  "ban-drop-not-null": { always: "the spec says that the field may be absent" },
  "renaming-table": { always: "the spec says was" },
  "renaming-column": { always: "the spec says was" },
  "renaming-object": {
    always: "names of rules follow those of tables and columns; no statement of the service has them",
  },
  "ban-drop-column": { asked: [LOSES] },
  "ban-drop-table": { asked: [LOSES] },
  "adding-not-nullable-field": { asked: [REFUSES, WRITES] },
  "adding-foreign-key-constraint": { asked: [REFUSES] },
  "constraint-missing-not-valid": { asked: [REFUSES, WRITES] },
};

/** Types that PostgreSQL changes without looking at a row: a longer text, a decimal with more digits before the point. */
const WIDENED = /TYPE (VARCHAR\(\d+\)|TEXT|NUMERIC\(\d+, \d+\));/;

/** Whether there is a reason for a complaint about a change with these risks. */
export function isExplained({ rule_name }: Complaint, risks: readonly string[], sql: string): boolean {
  const has = (codes: readonly string[]) => risks.some((risk) => codes.some((code) => risk.startsWith(code)));
  if (rule_name === "changing-column-type") return has([LOSES, REFUSES, WRITES]) || WIDENED.test(sql);
  const reason = REASONS[rule_name];
  return reason !== undefined && ("always" in reason || has(reason.asked));
}
