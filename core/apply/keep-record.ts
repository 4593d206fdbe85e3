import { attempt } from "../host/attempt.ts";
import type { Host } from "../host/host.ts";
import { probe } from "../plan/probe.ts";
import { printRecord, type RunRecord } from "../plan/run-record.ts";
import { svcFolder } from "../plan/svc-folder.ts";

/**
 * Note what a run that had nothing to do was about, so that the next one can be quick. It is no part of the project:
 * one that cannot be written is not missed, and one that two runs write at once is read by nobody.
 */
export function keepRecord(host: Host, record: RunRecord): void {
  attempt(() => {
    const { kind } = probe(host.files)(svcFolder.record);
    if (kind === "absent" || kind === "file") {
      host.files.write(svcFolder.record, printRecord(record, host.sha256));
    }
  });
}
