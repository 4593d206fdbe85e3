import type { TypeRef } from "./type-ref.ts";

/** For sentences: `a list of strings`. */
export function describeType(type: TypeRef): string {
  if (type.kind === "list") return `a list of ${plural(type.of)}`;
  if (type.kind === "dict") return `a dict of ${plural(type.value)}`;
  const word = WORDS[type.kind] ?? type.kind;
  return ["bytes", "json"].includes(word) ? word : `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}

/** What people call a type, where that is not its name. */
const WORDS: { readonly [K in TypeRef["kind"]]?: string } = { shape: "record", any: "json", named: "scalar" };

function plural(type: TypeRef): string {
  if (type.kind === "optional") return plural(type.of);
  const word = WORDS[type.kind] ?? type.kind;
  return ["bytes", "json"].includes(word) ? word : `${word}s`;
}
