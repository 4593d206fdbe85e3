import type { Diagnostic, Outcome } from "../../diagnostics/diagnostic.ts";
import type { z } from "../../schema/schema.ts";
import { nearest } from "../../text/nearest.ts";
import type { YamlNode } from "../../text/node.ts";
import { parseYaml } from "../../text/parse-yaml.ts";
import { decodeSource } from "../../text/decode.ts";
import type { Source, Span } from "../../text/source.ts";
import { entryOf, keySpanAt, nodeAt } from "../../text/walk.ts";
import { activePlugins } from "../active-plugins.ts";
import { checkShape } from "../check-shape.ts";
import { describePlace } from "../describe-place.ts";
import { shapeFindings } from "../diagnostics.ts";
import type { LanguagePlugin } from "../language.ts";
import type { SpecFile } from "../spec.ts";
import { type SpecFiles, SpecReader } from "../spec-reader.ts";
import { version2Findings as found } from "./diagnostics.ts";
import { rewriteDomain, rewriteServices } from "./rewrite.ts";
import { version2Shapes } from "./shapes.ts";
import { sift } from "./sift.ts";
import type { Version2DomainFile, Version2ManifestFile, Version2Spec } from "./spec.ts";
import { compareText } from "../../text/compare.ts";

/** Where the old template recorded what it was told. */
export const ANSWERS = ".copier-answers.yml";

/** A plugin as far as it matters to version 2, where plugins follow the types of the services. */
export interface TypedPlugin extends LanguagePlugin {
  readonly serviceTypes: readonly string[];
}

export interface LoadedVersion2<P> {
  /** Null if `services.yml` cannot be used at all. */
  readonly spec: Version2Spec | null;
  /** Active plugins in order of their names. */
  readonly plugins: readonly P[];
  /** For printing findings. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** Whether a project says `version: 2`, or says nothing and lists its services as only version 2 does. */
export function isVersion2(files: SpecFiles): boolean {
  const node = quietly(files, "services.yml");
  const version = entryOf(node, "version")?.value;
  if (version !== undefined) return version.kind === "scalar" && version.value === 2;
  if (entryOf(node, "project") !== null || entryOf(node, "plugins") !== null) return false;
  const services = entryOf(node, "services")?.value;
  return services?.kind === "list" || (services?.kind === "scalar" && services.value === null);
}

/** Read the files of a version 2 project. A file with a mistake is left out of the Spec. */
export function loadVersion2<P extends TypedPlugin>(
  files: SpecFiles,
  available: readonly P[],
  folder: string,
): Outcome<LoadedVersion2<P>> {
  const reader = new SpecReader(files);
  const report = (finding: Diagnostic) => void reader.diagnostics.push(finding);
  const services = readFile(
    "services.yml",
    "services",
    "services.yml",
    version2Shapes.services,
    rewriteServices,
  );
  if (services === null) return result(null, []);
  if (entryOf(services.node, "version") === null) {
    report(found.SVC0143(keySpanAt(services.node, ["services"]) ?? services.node.span, {}, {
      edits: [{ span: { path: "services.yml", start: 0, end: 0 }, text: "version: 2\n" }],
    }));
  }
  let models: Version2Spec["models"] = null;
  let events: Version2Spec["events"] = null;
  const domains: Version2DomainFile[] = [];
  const manifests: Version2ManifestFile[] = [];
  for (const path of [...files.keys()].sort(compareText)) {
    const [, service, stem] = /^services\/([^/]+)\/spec\/([^/]+)\.yaml$/.exec(path) ?? [];
    if (path === "services.yml" || path === ANSWERS) continue;
    if (path === "shared/spec/models.yaml") models = readFile(path, "models", path, version2Shapes.models);
    else if (path === "shared/spec/events.yaml") {
      events = readFile(path, "services", path, version2Shapes.events);
    } else if (service === undefined || stem === undefined) ignore(path, "version 2 reads no file there");
    else if (stem === "manifest") {
      const file = readFile(path, "services", path, version2Shapes.manifest);
      if (file !== null) manifests.push({ service, file });
    } else {
      const file = readFile(path, "domain", stem, version2Shapes.domain, rewriteDomain);
      if (file !== null) domains.push({ service, name: stem, file });
    }
  }
  const projectName = recordedName(files) ?? folder;
  const spec: Version2Spec = { language: 2, projectName, services, models, events, domains, manifests };
  const types = Object.values(services.value.services ?? {}).map(({ type }) => type);
  const chosen = available.filter((plugin) => plugin.serviceTypes.some((type) => types.includes(type)));
  return result(spec, activePlugins(chosen.map(({ name }) => name), available));

  function result(spec: Version2Spec | null, plugins: readonly P[]): Outcome<LoadedVersion2<P>> {
    return { value: { spec, plugins, sources: reader.sources }, diagnostics: reader.diagnostics };
  }

  function readFile<T>(
    path: string,
    kind: "services" | "models" | "domain",
    name: string,
    schema: z.ZodType<T>,
    rewrite: (node: YamlNode, report: (finding: Diagnostic) => void) => YamlNode = (node) => node,
  ): SpecFile<T> | null {
    const read = reader.read(path, { anchors: true });
    if (read === "broken") return null;
    if (read === "empty") {
      if (kind === "models" || path === "services.yml") report(shapeFindings.SVC0118(start(path), { path }));
      else ignore(path, "it is empty");
      return null;
    }
    const before = reader.diagnostics.length;
    const rewritten = rewrite(read.node, report);
    const node = sift(rewritten, schema, (at, key, known) => {
      const span = keySpanAt(rewritten, [...at, key]) ?? rewritten.span;
      const [near] = nearest(key, known);
      const place = describePlace(kind, name, at);
      if (near === undefined) return report(found.SVC0142(span, { key, place }));
      const edits = entryOf(nodeAt(rewritten, at), near) === null ? [{ span, text: near }] : [];
      report(found.SVC0142(span, { key, place }, { help: `did you mean "${near}"?`, edits }));
    });
    const checked = checkShape(schema, node, { kind, name, owner: () => null });
    reader.diagnostics.push(...checked.diagnostics);
    const mistaken = reader.diagnostics.slice(before).some(({ severity }) => severity === "error");
    if (checked.value === null || mistaken) return null;
    return { source: reader.sources.get(path)!, node, value: checked.value };
  }

  function ignore(path: string, reason: string): void {
    if (!reader.sources.has(path)) reader.source(path);
    report(found.SVC0146(start(path), { path, reason }));
  }
}

/** What the old template was told; its file is no spec, so nothing is said about what it may have wrong. */
function recordedName(files: SpecFiles): string | null {
  const name = entryOf(quietly(files, ANSWERS), "project_name")?.value;
  return name?.kind === "scalar" && typeof name.value === "string" && name.value !== "" ? name.value : null;
}

function quietly(files: SpecFiles, path: string): YamlNode | null {
  const bytes = files.get(path);
  const source = bytes === undefined ? null : decodeSource(path, bytes).value;
  return source === null ? null : parseYaml(source, { anchors: true }).node;
}

function start(path: string): Span {
  return { path, start: 0, end: 0 };
}
