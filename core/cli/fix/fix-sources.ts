import type { Host } from "../../host/host.ts";
import type { Project } from "../../pipeline.ts";
import type { Fixer } from "../../plugin/judge.ts";
import { askPlugins } from "../ask-plugins.ts";
import type { Context } from "../command.ts";
import { ownFiles } from "../own-files.ts";
import { childEnvironment } from "../uv.ts";
import { readText } from "../../host/read-text.ts";

export interface SourceFixes {
  /** Paths that changed, or would. */
  readonly changed: readonly string[];
  /** What would change, as the tools print it; empty when it was carried out. */
  readonly diff: string;
  /** Why a tool did not do its part. */
  readonly problems: readonly string[];
}

/** Let the tools of the plugins mend the user's own files. What svc generates is never among them. */
export async function fixSources(context: Context, project: Project, isDry: boolean): Promise<SourceFixes> {
  const { host } = context;
  const fixers = askPlugins(project, (plugin, options) => plugin.fixers(project.model, options));
  const changed = new Set<string>();
  const problems: string[] = [];
  let diff = "";
  for (const fixer of fixers) {
    const files = ownFiles(context, project, fixer.suffix);
    const before = new Map(files.map((path) => [path, readText(host, path)]));
    for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
      const part = files.slice(at, at + FILES_AT_ONCE);
      const { code, stdout, stderr } = await run(host, fixer, part, isDry);
      if (isDry) diff += stdout;
      if (code !== 0 && !(isDry && code === fixer.wouldChange)) {
        problems.push(`${fixer.name}: ${stderr.trim().split("\n").at(-1) || `exit code ${code}`}`);
      }
      for (const [, path] of isDry ? stdout.matchAll(/^--- (?:a\/)?(.+?)(?:\t.*)?$/gm) : []) {
        changed.add(path!);
      }
    }
    if (!isDry) {
      for (const path of files) if (readText(host, path) !== before.get(path)) changed.add(path);
    }
  }
  return { changed: [...changed].sort(), diff, problems: [...new Set(problems)] };
}

/** Arguments of a process are bounded. */
const FILES_AT_ONCE = 500;

function run(host: Host, { program, args, dryArgs }: Fixer, files: readonly string[], isDry: boolean) {
  return host.processes.run({
    program: "uv",
    args: ["run", "--no-sync", "--quiet", program, ...(isDry ? dryArgs : args), "--", ...files],
    env: { ...childEnvironment(host), NO_COLOR: "1", FORCE_COLOR: undefined },
    output: "capture",
  });
}
