/** What a type string says, before anybody asks whether the names in it exist. */
export type TypeText =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list"; readonly of: TypeText }
  | { readonly kind: "dict"; readonly key: TypeText; readonly value: TypeText }
  | { readonly kind: "page"; readonly of: TypeText }
  | { readonly kind: "optional"; readonly of: TypeText };

/** A type string that cannot be read: what was expected, and at which offset in the string. */
export interface TypeTextProblem {
  readonly expected: string;
  readonly offset: number;
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const GENERIC = { list: 1, dict: 2, page: 1 } as const;

/**
 * Read `T = name | "list[" T "]" | "dict[" T "," T "]" | "page[" T "]" | T "| null"`.
 * Nesting is bounded by the length of the text, which the shape of the file limits.
 */
export function parseTypeText(text: string): { type: TypeText } | { problem: TypeTextProblem } {
  let at = 0;
  const skip = () => {
    while (text[at] === " " || text[at] === "\t") at += 1;
  };
  const fail = (expected: string): TypeTextProblem => ({ expected, offset: at });

  const parse = (): TypeText | TypeTextProblem => {
    skip();
    NAME.lastIndex = at;
    const name = NAME.exec(text)?.[0];
    if (name === undefined) return fail("the name of a type");
    at += name.length;
    let type: TypeText = { kind: "name", name };
    skip();
    if (text[at] === "[") {
      const generic = name.toLowerCase() as keyof typeof GENERIC;
      const count = Object.hasOwn(GENERIC, generic) ? GENERIC[generic] : null;
      if (count === null) return fail(`"list", "dict" or "page" before "["`);
      at += 1;
      const inner: TypeText[] = [];
      for (let position = 0; position < count; position += 1) {
        if (position > 0) {
          if (text[at] !== ",") return fail(`","`);
          at += 1;
        }
        const parsed = parse();
        if (!("kind" in parsed)) return parsed;
        inner.push(parsed);
        skip();
      }
      if (text[at] !== "]") return fail(`"]"`);
      at += 1;
      type = generic === "dict"
        ? { kind: "dict", key: inner[0]!, value: inner[1]! }
        : { kind: generic, of: inner[0]! };
    }
    skip();
    if (text[at] === "|") {
      at += 1;
      skip();
      if (!text.startsWith("null", at)) return fail(`"null" after "|"`);
      at += 4;
      type = { kind: "optional", of: type };
      skip();
    }
    return type;
  };

  const type = parse();
  if (!("kind" in type)) return { problem: type };
  return at < text.length ? { problem: fail("the end of the type") } : { type };
}
