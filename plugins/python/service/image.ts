import type { ModelIndex, Service } from "../../../mod.ts";
import type { ServiceImage } from "../../infra/contract.ts";
import { serviceFolder } from "./service-file.ts";

/** What the image of every service says, whatever it serves. */
export function imageOf(
  { service }: ModelIndex,
  own: Service,
): Pick<ServiceImage, "folder" | "distribution" | "module" | "host" | "variable" | "after" | "internet"> {
  return {
    folder: serviceFolder(own),
    distribution: own.names.distribution,
    module: own.names.package,
    host: own.names.host,
    variable: own.names.env,
    // What somebody else runs is in no container of ours.
    after: own.dependsOn.map(service).filter(({ plugin }) => plugin !== null).map(({ names }) => names.host),
    internet: own.access.includes("internet"),
  };
}
