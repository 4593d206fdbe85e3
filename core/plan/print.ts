import { newPaint, type Paint, type Style } from "../diagnostics/paint.ts";
import { visible } from "../text/visible.ts";
import type { Change, Plan, Verb } from "./change.ts";

/** The plan as people read it: a line for each path where something happens, and one that counts. */
export function printPlan(
  plan: Plan,
  options: { readonly verbose: boolean; readonly color: boolean },
): string {
  const paint = newPaint(options.color);
  const shown = options.verbose ? plan.changes : plan.changes.filter((change) => !isUnchanged(change));
  return [...shown.map((change) => changeLine(change, paint)), planSummary(plan)].map((line) => `${line}\n`)
    .join("");
}

/** `Plan: 12 create, 3 update, 1 conflict, 40 unchanged` */
export function planSummary({ changes }: Plan): string {
  const told = changes.filter((change) => !isUnchanged(change));
  const counts = TOLD.map((verb) => ({ verb, count: told.filter((change) => change.verb === verb).length }));
  const parts = counts.filter(({ count }) => count > 0).map(({ verb, count }) => `${count} ${verb}`);
  return `Plan: ${[...parts, `${changes.length - told.length} unchanged`].join(", ")}`;
}

/** Nothing happens to it and there is nothing new to say about it. */
function isUnchanged({ verb, quiet }: Change): boolean {
  return verb === "identical" || quiet === true;
}

const TOLD: readonly Verb[] = ["create", "update", "delete", "move", "keep", "conflict"];

const STYLES: Readonly<Record<Verb, Style>> = {
  create: "added",
  update: "warning",
  delete: "removed",
  move: "hint",
  identical: "frame",
  keep: "hint",
  conflict: "error",
};

function changeLine({ verb, path, from, reason }: Change, paint: Paint): string {
  const place = from === undefined ? visible(path) : `${visible(from)} -> ${visible(path)}`;
  return `${paint(STYLES[verb], verb.padStart(10))} ${place}${reason === undefined ? "" : ` (${reason})`}`;
}
