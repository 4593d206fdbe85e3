import type { FileContribution, Json } from "../../mod.ts";
import { envContractFile } from "../project/contract.ts";
import type { Containers } from "./compose-files.ts";

/** `env.contract.yaml`, schema v1, for what Compose asks for and no service does. */
export function storeContract({ images, stores }: Containers): FileContribution {
  const entries: Record<string, Json> = {};
  for (const [host, { variables }] of stores) {
    for (const { name, description, secret, example } of variables) {
      entries[name] = {
        ...(secret || example === null
          ? { source: "generated_secret" }
          : { source: "literal", value: example }),
        environments: ["local", "production"],
        consumers: [host],
        required: true,
        description,
      };
    }
  }
  for (const { host, variable, port } of images) {
    entries[`${variable}_IMAGE`] = {
      source: "derived",
      environments: ["production"],
      consumers: [host],
      required: true,
      description: "Image to run, by an immutable reference.",
    };
    if (port === null) continue;
    entries[`${variable}_PORT`] = {
      source: "allocation",
      service: host,
      environments: ["production"],
      consumers: [host],
      required: false,
      description: "Port of the machine at which the service answers.",
    };
  }
  return envContractFile("infra", "infra", entries);
}
