import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { HostError } from "../host/host.ts";
import { applyFindings } from "./diagnostics.ts";

/** Why nothing, or not everything, was written. The command line has an exit code for each. */
export interface Refused {
  readonly kind: "refused";
  readonly because: "disk_changed" | "another_writer" | "system" | "journal";
}

export function refused(because: Refused["because"]): Refused {
  return { kind: "refused", because };
}

/** What the system refused, in words that say what to do about it. */
export function systemFinding({ reason, path, system }: HostError): Diagnostic {
  switch (reason) {
    case "no_space":
      return applyFindings.SVC0432(undefined, { path });
    case "no_permission":
      return applyFindings.SVC0433(undefined, { path });
    case "read_only":
      return applyFindings.SVC0434(undefined, { path });
    case "exists":
    case "not_a_file":
    case "not_a_folder":
    case "missing":
    case "other":
      return applyFindings.SVC0435(undefined, { path, system });
  }
}
