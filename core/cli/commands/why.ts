import { lineDiff } from "../../plan/line-diff.ts";
import { z } from "../../schema/schema.ts";
import { nearest } from "../../text/nearest.ts";
import { positionAt } from "../../text/source.ts";
import { type Context, defineCommand, type Result } from "../command.ts";
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
    const [, path = place, written = "1"] = /^(.*?):(\d+)$/.exec(place) ?? [];
    const loaded = await loadProject(context);
    const { project, sources, findings } = loaded;
    if (project === null) return broken(loaded);
    const { files } = planProject(context.host, context.version, project, {
      decisions: { ours: [], theirs: [] },
      sources: [...loaded.files.keys()],
    });
    const refuse = (what: string, way: string): Result => {
      const finding = found.SVC0709(undefined, { what, way });
      return { exit: EXIT.usage, text: "", data: null, findings: [...findings, finding], sources, next: [] };
    };
    const file = files.find((candidate) => candidate.path === path.replace(/^\.\//, ""));
    if (file === undefined) {
      const [near] = nearest(path, files.map((candidate) => candidate.path));
      return refuse(
        `svc does not generate ${path}`,
        near === undefined ? "svc plan --verbose lists what it does" : `did you mean ${near}?`,
      );
    }
    const line = generatedLine(context, file.path, file.text, Number(written));
    if (line === null) {
      return refuse(
        `line ${written} of ${path} was not generated: it was written by hand`,
        "ask about another line",
      );
    }
    const lines = file.text.split("\n").length - 1;
    if (line > lines) return refuse(`${path} has ${lines} lines`, "ask about one of them");
    // The innermost range: the last that begins at or before the line and holds it.
    const origin = file.origins.findLast((candidate) => candidate.first <= line && line <= candidate.last);
    const span = origin?.node == null ? undefined : project.spans.get(origin.node);
    const at = span === undefined
      ? null
      : { ...positionAt(sources.get(span.path)!, span.start), file: span.path };
    const text = [
      `${file.path}:${written}`,
      `  spec      ${at === null ? "(every project has it)" : `${at.file}:${at.line}:${at.column}`}${
        origin?.node == null ? "" : `  ${origin.node}`
      }`,
      `  template  ${origin?.template ?? "(a file that is copied as it is)"}`,
      `  plugin    ${file.owner}`,
      `  kind      ${file.ownership}`,
    ];
    const data = {
      path: file.path,
      line: Number(written),
      node: origin?.node ?? null,
      spec: at,
      template: origin?.template ?? null,
      plugin: file.owner,
      ownership: file.ownership,
    };
    return { exit: EXIT.ok, text: `${text.join("\n")}\n`, data, findings, sources, next: [] };
  },
});

/** The line of the generated text that a line of the file on the disk is; null if it was added by hand. */
function generatedLine({ host }: Context, path: string, generated: string, line: number): number | null {
  const onDisk = readText(host, path);
  if (onDisk === null || onDisk === generated) return line;
  let shift = 0;
  for (const hunk of lineDiff(generated.split("\n"), onDisk.split("\n"))) {
    if (line - 1 < hunk.newAt) break;
    if (line - 1 < hunk.newAt + hunk.newCount) return null;
    shift = hunk.oldAt + hunk.oldCount - hunk.newAt - hunk.newCount;
  }
  return line + shift;
}
