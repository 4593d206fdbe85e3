import type { Host } from "../host/host.ts";
import { changesDisk, type Plan } from "./change.ts";

/** The world after a plan was carried out, where nobody has to read its files to know what is in them. */
export function asWritten(host: Host, plan: Plan): Host {
  const written = new Map<string, string>();
  for (const change of plan.changes) {
    if (changesDisk(change) && change.after !== null) written.set(change.path, change.after);
  }
  const { files } = host;
  return {
    ...host,
    files: {
      ...files,
      kind: (path) => written.has(path) ? "file" : files.kind(path),
      hash: (path) => written.get(path) ?? files.hash(path),
    },
  };
}
