import type { YAMLError } from "yaml";
import type { Source } from "./source.ts";
import { tabBefore } from "./tab-before.ts";
import { shorten, visible } from "./visible.ts";
import type { YamlProblem } from "./yaml-problem.ts";

/** What the YAML library found wrong, in plain words and at the place where the mistake is to be seen. */
export function explainYamlError(source: Source, error: YAMLError): YamlProblem {
  const { text } = source;
  const start = Math.max(0, Math.min(error.pos[0], text.length));
  const end = Math.max(start, Math.min(error.pos[1], text.length));
  if (error.code === "TAB_AS_INDENT") return { kind: "tab", span: { path: source.path, start, end } };
  const tab = tabBefore(source, start);
  if (tab !== null) return { kind: "tab", span: tab };
  const found = explain(text, error, start, end);
  return {
    kind: "syntax",
    span: { path: source.path, start: found.start, end: found.end },
    what: found.what,
    step: found.step,
  };
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly what: string;
  readonly step: string | null;
}

const QUOTE_IT = "put the text in quotes";
const ALIGN = "let it begin in the same column as its neighbours";

function explain(text: string, error: YAMLError, start: number, end: number): Found {
  switch (error.code) {
    case "BAD_SCALAR_START": {
      const what = `a text without quotes cannot begin with ${text[start] ?? ""}`;
      return { ...wordAt(text, start), what, step: QUOTE_IT };
    }
    case "BLOCK_AS_IMPLICIT_KEY":
      return nestedOnOneLine(text, start);
    case "MULTILINE_IMPLICIT_KEY": {
      if (!beginsLine(text, start)) return nestedOnOneLine(text, start);
      const at = wordAt(text, start);
      const what = `"${shown(text.slice(at.start, at.end))}" stands where a key must, without ":"`;
      return { ...at, what, step: 'write "key: value"; a longer text must be indented or quoted' };
    }
    case "BAD_INDENT":
      return {
        ...wordAt(text, skipBlank(text, start)),
        what: "this is not indented like its neighbours",
        step: ALIGN,
      };
    case "BAD_DQ_ESCAPE": {
      const escape = text.slice(start, start + 2);
      const step = `write "\\\\" for a backslash, or use single quotes`;
      return { start, end: start + escape.length, what: `${shown(escape)} is no escape sequence`, step };
    }
    case "BLOCK_IN_FLOW": {
      const step = "put commas between the items, without dashes";
      return {
        ...wordAt(text, start),
        what: "items in { } and [ ] are not written as lines of a list or map",
        step,
      };
    }
    case "KEY_OVER_1024_CHARS":
      return {
        ...wordAt(text, start),
        what: "this key is longer than 1024 characters",
        step: "is a quote missing?",
      };
    case "MISSING_CHAR":
      return missing(text, error.message, start, end);
    default:
      return unexpected(text, error.message, skipBlank(text, start));
  }
}

function nestedOnOneLine(text: string, start: number): Found {
  const at = wordAt(text, start);
  const rest = text.slice(start, at.end);
  if (/:([ \t]|$)/.test(rest) || rest.startsWith("-")) {
    return { ...at, what: 'there is a second ":" on this line', step: `${QUOTE_IT}, or begin a new line` };
  }
  // The value goes on in the next line and turns out to be a key there.
  const next = wordAt(text, skipBlank(text, at.end));
  return { ...next, what: "this is indented more than its neighbours", step: ALIGN };
}

function missing(text: string, message: string, start: number, end: number): Found {
  if (message.startsWith("Comments must")) {
    return { start, end, what: 'a comment needs a space before "#"', step: `add a space, or ${QUOTE_IT}` };
  }
  if (message.startsWith("Implicit map keys")) {
    const at = wordAt(text, start);
    const what = `"${shown(text.slice(at.start, at.end))}" stands where a key must, without ":"`;
    return { ...at, what, step: 'write "key: value"' };
  }
  if (message.startsWith("Missing ,") || message.startsWith("Missing space")) {
    const what = 'a "," or ":" is missing before this';
    return {
      ...wordAt(text, skipBlank(text, start)),
      what,
      step: "separate the parts, or put the whole text in quotes",
    };
  }
  if (message.startsWith("Sequence item")) {
    return {
      ...wordAt(text, skipBlank(text, start)),
      what: 'this stands in a list and does not begin with "- "',
      step: null,
    };
  }
  return unexpected(text, message, skipBlank(text, start));
}

function unexpected(text: string, message: string, start: number): Found {
  const at = wordAt(text, start);
  const char = text[start] ?? "";
  if (message.includes("block-seq-ind on same line") || message.includes("seq-item-ind")) {
    return {
      ...at,
      what: "a list cannot begin on the line of its key",
      step: "begin a new line before the dash",
    };
  }
  if (char === ",") {
    return { start, end: start + 1, what: 'there is nothing before this ","', step: "remove it" };
  }
  if (message.includes("header includes extra")) {
    return {
      ...at,
      what: "after | or > only - + and one digit may stand",
      step: "begin the text on the next line",
    };
  }
  if (/["'][ \t]*$/.test(text.slice(Math.max(0, start - 20), start))) {
    return { ...at, what: "this follows a text that its quote has closed", step: "put all of it in quotes" };
  }
  if (at.start === at.end) return { ...at, what: "something is missing here", step: null };
  return {
    ...at,
    what: "this does not belong here",
    step: `is a quote, a comma or a line break missing before it?`,
  };
}

/** Whether nothing but the dash of a list stands before it on its line. */
function beginsLine(text: string, start: number): boolean {
  return /^[ \t?-]*$/.test(text.slice(text.lastIndexOf("\n", start - 1) + 1, start));
}

/** From an offset to the end of its line, or to a comment. */
function wordAt(text: string, start: number): { start: number; end: number } {
  const line = /[^\r\n]*/y;
  line.lastIndex = start;
  const rest = line.exec(text)?.[0] ?? "";
  const comment = /[ \t]#/.exec(rest);
  return { start, end: start + (comment === null ? rest : rest.slice(0, comment.index)).trimEnd().length };
}

/** The offset of the next character that is neither white space nor in a comment; the end if there is none. */
function skipBlank(text: string, start: number): number {
  const blank = /(?:[ \t\r\n]+(?:#[^\r\n]*)?)*/y;
  blank.lastIndex = start;
  blank.exec(text);
  return blank.lastIndex < text.length ? blank.lastIndex : start;
}

function shown(text: string): string {
  return shorten(visible(text), 40);
}
