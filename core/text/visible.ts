/**
 * Characters that act on a terminal or hide from the eye: controls, bidirectional overrides, zero-width and
 * other format characters, line separators, private use and lone surrogates.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text on one line, with `\n` or `\u{202e}` in place of what cannot be seen. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (char) => SHORT[char] ?? `\\u{${char.codePointAt(0)!.toString(16)}}`);
}

/** The text, or its first `limit - 1` code points and `…`. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // No more code units than twice the limit can matter, and the text may be long.
  const points = [...text.slice(0, 2 * limit + 1)];
  return points.length <= limit ? text : points.slice(0, limit - 1).join("") + "…";
}
