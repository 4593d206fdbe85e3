import { type EnvEntry, type FileContribution, type Json, type Ownership, writeYaml } from "../../mod.ts";
import { header, PROJECT_SPEC } from "../python/contract.ts";

/** `env.contract.yaml` of a folder, schema v1: what those who deploy its owner have to give it. */
export function envContractFile(
  folder: string,
  owner: string,
  entries: Readonly<Record<string, Json>>,
  ownership: Ownership = "generated",
): FileContribution {
  return {
    kind: "file",
    path: `${folder === "" ? "" : `${folder}/`}env.contract.yaml`,
    ownership,
    text: writeYaml({ version: "1", owner, entries }, { header: header([PROJECT_SPEC]) }),
    origins: [],
  };
}

/** An entry as it was written. Schema v1 knows no other keys, and none that is empty. */
export function rawEntry({ source, environments, consumers, required, ...more }: EnvEntry): Json {
  const told = {
    description: more.description,
    value: more.value,
    service: more.service,
    resource: more.resource,
  };
  const present = Object.entries(told).flatMap(([key, value]) =>
    value === null ? [] : [[key, value] as const]
  );
  return { source, environments, consumers, required, ...Object.fromEntries(present) };
}
