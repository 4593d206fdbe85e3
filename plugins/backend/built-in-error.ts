import type { ModelIndex } from "../../mod.ts";

/** Errors that the runtime raises itself, and their statuses. */
const STATUSES = {
  REQUEST_INVALID: 422,
  BODY_UNREADABLE: 400,
  BODY_TOO_LARGE: 413,
  METHOD_NOT_ALLOWED: 405,
  NOT_FOUND: 404,
} as const;

export type BuiltInCode = keyof typeof STATUSES;

/** What is answered in the end. */
export function answerOf(
  index: ModelIndex,
  code: BuiltInCode,
): { readonly status: number; readonly code: string } {
  return index.replacing(code) ?? { status: STATUSES[code], code };
}
