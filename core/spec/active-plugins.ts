import type { LanguagePlugin } from "./language.ts";
import { by } from "../text/compare.ts";

/** The always-on plugins, the chosen ones, and what they need, in order of their names. */
export function activePlugins<P extends LanguagePlugin>(
  chosen: readonly string[],
  available: readonly P[],
): P[] {
  const active = new Set<P>();
  const switchOn = (plugin: P) => {
    if (active.has(plugin)) return;
    active.add(plugin);
    for (const other of available) if (plugin.needs.includes(other.name)) switchOn(other);
  };
  for (const plugin of available) if (plugin.always || chosen.includes(plugin.name)) switchOn(plugin);
  return [...active].sort(by(({ name }) => name));
}
