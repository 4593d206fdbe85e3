import { defineDiagnostics } from "./diagnostics/define.ts";
import type { Diagnostic, Outcome } from "./diagnostics/diagnostic.ts";
import { attempt } from "./host/attempt.ts";
import type { Files } from "./host/host.ts";
import type { SpecFiles } from "./spec/load.ts";

export const readFindings = defineDiagnostics({
  SVC0119: {
    severity: "error",
    title: "A spec that is no plain file",
    message: "{path} is {what}, and specs are plain files",
    help: "put the file itself there",
    explain: "A link could lead out of the project, so what a spec says would not be in its repository.",
    bad: { "services.yml": null },
    good: { "services.yml": "version: 3\nproject: { name: shop }\nplugins: {}\nservices: {}\n" },
  },
  SVC0120: {
    severity: "error",
    title: "A spec that cannot be read",
    message: "{path} cannot be read: {system}",
    help: "give yourself the right to read it",
    explain: "The operating system refused to hand out the file.",
    bad: { "services.yml": null },
    good: { "services.yml": "version: 3\nproject: { name: shop }\nplugins: {}\nservices: {}\n" },
  },
});

/** Read every spec file of a project, and nothing else: the one place where specs come from the disk. */
export function readSpecFiles(files: Files): Outcome<SpecFiles> {
  const found = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  for (const path of specPaths(files)) {
    const kind = files.kind(path);
    if (kind !== "file") {
      const what = kind === "link" ? "a symbolic link" : kind === "folder" ? "a folder" : "no file";
      diagnostics.push(readFindings.SVC0119(undefined, { path, what }));
      continue;
    }
    const read = attempt(() => files.read(path));
    if (!read.ok) diagnostics.push(readFindings.SVC0120(undefined, { path, system: read.error.system }));
    else if (read.value !== null) found.set(path, read.value);
  }
  return { value: found, diagnostics };
}

function specPaths(files: Files): string[] {
  const paths = files.kind("services.yml") === null ? [] : ["services.yml"];
  for (const answers of [".copier-answers.yml"]) if (files.kind(answers) === "file") paths.push(answers);
  paths.push(...below("shared/spec"));
  const services = files.kind("services") === "folder" ? files.list("services") : [];
  for (const service of services) paths.push(...below(`services/${service}/spec`));
  return paths;

  function below(folder: string): string[] {
    if (files.kind(folder) !== "folder") return files.kind(folder) === "link" ? [folder] : [];
    return files.list(folder).flatMap((name) => {
      const path = `${folder}/${name}`;
      if (files.kind(path) === "folder") return below(path);
      return /\.ya?ml$/.test(name) ? [path] : [];
    });
  }
}
