/** Codes of the language that something raises in this stage of it. */
export const RAISED_CODES: readonly string[] = [
  "REQUEST_INVALID",
  "BODY_UNREADABLE",
  "BODY_TOO_LARGE",
  "METHOD_NOT_ALLOWED",
  "UNAVAILABLE",
  "NOT_FOUND",
  "INTERNAL",
];

/** All codes that are there without being declared. */
export const BUILT_IN_CODES: readonly string[] = [
  ...RAISED_CODES,
  "UPSTREAM_UNEXPECTED",
  "UNAUTHENTICATED",
  "INVALID_CREDENTIALS",
  "FORBIDDEN",
  "CONFLICT",
  "WRONG_STATE",
  "STALE",
  "IDEMPOTENCY_MISMATCH",
  "RATE_LIMITED",
  "MERGE_SAME",
  "MERGE_CONFLICT",
];
