import type { Code, Language } from "./code.ts";
import { codeOf, contentOf } from "./content.ts";

/** TOML 1.0. `str`, `int`, `bool`, `array` are values; `key` stands before `=` or in a table's name. */
export const toml = {
  str: (text: string) => codeOf("toml", basicString(text)),
  int: (value: number) => codeOf("toml", integer(value)),
  bool: (value: boolean) => codeOf("toml", String(value)),
  key: (name: string) => codeOf("toml", /^[A-Za-z0-9_-]+$/.test(name) ? name : basicString(name)),
  /** On one line. */
  array: (items: readonly Code<"toml">[]) => codeOf("toml", `[${texts("toml", items).join(", ")}]`),
  /** One item per line, with a comma after each; `[]` if there are none. */
  lines: (items: readonly Code<"toml">[]) => codeOf("toml", tomlLines(texts("toml", items))),
  /** `{ workspace = true }` */
  table: (entries: readonly (readonly [key: Code<"toml">, value: Code<"toml">])[]) =>
    codeOf("toml", tomlTable(entries.map((entry) => texts("toml", entry)))),
  comment: (text: string) => codeOf("toml", `# ${oneLine(text)}`),
};

/** YAML 1.2, block and flow. `str` is a plain scalar only if no reader could take it for anything else. */
export const yaml = {
  str: (text: string) => codeOf("yaml", yamlString(text)),
  int: (value: number) => codeOf("yaml", integer(value)),
  bool: (value: boolean) => codeOf("yaml", String(value)),
  null: codeOf("yaml", "null"),
  /** `["a", "b"]` */
  list: (items: readonly Code<"yaml">[]) => codeOf("yaml", `[${texts("yaml", items).join(", ")}]`),
  comment: (text: string) => codeOf("yaml", `# ${oneLine(text)}`),
};

/** CommonMark and GFM. */
export const md = {
  /** One line of text: in a paragraph, a heading, a list item or a table cell. Nothing in it is markup. */
  text: (text: string) => codeOf("markdown", markdownText(text)),
  /** `code`, also in a table cell. */
  code: (text: string) => codeOf("markdown", markdownCode(text)),
  /** A fenced block that takes whole lines. */
  fence: (text: string, info = "") => codeOf("markdown", markdownFence(text, info)),
  /** Address of a link: `[text](<%= md.url(…) %>)`. */
  url: (text: string) => codeOf("markdown", encodeURI(oneLine(text)).replace(/[()<>\\|]/g, percent)),
};

/** Makefiles. */
export const make = {
  /** A word of a target or a prerequisite: letters, digits and `. _ / -` only. */
  name: (name: string) => codeOf("make", checkedName(name, /^[A-Za-z0-9._\/-]+$/, "a name in a Makefile")),
  /** Text where `make` reads it: `$` is doubled, `#` escaped. */
  text: (text: string) => codeOf("make", oneLine(text).replace(/\$/g, "$$$$").replace(/#/g, "\\#")),
  /** One argument of a command of a recipe. */
  arg: (text: string) => codeOf("make", shellWord(oneLine(text)).replace(/\$/g, "$$$$")),
};

/** INI files and `.env` files: `key = value`, one per line, no interpolation. */
export const ini = {
  key: (name: string) =>
    codeOf("ini", checkedName(name, /^[A-Za-z_][A-Za-z0-9_.-]*$/, "a key of an INI file")),
  /** A value as it is; `%` is doubled, as Python's configparser wants it. */
  value: (text: string) => codeOf("ini", iniText(text).replace(/%/g, "%%")),
  /** A value of an `.env` file, in quotes unless it is plain. */
  env: (text: string) => codeOf("ini", /^[A-Za-z0-9_.\/:@+,-]*$/.test(text) ? text : envString(text)),
  comment: (text: string) => codeOf("ini", `# ${oneLine(text)}`),
};

/** POSIX shell, and the lines of a Dockerfile that are read like it. */
export const sh = {
  /** One word, quoted if it has to be. */
  word: (text: string) => codeOf("shell", shellWord(oneLine(text))),
  /** An identifier: of a variable, a stage, an image without tag. */
  name: (name: string) =>
    codeOf("shell", checkedName(name, /^[A-Za-z0-9_][A-Za-z0-9._\/:@-]*$/, "a word of a shell")),
  /** `["python", "-m", "backend"]`: the exec form of a Dockerfile. */
  exec: (words: readonly string[]) =>
    codeOf("shell", `[${words.map((word) => JSON.stringify(oneLine(word))).join(", ")}]`),
  comment: (text: string) => codeOf("shell", `# ${oneLine(text)}`),
};

function texts<L extends Language>(language: L, items: readonly Code<L>[]): readonly string[] {
  return items.map((item) => String(contentOf(item, language)));
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not an integer`);
  return String(value);
}

function checkedName(name: string, pattern: RegExp, what: string): string {
  if (!pattern.test(name)) throw new TypeError(`${JSON.stringify(name)} is not ${what}`);
  return name;
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

function point(char: string): string {
  return char.codePointAt(0)!.toString(16).toUpperCase();
}

/** White space becomes one space each; what cannot be seen becomes `<U+202E>`. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim().replace(UNSEEN, unseen);
}

function unseen(char: string): string {
  return `<U+${point(char).padStart(4, "0")}>`;
}

/** TOML knows no surrogates; a lone one becomes U+FFFD. */
function basicString(text: string): string {
  const escaped = text.toWellFormed().replace(/["\\]/g, "\\$&").replace(UNSEEN, (char) => {
    const hex = point(char);
    return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
  });
  return `"${escaped}"`;
}

function tomlLines(items: readonly string[]): string {
  return items.length === 0 ? "[]" : `[\n${items.map((item) => `    ${item},\n`).join("")}]`;
}

function tomlTable(entries: readonly (readonly string[])[]): string {
  return entries.length === 0 ? "{}" : `{ ${entries.map(([key, value]) => `${key} = ${value}`).join(", ")} }`;
}

/** Plain if it is a word, or words, that no version of YAML reads as something else. */
function yamlString(text: string): string {
  const plain = /^[A-Za-z\/_][A-Za-z0-9_.\/-]*( [A-Za-z0-9_.\/-]+)*$/.test(text) &&
    !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text);
  if (plain) return text;
  const escaped = text.toWellFormed().replace(/["\\]/g, "\\$&").replace(UNSEEN, (char) => {
    const hex = point(char);
    if (hex.length <= 2) return `\\x${hex.padStart(2, "0")}`;
    return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
  });
  return `"${escaped}"`;
}

function markdownText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>#|~]/g, "\\$&")
    .replace(
      /^([-+=]|\d+[.)])/,
      (start) => start.length === 1 ? `\\${start}` : `${start.slice(0, -1)}\\${start.slice(-1)}`,
    )
    .replace(/&(?=[A-Za-z#])/g, "\\&")
    .replace(/!(?=\\\[)/g, "\\!")
    .replace(/\b(https?|ftp):(?=\/\/)/gi, "$1\\:")
    .replace(/\bwww\.(?=\S)/gi, (start) => `${start.slice(0, -1)}\\.`)
    .replace(/@(?=\S)/g, "\\@");
}

function markdownCode(text: string): string {
  const line = oneLine(text).replace(/\|/g, "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$/.test(line) || line === "" ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

function markdownFence(text: string, info: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const shown = lines.map((line) =>
    line.replace(UNSEEN, (char) => char === "\t" ? char : `<U+${point(char).padStart(4, "0")}>`)
  );
  return [fence + oneLine(info).replace(/`/g, ""), ...shown, fence].join("\n");
}

function percent(char: string): string {
  return `%${point(char)}`;
}

function shellWord(text: string): string {
  return /^[A-Za-z0-9_.\/:@%+=,-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/** A value may not begin another line, nor a comment. */
function iniText(text: string): string {
  const line = oneLine(text);
  return /^[#;[]/.test(line) ? `"${line}"` : line.replace(/ ([#;])/g, " \\$1");
}

/** As uv and Compose read it: a line end has an escape there, and what else cannot be seen has none. */
function envString(text: string): string {
  const escaped = text.replace(/["\\$]/g, "\\$&").replaceAll("\n", "\\n");
  return `"${escaped.replace(UNSEEN, (char) => char === "\t" ? char : unseen(char))}"`;
}
