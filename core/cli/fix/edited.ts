import type { Edit } from "../../diagnostics/diagnostic.ts";

/** Path → text before and after; only files that changed. */
export type TextChanges = ReadonlyMap<string, { readonly before: string; readonly after: string }>;

/** A text with edits that do not overlap carried out, from its end, because they move what comes after them. */
export function edited(text: string, edits: readonly Edit[]): string {
  return [...edits].sort((a, b) => b.span.start - a.span.start).reduce(
    (done, { span, text: written }) => done.slice(0, span.start) + written + done.slice(span.end),
    text,
  );
}
