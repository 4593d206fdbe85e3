import type { Observation } from "../host/observe.ts";
import { isRecord, parseJson } from "../text/parse-json.ts";
import type { Json } from "../text/json.ts";
import { isSha256 } from "./svc-folder.ts";
import type { Sha256 } from "./wanted.ts";

/** A run that found nothing to do and nothing to complain about, and all that it had looked at to know. */
export interface RunRecord {
  /** The very program that ran: another one may want other files from the same specs. */
  readonly build: string;
  /** Name of the project's folder, which older specs take the name of the project from. */
  readonly folder: string;
  readonly plan: string;
  /** `Plan: 93 unchanged` */
  readonly summary: string;
  readonly observations: readonly Observation[];
}

/** A hash, then the record: whoever cuts or edits it has no record. */
export function printRecord(record: RunRecord, sha256: Sha256): string {
  const body = JSON.stringify(record);
  return `${sha256(body)}\n${body}\n`;
}

/** Null for everything that was not printed by `printRecord`. */
export function parseRecord(text: string, sha256: Sha256): RunRecord | null {
  const [hash, body = ""] = text.split("\n", 2);
  if (hash !== sha256(body) || text.length !== 64 + body.length + 2) return null;
  const parsed = parseJson(body);
  if (!isRecord(parsed)) return null;
  const { build, folder, plan, summary, observations } = parsed;
  if (typeof build !== "string" || typeof folder !== "string" || typeof summary !== "string") return null;
  if (typeof plan !== "string" || !isSha256(plan)) return null;
  if (observations === undefined || !isObservations(observations)) return null;
  return { build, folder, plan, summary, observations };
}

function isObservations(value: Json): value is readonly Observation[] & Json {
  return Array.isArray(value) && value.every((item: Json) => {
    if (!Array.isArray(item) || item.length !== 3) return false;
    const [question, path, answer] = item as readonly Json[];
    return (question === "kind" || question === "read" || question === "list") &&
      typeof path === "string" && staysInside(path) && (answer === null || typeof answer === "string");
  });
}

/** The record is input like any other: it may not make svc look elsewhere. */
function staysInside(path: string): boolean {
  return !path.startsWith("/") && !path.includes("\0") && !path.split("/").includes("..");
}
