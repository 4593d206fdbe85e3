import type { DecodeProblem } from "../text/decode.ts";
import { lineAt, type Source } from "../text/source.ts";
import type { YamlProblem } from "../text/yaml-problem.ts";
import { defineDiagnostics } from "./define.ts";
import type { Diagnostic } from "./diagnostic.ts";

const GOOD = "models:\n  Book:\n    fields:\n      title: string\n";

/** What a file can have wrong before its keys mean anything. */
export const textFindings = defineDiagnostics({
  SVC0101: {
    severity: "error",
    title: "Not YAML",
    message: "{what}",
    help: "{step}",
    explain:
      `The file cannot be read as YAML 1.2. Only the first such mistake of a file is told, because what comes
behind it is easily misread; correct it and run the command again.`,
    bad: 'models:\n  Book:\n    fields:\n      title: { type: string, description: "Of the book }\n',
    good: 'models:\n  Book:\n    fields:\n      title: { type: string, description: "Of the book" }\n',
  },
  SVC0102: {
    severity: "error",
    title: "An expression is cut short",
    message: 'this expression ends at "{at}"',
    help: "inside { } quote it: {quoted}",
    explain:
      `Inside \`{ }\` and \`[ ]\`, YAML ends a text without quotes at a comma and at every bracket of these two
kinds, wherever it stands: \`{ that: state in (a, b) }\` is a map with the two keys \`that\` and \`b)\`. Quote
such a text, or write the map in block form, one key to a line, where commas and brackets mean nothing.`,
    bad: "models:\n  Book:\n    fields:\n      tags: { type: list[string], max_items: 5 }\n",
    good: 'models:\n  Book:\n    fields:\n      tags: { type: "list[string]", max_items: 5 }\n',
  },
  SVC0104: {
    severity: "error",
    title: "A key is written twice",
    message: 'key "{key}" is written twice, first in line {line}',
    help: "keep one of them",
    explain:
      `A map has every key once. Most readers of YAML take the last of several and say nothing, so that half of
what was written is lost.`,
    bad: "models:\n  Book:\n    fields:\n      title: string\n      pages: int\n      title: text\n",
    good: "models:\n  Book:\n    fields:\n      title: string\n      pages: int\n",
  },
  SVC0105: {
    severity: "error",
    title: "A part of YAML that specs do not use",
    message: "{what} cannot be used here",
    help: "{step}",
    explain: `Tags (\`!name\`), anchors (\`&name\`), aliases (\`*name\`), merge keys (\`<<\`) and directives
(\`%YAML\`) are not part of the spec language: a file means what it shows, and is short because of named types and
defaults. They mostly come from a text that begins with one of these characters; in quotes it is a text. Files of
version 2 may have anchors, aliases and merge keys.`,
    bad:
      "models:\n  Book:\n    fields:\n      title: &name { type: string, max_length: 80 }\n      subtitle: *name\n",
    good: "types:\n  Name: { type: string, max_length: 80 }\nmodels:\n  Book:\n    fields:\n" +
      "      title: Name\n      subtitle: Name\n",
  },
  SVC0106: {
    severity: "error",
    title: "More than a spec file may have",
    message: "a spec file cannot have {what}",
    help: "{step}",
    explain:
      `A spec file is one document: maps whose keys are texts, lists, and scalars. It is bounded, so that a
mistake or a hostile file cannot keep svc busy: at most 4 MiB, 64 levels, 400 digits in a number, and 20,000 values that
aliases stand for.`,
    bad: GOOD + "---\n" + GOOD.replace("Book", "Author").replace("title", "name"),
    good: GOOD + "  Author:\n    fields:\n      name: string\n",
  },
  SVC0109: {
    severity: "error",
    title: "A file that is no text",
    message: "{file} cannot be read: {why}",
    help: "{step}",
    explain:
      `Spec files are UTF-8 text of at most 4 MiB, with or without a byte order mark. The example stands for a
file that an editor saved in another encoding, here Latin-1.`,
    bad: "models:\n  Book:\n    description: From a caf\ufffd\n    fields:\n      title: string\n",
    good: "models:\n  Book:\n    description: From a caf\u00e9\n    fields:\n      title: string\n",
  },
});

/** The finding for a file whose bytes are no text; it has no place in the file. */
export function explainDecodeProblem(problem: DecodeProblem): Diagnostic {
  const [why, step] = reasonOf(problem);
  return textFindings.SVC0109({ path: problem.path, start: 0, end: 0 }, { file: problem.path, why, step });
}

function reasonOf(problem: DecodeProblem): [why: string, step: string] {
  switch (problem.kind) {
    case "too-large":
      return [`it has ${mebibytes(problem.bytes)} MiB, the limit is ${mebibytes(problem.limit)}`, "split it"];
    case "utf-16":
      return ["it is UTF-16", "save it as UTF-8"];
    case "not-utf-8":
      return [`line ${problem.line} is not UTF-8`, "save it as UTF-8"];
  }
}

function mebibytes(bytes: number): string {
  return (Math.ceil(bytes / 1024 / 102.4) / 10).toString();
}

export function explainYamlProblem(problem: YamlProblem, source: Source): Diagnostic {
  const { span } = problem;
  switch (problem.kind) {
    case "syntax":
      return textFindings.SVC0101(span, { what: problem.what, step: problem.step });
    case "merge-conflict":
      return textFindings.SVC0101(span, {
        what: "git could not merge this file: both versions are in it",
        step: "choose, and remove the lines of <<<<<<<, ======= and >>>>>>>",
      });
    case "tab":
      return textFindings.SVC0101(span, {
        what: "a tab cannot be indentation in YAML",
        step: "indent with spaces",
      });
    case "cut": {
      const { at, whole, quoted } = problem;
      return textFindings.SVC0102(span, { at, quoted }, { edits: [{ span: whole, text: quoted }] });
    }
    case "duplicate-key": {
      const { key, first } = problem;
      const related = [{ span: first, label: "first here" }];
      return textFindings.SVC0104(span, { key, line: lineAt(source, first.start) }, {
        label: "again here",
        related,
      });
    }
    case "tag": {
      const step = problem.written.startsWith("!!")
        ? "remove it; quotes make a text"
        : 'put the whole text in quotes; in an expression write "not" in place of "!"';
      return textFindings.SVC0105(span, { what: `the tag ${problem.written}`, step });
    }
    case "anchor": {
      const step = "declare a type and use its name, or quote the text";
      return textFindings.SVC0105(span, { what: `the anchor ${problem.written}`, step });
    }
    case "alias":
      return textFindings.SVC0105(span, {
        what: `the alias ${problem.written}`,
        step: "write out what it stands for, or quote the text",
      });
    case "merge":
      return textFindings.SVC0105(span, {
        what: `the merge key ${problem.written}`,
        step: "write the keys out",
      });
    case "directive":
      return textFindings.SVC0105(span, {
        what: `the directive ${problem.written}`,
        step: "remove the line",
      });
    case "unknown-alias":
      return textFindings.SVC0105(span, {
        what: `the alias *${problem.written}, which has no anchor before it,`,
        step: `put &${problem.written} before the value that is meant, or quote the text`,
      });
    case "merge-value":
      return textFindings.SVC0105(span, {
        what: "a merge key whose value is no map",
        step: "give it a map, an alias of one, or a list of them",
      });
    case "documents":
      return textFindings.SVC0106(span, {
        what: "a second document",
        step: 'remove the "---", or make two files',
      });
    case "key":
      return textFindings.SVC0106(span, {
        what: "a list or a map as a key",
        step: "quote the key if it is a text",
      });
    case "depth":
      return textFindings.SVC0106(span, {
        what: `more than ${problem.limit} levels`,
        step: "write it flatter: nothing in the language is that deep",
      });
    case "digits":
      return textFindings.SVC0106(span, {
        what: `a number of more than ${problem.limit} digits`,
        step: "quote it",
      });
    case "expansion": {
      const what = `aliases that stand for more than ${problem.limit} values`;
      return textFindings.SVC0106(span, { what, step: "write the values out where they are needed" });
    }
  }
}
