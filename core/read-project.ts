import { defineDiagnostics } from "./diagnostics/define.ts";
import type { Diagnostic, Outcome } from "./diagnostics/diagnostic.ts";
import { attempt } from "./host/attempt.ts";
import type { FileKind, Files } from "./host/host.ts";
import type { SpecFiles } from "./spec/spec-reader.ts";

export const readFindings = defineDiagnostics({
  SVC0119: {
    severity: "error",
    title: "A spec that is no plain file",
    message: "{path} is {what}, and specs are plain files",
    help: "put the file or the folder itself there",
    explain: "A link could lead out of the project, so what a spec says would not be in its repository.",
    bad: { "services.yml": null },
    good: { "services.yml": "version: 3\nproject: { name: shop }\nplugins: {}\nservices: {}\n" },
  },
  SVC0120: {
    severity: "error",
    title: "A spec that cannot be read",
    message: "{path} cannot be read: {system}",
    help: "give yourself the right to read it",
    explain: "The operating system refused to hand out the file, or to list the folder.",
    bad: { "services.yml": null },
    good: { "services.yml": "version: 3\nproject: { name: shop }\nplugins: {}\nservices: {}\n" },
  },
});

/** Read every spec file of a project, and nothing else: the one place where specs come from the disk. */
export function readSpecFiles(files: Files): Outcome<SpecFiles> {
  const found = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  const links = new Set<string>();
  if (kindOf("services.yml") !== null) readFile("services.yml");
  for (const answers of [".copier-answers.yml"]) if (kindOf(answers) === "file") readFile(answers);
  readFolder("shared/spec");
  const services = kindOf("services") === null ? [] : namesIn("services");
  for (const service of services) readFolder(`services/${service}/spec`);
  return { value: found, diagnostics };

  function readFolder(folder: string): void {
    const kind = kindOf(folder);
    if (kind === null || isBehindLink(folder) || kind !== "folder") return;
    for (const name of namesIn(folder)) {
      const path = `${folder}/${name}`;
      if (kindOf(path) === "folder") readFolder(path);
      else if (/\.ya?ml$/.test(name)) readFile(path);
    }
  }

  function readFile(path: string): void {
    const kind = kindOf(path);
    if (kind !== "file") {
      const what = kind === "link" ? "a symbolic link" : kind === "folder" ? "a folder" : "no file";
      diagnostics.push(readFindings.SVC0119(undefined, { path, what }));
      return;
    }
    const content = tried(path, () => files.read(path));
    if (content !== null) found.set(path, content);
  }

  /** A folder counts only if neither it nor one that it lies in is a link; each link is told once. */
  function isBehindLink(folder: string): boolean {
    const steps = folder.split("/");
    const link = steps.map((_, index) => steps.slice(0, index + 1).join("/")).find((path) =>
      kindOf(path) === "link"
    );
    if (link === undefined) return false;
    if (!links.has(link)) {
      diagnostics.push(readFindings.SVC0119(undefined, { path: link, what: "a symbolic link" }));
    }
    links.add(link);
    return true;
  }

  function kindOf(path: string): FileKind | null {
    return tried(path, () => files.kind(path));
  }

  function namesIn(folder: string): readonly string[] {
    return tried(folder, () => files.list(folder)) ?? [];
  }

  function tried<T>(path: string, look: () => T | null): T | null {
    const result = attempt(look);
    if (result.ok) return result.value;
    diagnostics.push(readFindings.SVC0120(undefined, { path, system: result.error.system }));
    return null;
  }
}
