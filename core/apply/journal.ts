import type { Host } from "../host/host.ts";
import { isRecord, parseJson } from "../text/parse-json.ts";
import { isSha256, svcFolder } from "../plan/svc-folder.ts";
import type { Json } from "../text/json.ts";
import { parseProjectPath } from "../text/project-path.ts";

/** What is to be done from here on, whatever happens. The n-th staged file belongs to the n-th step. */
export interface Journal {
  /** Names the folder of the staged files. */
  readonly stage: string;
  readonly steps: readonly Step[];
}

/** One change of the disk: the hash of what is there before, and of what afterwards; null for nothing. */
export interface Step {
  readonly path: string;
  readonly from: string | null;
  readonly to: string | null;
}

export function stageFolder(stage: string): string {
  return `${svcFolder.stage}/${stage}`;
}

export function stagedFile(stage: string, step: number): string {
  return `${stageFolder(stage)}/${step}`;
}

/**
 * The point of no return: the journal appears in one piece. Only here does svc wait for the disk; to do so for
 * each of 8,000 files takes seconds. So a kill at any instant does no harm, while a power cut may cost files that
 * were written a moment before; the next run writes those again.
 */
export function writeJournal({ files }: Host, { stage, steps }: Journal): void {
  const draft = `${svcFolder.stage}/journal.json`;
  const ops = steps.map(({ path, from, to }) => [path, from, to]);
  files.write(draft, JSON.stringify({ stage, ops }) + "\n", { sync: true });
  files.rename(draft, svcFolder.journal);
}

export type ReadJournal =
  | { readonly kind: "none" }
  | { readonly kind: "journal"; readonly journal: Journal }
  | { readonly kind: "broken"; readonly problem: string };

/** A repository could bring a journal of its own, so every path in it is checked like one from a plugin. */
export function readJournal({ files }: Host): ReadJournal {
  const kind = files.kind(svcFolder.journal);
  if (kind === null) return { kind: "none" };
  const bytes = kind === "file" ? files.read(svcFolder.journal) : null;
  const value = parseJson(new TextDecoder().decode(bytes ?? new Uint8Array()));
  if (!isRecord(value) || !isSha256(value["stage"]) || !Array.isArray(value["ops"])) {
    return { kind: "broken", problem: "is no journal of svc" };
  }
  const ops: readonly Json[] = value["ops"];
  const steps = ops.map(parseStep);
  const wrong = steps.findIndex((step) => step === null);
  if (wrong !== -1) {
    return { kind: "broken", problem: `has a step that svc cannot have written: ${wrong + 1}` };
  }
  return { kind: "journal", journal: { stage: value["stage"], steps: steps.flatMap((step) => step ?? []) } };
}

function parseStep(value: Json): Step | null {
  if (!Array.isArray(value) || value.length !== 3) return null;
  const [path, from, to]: readonly Json[] = value;
  if (typeof path !== "string" || (from !== null && !isSha256(from)) || (to !== null && !isSha256(to))) {
    return null;
  }
  const known = "path" in parseProjectPath(path) || isOurs(path);
  return known ? { path, from, to } : null;
}

function isOurs(path: string): boolean {
  if (path === svcFolder.lock || path === svcFolder.ignore || path === svcFolder.attributes) return true;
  const [base, schema] = [`${svcFolder.bases}/`, `${svcFolder.schemas}/`];
  if (path.startsWith(schema)) return /^[a-z0-9][a-z0-9_-]*\.json$/.test(path.slice(schema.length));
  return path.startsWith(base) && isSha256(path.slice(base.length));
}
