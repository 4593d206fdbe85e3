import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { newPaint } from "../../diagnostics/paint.ts";
import { understand } from "../../pipeline.ts";
import { unifiedDiff } from "../../plan/diff.ts";
import { svcFolder } from "../../plan/svc-folder.ts";
import { z } from "../../schema/schema.ts";
import { type Context, defineCommand, type Result } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import type { TextChanges } from "../fix/edited.ts";
import { fixSources, type SourceFixes } from "../fix/fix-sources.ts";
import { fixImports } from "../fix/fix-imports.ts";
import { fixSpecs } from "../fix/fix-specs.ts";
import { broken, folderName, loadProject } from "../load-project.ts";
import { writerOptions } from "./generate.ts";

export const fix = defineCommand({
  name: "fix",
  aliases: [],
  group: "check",
  summary: "mend what is safely mended: suggested edits of specs, format and lint of your own files",
  effect: "writes files",
  input: z.object(writerOptions),
  positionals: [],
  examples: ["svc fix", "svc fix --dry-run --diff"],
  async run({ dryRun, check, diff }, context): Promise<Result> {
    const { host, plugins, color } = context;
    const loaded = await loadProject(context);
    if (loaded.files.size === 0) return broken(loaded);
    const isDry = dryRun || check;
    const specs = fixSpecs(loaded.files, (files) => {
      const { value, diagnostics } = understand(files, plugins, folderName(host.root));
      return { project: value.project, findings: diagnostics, sources: value.sources };
    });
    const { project } = specs.left;
    const imports: TextChanges = project === null ? new Map() : fixImports(context, project);
    const rewritten: TextChanges = new Map([...specs.changed, ...imports]);
    if (!isDry) writeTexts(context, rewritten);
    const mended = await mendSources(context, project, isDry);
    const sources = mended ?? NOTHING;
    const notes = mended === null ? [NOT_SET_UP] : sources.problems;
    const paint = newPaint(color);
    const shown = diff
      ? [...rewritten].map(([path, { before, after }]) => unifiedDiff(path, before, after, paint)).join(
        "",
      ) +
        sources.diff
      : "";
    const changed = [...new Set([...rewritten.keys(), ...sources.changed])].sort();
    const verb = isDry ? "would fix" : "fixed";
    const lines = changed.map((path) => `${verb.padStart(10)} ${path}\n`).join("");
    const count = changed.length === 0
      ? "Nothing to fix.\n"
      : isDry
      ? "No files were changed.\n"
      : `Fixed ${counted(specs.fixed.length, "finding")} in specs; ${
        counted(changed.length, "file")
      } changed.\n`;
    return {
      exit: hasErrors(specs.left.findings)
        ? EXIT.usage
        : check && changed.length > 0
        ? EXIT.findings
        : sources.problems.length > 0
        ? EXIT.tool
        : EXIT.ok,
      text: `${shown}${lines}${count}`,
      data: {
        changed: isDry ? [] : changed,
        would_change: isDry ? changed : [],
        fixed: specs.fixed.map(({ code, message }) => ({ code, message })),
        left: specs.left.findings.length,
      },
      findings: specs.left.findings,
      sources: specs.left.sources,
      ...(notes.length === 0 ? {} : { notes: notes.map((each) => `${each}\n`).join("") }),
      next: isDry ? [] : [
        ...(specs.changed.size > 0 ? [{ cmd: "svc generate", why: "the specs changed" }] : []),
        { cmd: "svc check --all", why: "see what is left" },
      ],
    };
  },
});

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** Each file at once or not at all, even if svc is killed on the way. */
function writeTexts({ host }: Context, changed: TextChanges): void {
  for (const [path, { after }] of changed) {
    const staged = `${svcFolder.stage}/fix`;
    const mode = host.files.mode(path);
    host.files.write(staged, after, mode === null ? {} : { mode });
    host.files.rename(staged, path);
  }
  if (changed.size > 0) host.files.removeEmptyFolder(svcFolder.stage);
}

const NOTHING: SourceFixes = { changed: [], diff: "", problems: [] };
const NOT_SET_UP = "Your Python files were not looked at: that needs svc setup.";

/** The tools live in the project's environment; a project without one has its specs fixed all the same. */
async function mendSources(
  context: Context,
  project: Parameters<typeof fixSources>[1] | null,
  isDry: boolean,
): Promise<SourceFixes | null> {
  const { host } = context;
  if (project === null || project.model.language === 2) return NOTHING;
  const isElsewhere = host.env("UV_PROJECT_ENVIRONMENT") !== undefined;
  if (host.processes.find("uv") === null || (!isElsewhere && host.files.kind(".venv") !== "folder")) {
    return null;
  }
  return await fixSources(context, project, isDry);
}
