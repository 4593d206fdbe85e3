import type { Host } from "../host/host.ts";
import { changesDisk, type Plan } from "../plan/change.ts";
import { printLock } from "../plan/lock.ts";
import { basePath, svcFolder } from "../plan/svc-folder.ts";
import { houseFiles } from "./house-files.ts";

/** One change of the disk that is asked for; it is a `Step` when its new file is staged. */
export interface Operation {
  readonly path: string;
  /** Hash of what is there; null for nothing. */
  readonly from: string | null;
  /** What is to be there; null for nothing. */
  readonly to: NewFile | null;
  /** The file whose permissions the new one takes, if it is there. */
  readonly like: string;
}

/** Made when it is asked for, the text first: one file at a time is in memory. */
export interface NewFile {
  readonly text: () => string;
  readonly sha256: () => string;
}

/**
 * Everything that a plan writes, in the order in which it is done. New files come before deletions, so that a
 * kill in between leaves too much rather than too little; the lock comes when its files are there; bases go when
 * no lock needs them.
 */
export function operationsOf(host: Host, plan: Plan): readonly Operation[] {
  const changes = plan.changes.filter(changesDisk);
  const deletions = changes.filter(({ verb }) => verb === "delete");
  const made = changes.filter(({ verb }) => verb !== "delete").map((change): Operation => {
    const { path, before, from = path } = change;
    const to = { text: () => change.content!, sha256: () => change.after! };
    return { path, from: before, to, like: from };
  });
  const left = changes.filter(({ verb }) => verb === "move").map(({ from, after }) => remove(from!, after!));
  return [
    ...deletions.filter(({ first }) => first === true).map(({ path, before }) => remove(path, before!)),
    ...made,
    ...plan.bases.write.map(({ sha256, text }) => write(basePath(sha256), null, text, sha256)),
    ...houseFiles(host, plan.house).map(({ path, from, to, text }) => write(path, from, text, to)),
    ...deletions.filter(({ first }) => first !== true).map(({ path, before }) => remove(path, before!)),
    ...left,
    {
      path: svcFolder.lock,
      from: plan.lockBefore,
      // It tells the hashes of all the files before it.
      to: { text: () => printLock(plan.lock), sha256: () => plan.lockAfter },
      like: svcFolder.lock,
    },
    ...plan.bases.remove.map((sha256) => remove(basePath(sha256), sha256)),
  ];
}

function write(path: string, from: string | null, text: string, sha256: string): Operation {
  return { path, from, to: { text: () => text, sha256: () => sha256 }, like: path };
}

function remove(path: string, from: string): Operation {
  return { path, from, to: null, like: path };
}
