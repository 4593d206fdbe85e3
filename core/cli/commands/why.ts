import { lineDiff } from "../../plan/line-diff.ts";
import { readLock } from "../../plan/read-lock.ts";
import type { Ownership } from "../../plugin/contribution.ts";
import { z } from "../../schema/schema.ts";
import { nearest } from "../../text/nearest.ts";
import { positionAt } from "../../text/source.ts";
import { defineCommand, type Result } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { EXIT } from "../exit-code.ts";
import { broken, loadProject } from "../load-project.ts";
import { planProject } from "../plan-project.ts";
import { readText } from "../../host/read-text.ts";

export const why = defineCommand({
  name: "why",
  aliases: [],
  group: "learn",
  summary: "tell where a generated line comes from: spec, template, plugin",
  effect: "reads",
  input: z.object({ place: z.string().describe("FILE:LINE, or FILE for its first line") }),
  positionals: ["place"],
  examples: ["svc why services/backend/src/backend/generated/routers/books.py:40"],
  async run({ place }, context): Promise<Result> {
    const { host, version } = context;
    const [, written = place, line = "1"] = /^(.*?):(\d+)$/.exec(place) ?? [];
    const path = inProject(written, host.root);
    const loaded = await loadProject(context);
    const { project, sources, findings } = loaded;
    if (project === null) return broken(loaded);
    const refuse = (what: string, way: string): Result => {
      const finding = found.SVC0709(undefined, { what, way });
      return { exit: EXIT.usage, text: "", data: null, findings: [...findings, finding], sources, next: [] };
    };
    const answer = (about: Omit<Answer, "path" | "line">): Result => {
      const data: Answer = { path, line: Number(line), ...about };
      return { exit: EXIT.ok, text: textOf(data), data: { ...data }, findings, sources, next: [] };
    };
    if (loaded.files.has(path)) {
      return refuse(
        `${path} is a spec: it is yours, and svc only reads it`,
        "ask about a file that svc writes",
      );
    }
    const { files } = planProject(host, version, project, {
      decisions: { ours: [], theirs: [] },
      sources: [...loaded.files.keys()],
    });
    const file = files.find((candidate) => candidate.path === path);
    const onDisk = readText(host, path);
    if (file === undefined) {
      const { entries } = readLock(host.files, { svc: version, model: project.model.model }).value;
      const entry = entries.find((candidate) => candidate.path === path);
      // Migrations and what else is made on one day only: nothing makes them again, so no more is known.
      if (entry?.kind === "once" && onDisk !== null) {
        const lines = countLines(onDisk);
        if (!isLine(line, lines)) return refuse(`${path} has ${lines} lines`, "ask about one of them");
        return answer({ node: null, spec: null, template: null, plugin: entry.owner, ownership: entry.kind });
      }
      if (host.files.kind(path) === null) {
        const [near] = nearest(path, files.map((candidate) => candidate.path));
        return refuse(
          `svc does not generate ${path}`,
          near === undefined ? "svc plan --verbose lists what it does" : `did you mean ${near}?`,
        );
      }
      return refuse(`svc does not generate ${path}: it is yours`, "svc plan --verbose lists what it does");
    }
    const lines = countLines(onDisk ?? file.text);
    if (!isLine(line, lines)) return refuse(`${path} has ${lines} lines`, "ask about one of them");
    const generated = onDisk === null ? Number(line) : generatedLine(file.text, onDisk, Number(line));
    if (generated === null) {
      return refuse(
        `line ${line} of ${path} was not generated: it was written by hand`,
        "ask about another line",
      );
    }
    // The innermost range: the last that begins at or before the line and holds it.
    const origin = file.origins.findLast(({ first, last }) => first <= generated && generated <= last);
    const node = origin?.node ?? null;
    const span = node === null ? undefined : project.spans.get(node);
    const spec = span === undefined
      ? null
      : { ...positionAt(sources.get(span.path)!, span.start), file: span.path };
    const template = origin?.template ?? null;
    return answer({ node, spec, template, plugin: file.owner, ownership: file.ownership });
  },
});

interface Answer {
  readonly path: string;
  readonly line: number;
  readonly node: string | null;
  readonly spec: { readonly file: string; readonly line: number; readonly column: number } | null;
  readonly template: string | null;
  readonly plugin: string;
  readonly ownership: Ownership;
}

function textOf({ path, line, node, spec, template, plugin, ownership }: Answer): string {
  const copied = ownership === "once"
    ? "(not kept: it was written once)"
    : "(a file that is copied as it is)";
  return [
    `${path}:${line}`,
    `  spec      ${spec === null ? NO_SPEC : `${spec.file}:${spec.line}:${spec.column}`}${
      node === null ? "" : `  ${node}`
    }`,
    `  template  ${template ?? copied}`,
    `  plugin    ${plugin}`,
    `  kind      ${ownership}`,
    "",
  ].join("\n");
}

/** Heads of files, imports, and what all projects have. */
const NO_SPEC = "(no line of it: this comes with the file)";

/** The path in the project of one that may be written as `./…` or from the root of the disk, as editors give it. */
function inProject(path: string, root: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path.replace(/^(\.\/)+/, "");
}

function countLines(text: string): number {
  return text === "" ? 0 : text.replace(/\n$/, "").split("\n").length;
}

/** An empty file has a first line too: the one that an editor shows. */
function isLine(written: string, lines: number): boolean {
  return Number(written) >= 1 && Number(written) <= Math.max(lines, 1);
}

/** The line of the generated text that a line of the file on the disk is; null if it was added by hand. */
function generatedLine(generated: string, onDisk: string, line: number): number | null {
  if (onDisk === generated) return line;
  let shift = 0;
  for (const hunk of lineDiff(generated.split("\n"), onDisk.split("\n"))) {
    if (line - 1 < hunk.newAt) break;
    if (line - 1 < hunk.newAt + hunk.newCount) return null;
    shift = hunk.oldAt + hunk.oldCount - hunk.newAt - hunk.newCount;
  }
  return line + shift;
}
