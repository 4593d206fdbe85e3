import type { Outcome } from "../diagnostics/diagnostic.ts";
import { attempt } from "../host/attempt.ts";
import type { Host } from "../host/host.ts";
import { probe } from "../plan/probe.ts";
import { svcFolder } from "../plan/svc-folder.ts";
import { applyFindings } from "./diagnostics.ts";
import { type Refused, refused, systemFinding } from "./refusal.ts";
import { takeWriterLock, type WriterLock } from "./writer-lock.ts";

/** Do something that only one process may do at a time. What the system refuses on the way becomes a finding. */
export async function withWriterLock<T>(
  host: Host,
  work: (lock: WriterLock) => Outcome<T | Refused>,
): Promise<Outcome<T | Refused>> {
  const place = attempt(() => probe(host.files)(svcFolder.writer));
  if (!place.ok) return { value: refused("system"), diagnostics: [systemFinding(place.error)] };
  if (place.value.kind === "blocked") {
    const finding = applyFindings.SVC0435(undefined, { path: place.value.by, system: "it is no folder" });
    return { value: refused("system"), diagnostics: [finding] };
  }
  const taken = await takeWriterLock(host);
  if (taken.kind === "failed") return { value: refused("system"), diagnostics: [systemFinding(taken.error)] };
  if (taken.kind === "held") {
    const { pid = "unknown", host: machine = "an unknown machine" } = taken.by ?? {};
    return {
      value: refused("another_writer"),
      diagnostics: [applyFindings.SVC0431(undefined, { pid, machine })],
    };
  }
  try {
    const worked = attempt(() => work(taken.lock));
    if (worked.ok) return worked.value;
    return { value: refused("system", false), diagnostics: [systemFinding(worked.error)] };
  } finally {
    taken.lock.release();
  }
}
