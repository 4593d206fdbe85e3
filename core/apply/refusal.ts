import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { HostError } from "../host/host.ts";
import { applyFindings } from "./diagnostics.ts";

/** Why nothing, or not everything, was written. The command line has an exit code for each. */
export interface Refused {
  readonly kind: "refused";
  readonly because: "disk_changed" | "another_writer" | "system" | "journal";
  /** No file of the project is other than it was; false as well where that is not known. */
  readonly untouched: boolean;
}

export function refused(because: Refused["because"], untouched = true): Refused {
  return { kind: "refused", because, untouched };
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
