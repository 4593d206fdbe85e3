import { newSource, type Source } from "./source.ts";

/** Why bytes are no text that svc reads. */
export type DecodeProblem =
  | { readonly kind: "too-large"; readonly path: string; readonly bytes: number; readonly limit: number }
  | { readonly kind: "utf-16"; readonly path: string }
  | { readonly kind: "not-utf-8"; readonly path: string; readonly line: number };

/** Specs are written by people: a file of this size is a mistake, and reading it would cost seconds. */
export const MAX_SOURCE_BYTES = 4 * 1024 * 1024;

/** Read bytes as UTF-8, strictly: a replaced character would go unnoticed into names and messages. */
export function decodeSource(
  path: string,
  bytes: Uint8Array,
): { value: Source; problem: null } | { value: null; problem: DecodeProblem } {
  if (bytes.length > MAX_SOURCE_BYTES) {
    const problem = { kind: "too-large", path, bytes: bytes.length, limit: MAX_SOURCE_BYTES } as const;
    return { value: null, problem };
  }
  if (isUtf16(bytes)) return { value: null, problem: { kind: "utf-16", path } };
  const lenient = new TextDecoder("utf-8").decode(bytes);
  if (isUtf8(bytes, lenient)) return { value: newSource(path, lenient), problem: null };
  const before = lenient.slice(0, lenient.indexOf("\ufffd"));
  return {
    value: null,
    problem: { kind: "not-utf-8", path, line: newSource(path, before).lineStarts.length },
  };
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** Without a `try`: what was replaced on decoding does not come back on encoding. */
function isUtf8(bytes: Uint8Array, decoded: string): boolean {
  if (!decoded.includes("\ufffd")) return true;
  const again = new TextEncoder().encode(decoded);
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return again.length === bytes.length - mark && again.every((byte, at) => byte === bytes[at + mark]);
}
