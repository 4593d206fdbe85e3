/**
 * A string as a YAML scalar on one line: plain where every reader takes it for this very string, in double
 * quotes elsewhere. A text that might be read as something else by some reader is quoted, not weighed.
 */
export function yamlText(text: string): string {
  return isPlain(text) ? text : quoted(text);
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !text.includes(": ") && !text.includes(" #") && !text.endsWith(":") &&
    !text.endsWith(" ") && !WORDS.has(text.toLowerCase()) && !NUMBER_OR_DATE.test(text);
}

/** Printable characters, the first of which means nothing in YAML; a dash or a dot may begin a word. */
const PLAIN = /^(?:[\p{L}\p{N}_/$(~^+;=<]|[-.](?=[\p{L}\p{N}_/.-]*[\p{L}_]))[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u;

/** Null, bools and special marks of YAML 1.1 and 1.2. */
const WORDS = new Set(
  [
    "~",
    "null",
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "y",
    "n",
    "=",
    "<<",
    ".inf",
    "-.inf",
    "+.inf",
    ".nan",
  ],
);

/** Integers of any base, floats, sexagesimals, times and dates, and whatever looks like one. */
const NUMBER_OR_DATE = /^[-+]?(?:[.0-9][0-9a-fA-FxXoO_:.,+\-TtZz ]*|\.?[eE][-+]?[0-9_]+)$/;

/** JSON's escapes are YAML's too; what cannot be seen is escaped besides. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, (char) => {
    return [...Array(char.length).keys()]
      .map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join("");
  });
}
