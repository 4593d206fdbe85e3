import type { Severity } from "./diagnostic.ts";

export type Style = "bold" | "error" | "warning" | "hint" | "frame" | "added" | "removed";

/** Puts colour around a text, or nothing. */
export type Paint = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, string>> = {
  bold: "1",
  error: "1;31",
  warning: "1;33",
  hint: "1;36",
  frame: "34",
  added: "32",
  removed: "31",
} satisfies Record<Severity, string> & Record<string, string>;

export function newPaint(color: boolean): Paint {
  return color
    ? (style, text) => (text === "" ? "" : `\u001b[${CODES[style]}m${text}\u001b[0m`)
    : (_, text) => text;
}
