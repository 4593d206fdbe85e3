import type { Service } from "../../../mod.ts";

const REQUIREMENT =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[A-Za-z0-9._,\s-]*\])?\s*([^;]*)(;.*)?$/;
const VERSIONS =
  /^\(?\s*(?:(?:~=|===?|!=|<=?|>=?)\s*[A-Za-z0-9._*+!-]+\s*(?:,\s*(?=[~=!<>])|(?=\)|$)))*\)?$|^@\s*\S+$/;

/** Name of the distribution of a requirement, as indexes compare names; null: it is none. */
export function distributionOf(text: string): string | null {
  const match = REQUIREMENT.exec(text.trim());
  if (match === null || !VERSIONS.test(match[3]!.trim())) return null;
  return match[1]!.toLowerCase().replace(/[-_.]+/g, "-");
}

/** A requirement of the user: `name` is its distribution as it is written there. */
export interface UserRequirement {
  readonly written: string;
  /** Without the space around it. */
  readonly text: string;
  readonly name: string;
  readonly distribution: string | null;
}

export function userRequirements({ dependencies }: Service): readonly UserRequirement[] {
  return dependencies.map((text) => ({
    written: text,
    text: text.trim(),
    name: REQUIREMENT.exec(text.trim())?.[1] ?? "",
    distribution: distributionOf(text),
  }));
}
