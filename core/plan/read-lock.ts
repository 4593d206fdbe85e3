import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import { attempt } from "../host/attempt.ts";
import type { FileKind, Files } from "../host/host.ts";
import { lockFindings } from "./diagnostics.ts";
import { emptyLock, type Lock } from "./lock.ts";
import { parseLock, type Running } from "./parse-lock.ts";
import { svcFolder } from "./svc-folder.ts";

/** The lock of a project, empty if there is none. After an error nothing should be planned on it. */
export function readLock(files: Files, running: Running, specs: readonly string[] = []): Outcome<Lock> {
  const read = attempt(() => misplaced(files) ?? files.read(svcFolder.lock));
  if (!read.ok) {
    return {
      value: emptyLock,
      diagnostics: [lockFindings.SVC0424(undefined, { system: read.error.system })],
    };
  }
  if (read.value === null) return { value: emptyLock, diagnostics: [] };
  if ("code" in read.value) return { value: emptyLock, diagnostics: [read.value] };
  return parseLock(new TextDecoder().decode(read.value), running, new Set(specs));
}

function misplaced(files: Files): Diagnostic | null {
  for (const [path, wanted] of PLACES) {
    const kind = files.kind(path);
    if (kind === null || kind === wanted) continue;
    return lockFindings.SVC0423(undefined, { path, what: WORDS[kind] });
  }
  return null;
}

/** What svc writes to without looking again. */
const PLACES: readonly (readonly [string, FileKind])[] = [
  [svcFolder.root, "folder"],
  [svcFolder.lock, "file"],
  [svcFolder.bases, "folder"],
];

const WORDS: Readonly<Record<FileKind, string>> = {
  file: "a file",
  folder: "a folder",
  link: "a symbolic link",
  other: "neither a file nor a folder",
};
