import type { Deprecation } from "../../mod.ts";

/** When something goes away, in a sentence. */
export function ending({ since, until, use }: Deprecation): string {
  const end = until === null ? "" : `, gone on ${until} or later`;
  return `Deprecated since ${since}${end}${use === null ? "" : `: use ${use}`}.`;
}

/** A description, and when what it describes goes away; null if there is nothing to say. */
export function withEnding(
  { description, deprecated }: { readonly description: string | null; readonly deprecated?: Deprecation },
): string | null {
  if (deprecated === undefined) return description;
  if (description === null) return ending(deprecated);
  return `${description}${/[.!?]$/.test(description) ? "" : "."} ${ending(deprecated)}`;
}
