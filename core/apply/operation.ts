import type { Host } from "../host/host.ts";
import { changesDisk, type Plan } from "../plan/change.ts";
import { printLock } from "../plan/lock.ts";
import { basePath, svcFolder } from "../plan/svc-folder.ts";
import { houseFiles } from "./house-files.ts";

/** One change of the disk: what is there before, what afterwards; null for nothing. */
export interface Operation {
  readonly path: string;
  readonly from: string | null;
  readonly to: string | null;
  /** The new text; null for a deletion. */
  readonly text: string | null;
  /** The file whose permissions the new one takes, if it is there. */
  readonly like: string;
}

/**
 * Everything that a plan writes, in the order in which it is done. New files come before deletions, so that a
 * kill in between leaves too much rather than too little; the lock comes when its files are there; bases go when
 * no lock needs them.
 */
export function operationsOf(host: Host, plan: Plan): readonly Operation[] {
  const changes = plan.changes.filter(changesDisk);
  const deletions = changes.filter(({ verb }) => verb === "delete");
  const made = changes.filter(({ verb }) => verb !== "delete").map(({ path, before, after, content, from }) =>
    write(path, before, after!, content!, from)
  );
  const left = changes.flatMap(({ verb, from, after }) => verb === "move" ? [remove(from!, after!)] : []);
  const lock = plan.lockBefore === plan.lockAfter
    ? []
    : [write(svcFolder.lock, plan.lockBefore, plan.lockAfter, printLock(plan.lock))];
  return [
    ...deletions.filter(({ first }) => first === true).map(({ path, before }) => remove(path, before!)),
    ...made,
    ...plan.bases.write.map(({ sha256, text }) => write(basePath(sha256), null, sha256, text)),
    ...houseFiles(host, plan.house).map(({ path, from, to, text }) => write(path, from, to, text)),
    ...deletions.filter(({ first }) => first !== true).map(({ path, before }) => remove(path, before!)),
    ...left,
    ...lock,
    ...plan.bases.remove.map((sha256) => remove(basePath(sha256), sha256)),
  ];
}

function write(path: string, from: string | null, to: string, text: string, like = path): Operation {
  return { path, from, to, text, like };
}

function remove(path: string, from: string): Operation {
  return { path, from, to: null, text: null, like: path };
}
