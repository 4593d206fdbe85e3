/** What the exit code of every command means; agents branch on it. */
export const EXIT = {
  ok: 0,
  /** A check said no, or `--check` found drift. */
  findings: 1,
  /** Wrong usage, spec or configuration. */
  usage: 2,
  /** A decision is needed that was not given; the message names the flag that gives it. */
  decision: 3,
  /** An outside tool or service is missing, or failed. */
  tool: 4,
  /** Try again. */
  transient: 5,
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_TEXT: Readonly<Record<ExitCode, string>> = {
  0: "ok",
  1: "findings: a check said no, or --check found drift",
  2: "wrong usage, spec or configuration",
  3: "a decision is needed that was not given; the message names the flag",
  4: "an outside tool or service is missing, or failed",
  5: "transient: try again",
  70: "a bug in svc",
  130: "interrupted",
};
