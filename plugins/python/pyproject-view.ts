import { type Code, type Model, toml } from "../../mod.ts";
import { header, PROJECT_SPEC } from "./header.ts";
import { BUILD_REQUIREMENT, requirement } from "./versions.ts";
import type { PyprojectView } from "./views.ts";

/** An entry of the point `python/extras`. */
interface Extra {
  readonly extra: string;
  readonly requirement: string;
  readonly byName: boolean;
}

export function pyprojectView({ project }: Model, entries: readonly Extra[]): PyprojectView {
  const names = [...new Set(entries.map((entry) => entry.extra))].sort();
  const loadedByName = entries.filter((entry) => entry.byName).map((entry) =>
    distributionOf(entry.requirement)
  );
  return {
    header: header([PROJECT_SPEC]).map(toml.comment),
    name: toml.str(sharedDistribution(project.name)),
    description: toml.str(`Schemas, errors and runtime support of ${project.title}.`),
    dependencies: strings([requirement("pydantic"), requirement("pydantic-core")]),
    extras: names.map((name) => ({
      name: toml.key(name),
      requirements: strings(
        entries.filter((entry) => entry.extra === name).map((entry) => entry.requirement),
      ),
    })),
    build: toml.str(BUILD_REQUIREMENT),
    loadedByName: loadedByName.length === 0 ? null : strings(loadedByName),
  };
}

/** Name of the distribution of the package `shared`. */
export function sharedDistribution(project: string): string {
  return `${project}-shared`;
}

/** Sorted, each once: two plugins may need the same. */
function strings(items: readonly string[]): Code<"toml"> {
  return toml.lines([...new Set(items)].sort().map(toml.str));
}

function distributionOf(text: string): string {
  return /^[A-Za-z0-9._-]+/.exec(text)?.[0] ?? text;
}
