/** Where svc keeps what it knows about a project. No `ProjectPath`: contributions may never lead here. */
export const svcFolder = {
  root: ".svc",
  /** Committed. */
  lock: ".svc/lock.jsonl",
  bases: ".svc/base",
  /** JSON Schemas of the spec files, for editors. */
  schemas: ".svc/schema",
  ignore: ".svc/.gitignore",
  attributes: ".svc/.gitattributes",
  /** Ignored by git. */
  stage: ".svc/tmp",
  journal: ".svc/journal.json",
  writer: ".svc/writer.lock",
  record: ".svc/cache/nothing-to-do",
} as const;

/** The text of a scaffold file as svc last generated it. */
export function basePath(sha256: string): string {
  return `${svcFolder.bases}/${sha256}`;
}

export function isSha256(text: unknown): text is string {
  return typeof text === "string" && /^[0-9a-f]{64}$/.test(text);
}
