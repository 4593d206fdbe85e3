import type { Plan } from "../plan/change.ts";
import type { Decisions } from "../plan/plan.ts";
import { z } from "../schema/schema.ts";
import { parseJson } from "../text/parse-json.ts";
import { type Context, refusal, type Result } from "./command.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { EXIT } from "./exit-code.ts";
import { readText } from "../host/read-text.ts";
import { failed } from "./uv.ts";

/**
 * A plan to be carried out later. It holds no text: the plan is made again and has to be the same, so nobody who
 * edits the file can have anything written that svc would not write.
 */
const planFile = z.strictObject({
  schema: z.literal("svc.plan/1"),
  svc: z.string(),
  plan: z.string(),
  ours: z.array(z.string()),
  theirs: z.array(z.string()),
  changes: z.array(z.strictObject({ verb: z.string(), path: z.string(), after: z.string().nullable() })),
});
export type PlanFile = z.infer<typeof planFile>;

/** For people to read before they agree; written beside the plan's hash. */
function changesOf({ changes }: Plan): PlanFile["changes"] {
  return changes.filter(({ verb, quiet }) => verb !== "identical" && quiet !== true).map((
    { verb, path, after },
  ) => ({
    verb,
    path,
    after,
  }));
}

/** Why a plan cannot be kept there, as the result to end with; null: it can. */
export function refusePlanFile(context: Context, path: string): Result | null {
  const { host, name } = placeOf(context, path);
  const kind = host.files.kind(name);
  if (kind === null) {
    if (host.files.kind(".") === "folder") return null;
    return failed(EXIT.usage, `${path} is in no folder`, "make the folder first, or name another file");
  }
  if (kind === "file" && planFile.safeParse(parseJson(readText(host, name) ?? "")).success) return null;
  return failed(EXIT.usage, `${path} is there already, and is no plan of svc`, "name another file");
}

export function writePlanFile(context: Context, path: string, plan: Plan, decisions: Decisions): void {
  const content: PlanFile = {
    schema: "svc.plan/1",
    svc: context.version,
    plan: plan.hash,
    ours: [...decisions.ours],
    theirs: [...decisions.theirs],
    changes: changesOf(plan),
  };
  const { host, name } = placeOf(context, path);
  host.files.write(name, `${JSON.stringify(content, null, 1)}\n`);
}

/** The plan file, or the result to end with. */
export function readPlanFile(context: Context, path: string): PlanFile | { readonly refused: Result } {
  const { host, name } = placeOf(context, path);
  const text = readText(host, name);
  const parsed = planFile.safeParse(text === null ? undefined : parseJson(text));
  if (parsed.success) return parsed.data;
  const what = text === null ? `there is no file ${path}` : `${path} is no plan of svc`;
  const finding = found.SVC0709(undefined, { what, way: `svc generate --plan-out ${path} makes one` });
  return { refused: refusal(EXIT.usage, finding) };
}

/** Null: what was agreed to is what would happen now. */
export function outdated(path: string, agreed: PlanFile, plan: Plan): Result | null {
  if (agreed.plan === plan.hash) return null;
  const text = ({ verb, path, after }: PlanFile["changes"][number]) => `${verb} ${path} ${after}`;
  const before = new Set(agreed.changes.map(text));
  const now = changesOf(plan);
  const others = [
    ...now.filter((change) => !before.has(text(change))),
    ...agreed.changes.filter((change) => !new Set(now.map(text)).has(text(change))),
  ].map((change) => change.path);
  const [first, ...more] = [...new Set(others)].sort();
  const difference = first === undefined
    ? "the project"
    : more.length === 0
    ? first
    : `${first} and ${more.length} more`;
  return refusal(EXIT.decision, found.SVC0742(undefined, { path, difference }));
}

/** The file may lie anywhere, and files of a host only below its folder. */
function placeOf(context: Context, path: string): { host: Context["host"]; name: string } {
  const absolute = path.startsWith("/") ? path : `${context.host.root}/${path}`;
  const cut = absolute.lastIndexOf("/");
  return { host: context.hostAt(absolute.slice(0, cut) || "/"), name: absolute.slice(cut + 1) };
}
