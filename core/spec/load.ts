import type { Outcome } from "../diagnostics/diagnostic.ts";
import type { z } from "../schema/schema.ts";
import { compareText } from "../text/compare.ts";
import type { YamlNode } from "../text/node.ts";
import type { Source, Span } from "../text/source.ts";
import { entryOf, toValue } from "../text/walk.ts";
import { activePlugins } from "./active-plugins.ts";
import { checkShape } from "./check-shape.ts";
import { shapeFindings as found } from "./diagnostics.ts";
import type { LanguagePlugin } from "./language.ts";
import { readOlderSpellings } from "./older-spellings.ts";
import { type FileKind, languageShapes } from "./shapes.ts";
import { type FormerNames, placeOf } from "./spec-place.ts";
import { type SpecFiles, SpecReader } from "./spec-reader.ts";
import type { DomainSpec, Spec, SpecFile } from "./spec.ts";
import type { KeyOwner } from "./unknown-key.ts";
import { ANSWERS } from "./version2/load.ts";

export interface Loaded<P extends LanguagePlugin> {
  /** Null if `services.yml` cannot be used at all. */
  readonly spec: Spec | null;
  /** Active plugins in order of their names: the always-on, the chosen, and what they need. */
  readonly plugins: readonly P[];
  /** For printing findings. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** Read the files of a project: text, YAML and shape. A file with a mistake is left out of the Spec. */
export function loadSpec<P extends LanguagePlugin>(
  files: SpecFiles,
  available: readonly P[],
): Outcome<Loaded<P>> {
  const reader = new SpecReader(files);
  const { sources, diagnostics } = reader;
  const services = readServices();
  if (services === null) return { value: { spec: null, plugins: [], sources }, diagnostics };

  const { root, node: written } = services;
  // With mistakes in services.yml the other files are looked at all the same, by what can be read of it.
  const named = root === null ? entriesIn(written, "services") : root.value.services;
  const serviceNames = named === null ? null : formerNames(named);
  const chosen = root === null ? entriesIn(written, "plugins") : root.value.plugins;
  const plugins = chosen === null ? available : activePlugins(Object.keys(chosen), available);
  const shapes = languageShapes(plugins);
  const models: Spec["models"][number][] = [];
  const errors: Spec["errors"][number][] = [];
  const domains: DomainSpec[] = [];
  for (const path of [...files.keys()].sort(compareText)) {
    if (path === "services.yml" || path === ANSWERS) continue;
    const place = placeOf(path, serviceNames, files);
    switch (place.kind) {
      case "models": {
        const file = readFile(path, "models", path, shapes.models);
        if (file !== null) models.push(file);
        break;
      }
      case "errors": {
        const file = readFile(path, "errors", path, shapes.errors);
        if (file !== null) errors.push(file);
        break;
      }
      case "domain": {
        const file = readFile(path, "domain", place.name, shapes.domain);
        if (file !== null) domains.push({ service: place.service, name: place.name, file });
        break;
      }
      case "later":
        reader.source(path);
        diagnostics.push(
          found.SVC0108(start(path), { construct: "this file", place: path, stage: place.stage }),
        );
        break;
      case "lost":
        reader.source(path);
        diagnostics.push(found.SVC0115(start(path), { path, reason: place.reason, way: place.way }));
    }
  }
  checkHomes();
  const spec: Spec | null = root === null ? null : { language: 3, services: root, models, errors, domains };
  return { value: { spec, plugins, sources }, diagnostics };

  /** Null if it says nothing about the other files. */
  function readServices(): { readonly root: Spec["services"] | null; readonly node: YamlNode } | null {
    if (!files.has("services.yml")) {
      diagnostics.push(found.SVC0100(undefined, {}));
      return null;
    }
    const node = readNode("services.yml");
    if (node === null) return null;
    const version = entryOf(node, "version")?.value;
    const known = version?.kind === "scalar" && (version.value === 2 || version.value === 3);
    if (version?.kind === "scalar" && typeof version.value === "number" && !known) {
      diagnostics.push(found.SVC0107(version.span, { version: version.written }));
      return null;
    }
    const shape = languageShapes(available).services;
    return { root: check("services.yml", "services", "services.yml", shape, node), node };
  }

  function readFile<T>(path: string, kind: FileKind, name: string, schema: z.ZodType<T>): SpecFile<T> | null {
    const node = readNode(path);
    return node === null ? null : check(path, kind, name, schema, node);
  }

  function check<T>(
    path: string,
    kind: FileKind,
    name: string,
    schema: z.ZodType<T>,
    node: YamlNode,
  ): SpecFile<T> | null {
    const source = sources.get(path)!;
    const read = readOlderSpellings(kind, node, source, (finding) => void diagnostics.push(finding));
    const owner = (key: string) => ownerOf(kind, key);
    const checked = checkShape(schema, read, { kind, name, owner });
    diagnostics.push(...checked.diagnostics);
    return checked.value === null ? null : { source, node: read, value: checked.value };
  }

  function readNode(path: string): YamlNode | null {
    const read = reader.read(path, { anchors: false });
    if (read === "empty") diagnostics.push(found.SVC0118(start(path), { path }));
    return typeof read === "string" ? null : read.node;
  }

  function ownerOf(kind: FileKind, key: string): ReturnType<KeyOwner> {
    // Keys of plugins stand in domains and their operations: elsewhere the plugin would not take them either.
    const owner = kind !== "domain"
      ? undefined
      : available.find((plugin) => plugin.extends.some((extension) => extension.key === key));
    if (owner !== undefined && !plugins.includes(owner)) return { name: owner.name, available: true };
    const future = Object.hasOwn(FUTURE_OWNERS, key) ? FUTURE_OWNERS[key] : undefined;
    return future === undefined ? null : { name: future, available: false };
  }

  function checkHomes(): void {
    for (const kind of ["models", "errors"] as const) {
      const file = `shared/spec/${kind}.yaml`;
      const folder = `shared/spec/${kind}/`;
      const inFolder = [...files.keys()].sort(compareText).find((path) => path.startsWith(folder));
      if (files.has(file) && inFolder !== undefined) {
        diagnostics.push(found.SVC0116(start(inFolder), { file, folder, kind }));
      }
    }
  }
}

/** Keys of plugins that this svc does not have yet. */
const FUTURE_OWNERS: Readonly<Record<string, string>> = {
  rpc: "rpc",
  handles: "events",
  command: "tg_bot",
  mcp: "mcp",
  notify: "notifications",
  task: "workers",
  schedule: "workers",
};

/** A map at the top of a file that may have mistakes; null where there is no such map. */
function entriesIn(node: YamlNode, key: string): Readonly<Record<string, unknown>> | null {
  const value = entryOf(node, key)?.value;
  return value?.kind === "map" ? toValue(value) as Readonly<Record<string, unknown>> : null;
}

/** What each service was called; whatever the entry of a service is, it may have been read from a file with mistakes. */
function formerNames(services: Readonly<Record<string, unknown>>): FormerNames {
  return new Map(
    Object.entries(services).map(([name, service]) => {
      const was = typeof service === "object" && service !== null && "was" in service ? service.was : [];
      const names: readonly unknown[] = Array.isArray(was) ? was : [was];
      return [name, names.filter((former) => typeof former === "string")];
    }),
  );
}

function start(path: string): Span {
  return { path, start: 0, end: 0 };
}
