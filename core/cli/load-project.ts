import { isInterrupted, recover } from "../apply/recover.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../diagnostics/order.ts";
import { type Project, understand } from "../pipeline.ts";
import { readSpecFiles } from "../read-project.ts";
import type { Host } from "../host/host.ts";
import type { SpecFiles } from "../spec/spec-reader.ts";
import type { Source } from "../text/source.ts";
import type { Context, Result } from "./command.ts";
import { EXIT } from "./exit-code.ts";

export interface LoadedProject {
  /** Null if a finding is an error. */
  readonly project: Project | null;
  readonly files: SpecFiles;
  readonly sources: ReadonlyMap<string, Source>;
  readonly findings: readonly Diagnostic[];
}

/** Read and understand the project of this folder, after finishing what an interrupted run left. */
export async function loadProject(context: Context): Promise<LoadedProject> {
  const { host, plugins } = context;
  const recovered = await recover(host);
  if (hasErrors(recovered.diagnostics)) {
    return { project: null, files: new Map(), sources: new Map(), findings: recovered.diagnostics };
  }
  const read = readSpecFiles(host.files);
  if (hasErrors(read.diagnostics)) {
    // What could not be read must not be called missing as well.
    return { project: null, files: new Map(), sources: new Map(), findings: read.diagnostics };
  }
  const { value, diagnostics } = understand(read.value, plugins, folderName(host.root));
  const findings = sortDiagnostics([...recovered.diagnostics, ...diagnostics]).map((finding) =>
    finding.code === "SVC0100" ? namingProjectAbove(finding, context) : finding
  );
  return {
    project: hasErrors(findings) ? null : value.project,
    files: read.value,
    sources: value.sources,
    findings,
  };
}

/** In a folder of a project the way out is the project, and not one more. */
function namingProjectAbove(finding: Diagnostic, { host, hostAt }: Context): Diagnostic {
  const folders = host.root.split("/");
  for (let up = 1; up < folders.length; up++) {
    const above = hostAt(folders.slice(0, -up).join("/") || "/");
    if (above.files.kind("services.yml") !== "file") continue;
    return { ...finding, help: `the project is above, and svc works in its folder: svc -C ${above.root}` };
  }
  return finding;
}

/** Whether `loadProject` would come to the same on the disk as it is now. */
export function findsTheSame(host: Host, { files }: LoadedProject): boolean {
  if (isInterrupted(host)) return false;
  const { value: now, diagnostics } = readSpecFiles(host.files);
  if (diagnostics.length > 0 || now.size !== files.size) return false;
  return [...now].every(([path, bytes]) =>
    files.has(path) && host.sha256(files.get(path)!) === host.sha256(bytes)
  );
}

/** The last part of an absolute path, on any system. */
export function folderName(root: string): string {
  return root.replace(/[\\/]+$/, "").split(/[\\/]/).at(-1) ?? "";
}

/** The answer of a command whose project has mistakes. */
export function broken({ findings, sources }: LoadedProject, exit: Result["exit"] = EXIT.usage): Result {
  return { exit, text: "", data: null, findings, sources, next: [] };
}
