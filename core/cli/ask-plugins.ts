import type { Project } from "../pipeline.ts";
import type { Plugin } from "../plugin/define-plugin.ts";
import type { ReadJudge } from "../plugin/judge.ts";
import type { Json } from "../text/json.ts";

/** What the active plugins say, each with its own options. */
export function askPlugins<T>(
  { model, active }: Project,
  ask: (plugin: Plugin, options: Json) => Iterable<T>,
): readonly T[] {
  return active.flatMap((plugin) => {
    const { options } = model.plugins.find(({ name }) => name === plugin.name)!;
    return [...ask(plugin, options)];
  });
}

/** Who understands which tool. */
export function readersOf({ active }: Project): Readonly<Record<string, ReadJudge>> {
  return Object.fromEntries(active.flatMap(({ readers }) => Object.entries(readers)));
}
