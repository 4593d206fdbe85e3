import type { Docstring, DocstringEntry } from "./block.ts";
import { columnWidth } from "./column-width.ts";
import { LINE_WIDTH, margin as marginOf } from "./doc-printer.ts";

/** The lines of a docstring in Google's style, as ruff's `D` rules and formatter want them. */
export function docstringLines(docstring: Docstring, indentation: number): readonly string[] {
  const { summary, body = "", args = [], returns = "", raises = [] } = docstring;
  const margin = marginOf(indentation);
  const first = sentence(summary).replace(/(\w)\(/g, "$1 (");
  const sections = [
    ...body.split(/\n\s*\n/).map((paragraph) => paragraphLines(paragraph, indentation)),
    section("Args", args, indentation),
    returns.trim() === ""
      ? []
      : [`${margin}Returns:`, ...wrap(sentence(returns), indentation + 4, indentation + 4)],
    section("Raises", raises, indentation),
  ].filter((lines) => lines.length > 0);
  const open = [first, ...sections.flat()].some((line) => line.includes("\\")) ? 'r"""' : '"""';
  const whole = `${margin}${open}${first}"""`;
  if (sections.length === 0 && columnWidth(whole) <= LINE_WIDTH) return [whole];
  // What is one line of text belongs on one line with its quotes.
  const closing = sections.length === 0 ? 3 : 0;
  const head = summaryLines(first, indentation, open, closing);
  return [...head, ...sections.flatMap((lines) => ["", ...lines]), `${margin}"""`];
}

/** The lines of a comment. What looks like a directive to a tool is put in quotes. */
export function commentLines(text: string, indentation: number): readonly string[] {
  const flat = clean(text).replace(/#/g, "no. ");
  const safe = DIRECTIVE.test(flat) ? `"${flat}"` : flat;
  const margin = marginOf(indentation);
  return wrap(safe, 0, 0, LINE_WIDTH - indentation - 2).map((line) => `${margin}# ${line}`.trimEnd());
}

const DIRECTIVE =
  /^\W*(noqa|type\s*:|fmt\s*:|ruff\s*:|flake8\s*:|isort\s*:|yapf\s*:|pylint\s*:|mypy\s*:|pyright\s*:|pragma|nosec|coding|todo|fixme|xxx|hack|!)/i;

/**
 * One summary line is all that pydocstyle knows: it must end in a full stop on that line, and the rest is a paragraph.
 * So a summary that is too long is cut after its first sentence if that fits, else after its last part, else its last
 * word that does.
 */
function summaryLines(first: string, indentation: number, open: string, closing: number): readonly string[] {
  const margin = marginOf(indentation);
  const room = LINE_WIDTH - indentation - open.length;
  if (columnWidth(first) + closing <= room) return [`${margin}${open}${first}`];
  const cut = cutSummary(first, Math.min(room, columnWidth(first) - 1));
  return [`${margin}${open}${cut.head}`, "", ...wrapText(cut.rest, indentation)];
}

function cutSummary(text: string, room: number): { readonly head: string; readonly rest: string } {
  for (let end = room; end > 0; end--) {
    const head = text.slice(0, end);
    if (/[.!?]$/.test(head) && text[end] === " " && columnWidth(head) <= room) {
      return { head, rest: guarded(text.slice(end + 1)) };
    }
  }
  for (let end = room - 1; end > room / 3; end--) {
    const head = text.slice(0, end);
    if (",;".includes(text[end]!) && text[end + 1] === " " && columnWidth(head) < room) {
      return { head: `${head}.`, rest: guarded(sentence(text.slice(end + 2))) };
    }
  }
  const [head = ""] = wrap(text, 0, 0, room - 1);
  return {
    head: /[.!?]$/.test(head) ? head : `${head}.`,
    rest: guarded(text.slice(head.length).trimStart()),
  };
}

function section(title: string, entries: readonly DocstringEntry[], indentation: number): readonly string[] {
  if (entries.length === 0) return [];
  const lines = entries.flatMap(({ name, text }) =>
    wrap(`${clean(name)}: ${sentence(text)}`, indentation + 4, indentation + 8)
  );
  return [`${" ".repeat(indentation)}${title}:`, ...lines];
}

function paragraphLines(text: string, indentation: number): readonly string[] {
  const flat = guarded(clean(text));
  return flat === "" ? [] : wrapText(flat, indentation);
}

/** Text as one line with nothing in it that could end the string or hide from the eye. */
function clean(text: string): string {
  if (SIMPLE.test(text)) return text;
  return text
    .replace(/\s+/gu, " ")
    .trim()
    .replace(UNSEEN, (char) => `<U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}>`)
    .replace(/"""/g, "'''");
}

/** Words of ASCII with one space between them, without quotes: nothing to do. */
const SIMPLE = /^[!#-~]+(?: [!#-~]+)*$/;

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** Begins with a capital, ends with a full stop. */
function sentence(text: string): string {
  const flat = clean(text).replace(/^"(.*)$/s, (whole) => whole.replaceAll('"', "'"));
  if (flat === "") return "Undocumented.";
  const first = String.fromCodePoint(flat.codePointAt(0)!);
  const upper = first.toUpperCase();
  const capital = upper.length === first.length ? upper : first;
  const whole = capital + flat.slice(first.length);
  return /[.!?]$/.test(whole) ? whole : `${whole.replace(/[:;,\s]+$/, "")}.`;
}

function wrapText(text: string, indentation: number): readonly string[] {
  const margin = marginOf(indentation);
  return wrap(text, indentation, indentation).map((line) => margin + guarded(line.slice(indentation)));
}

/** A line that reads like the title of a section would be one to a linter. */
function guarded(line: string): string {
  return SECTION.test(line) ? `"${line}"` : line;
}

const SECTION = new RegExp(
  "^(args|arguments|attention|attributes|caution|danger|error|errors|example|examples|extended summary|hint|important|" +
    "keyword args|keyword arguments|methods|note|notes|other args|other arguments|other params|other parameters|" +
    "parameters|params|raises|receives|references|return|returns|see also|short summary|tip|todo|warning|warnings|" +
    "warns|yield|yields)\\s*:?$",
  "i",
);

/** Words on lines of at most 100 columns; a word that is too long for any line is cut. */
function wrap(text: string, indentation: number, next: number, width = LINE_WIDTH): readonly string[] {
  const lines: string[] = [];
  let margin = indentation;
  let line = "";
  for (const word of text.split(" ").flatMap((word) => cutWord(word, width - next))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (columnWidth(longer) + margin <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(" ".repeat(margin) + line);
    margin = lines.length === 0 ? indentation : next;
    line = word;
  }
  lines.push(" ".repeat(margin) + line);
  return lines;
}

function cutWord(word: string, room: number): readonly string[] {
  if (columnWidth(word) <= room) return [word];
  const pieces: string[] = [];
  let piece = "";
  for (const char of word) {
    if (columnWidth(piece + char) > room) {
      pieces.push(piece);
      piece = "";
    }
    piece += char;
  }
  return [...pieces, piece];
}
