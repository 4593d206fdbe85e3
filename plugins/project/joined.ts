import type { Rendered } from "../../mod.ts";

/** One text of several: what was rendered here keeps its origins, what plugins gave as text has none. */
export function joined(parts: readonly (Rendered | string)[]): Rendered {
  let text = "";
  let lines = 0;
  const origins = parts.flatMap((part) => {
    const before = lines;
    const own = typeof part === "string" ? part : part.text;
    text += own;
    lines += own.split("\n").length - 1;
    return typeof part === "string" ? [] : part.origins.map((origin) => ({
      ...origin,
      first: origin.first + before,
      last: origin.last + before,
    }));
  });
  return { text, origins };
}
