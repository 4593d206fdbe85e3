/** Codes that every service answers with; they are not declared. */
export const BUILT_IN_CODES: readonly string[] = [
  "REQUEST_INVALID",
  "BODY_UNREADABLE",
  "BODY_TOO_LARGE",
  "METHOD_NOT_ALLOWED",
  "UNAVAILABLE",
  "UPSTREAM_UNEXPECTED",
  "UNAUTHENTICATED",
  "INVALID_CREDENTIALS",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "WRONG_STATE",
  "STALE",
  "IDEMPOTENCY_MISMATCH",
  "RATE_LIMITED",
  "MERGE_SAME",
  "MERGE_CONFLICT",
  "INTERNAL",
];

/** Those that something raises in this stage of the language. */
export const RAISED_CODES: readonly string[] = [
  "REQUEST_INVALID",
  "BODY_UNREADABLE",
  "BODY_TOO_LARGE",
  "METHOD_NOT_ALLOWED",
  "UNAVAILABLE",
  "NOT_FOUND",
  "INTERNAL",
];
