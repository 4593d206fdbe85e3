/** The phases, composed: every command that looks at a project goes through here, so they cannot disagree. */
import { type Diagnostic, hasErrors, type Outcome } from "./diagnostics/diagnostic.ts";
import { databaseSchema, longNames } from "./model/database-schema.ts";
import { meaning } from "./model/diagnostics.ts";
import type { Model } from "./model/model.ts";
import type { Id } from "./model/node.ts";
import { resolveVersion2 } from "./model/resolve-version2.ts";
import { resolve } from "./model/resolve.ts";
import type { Schema } from "./model/schema.ts";
import type { Plugin } from "./plugin/define-plugin.ts";
import { type OwnedFile, runPlugins } from "./plugin/run-plugins.ts";
import { loadSpec } from "./spec/load.ts";
import type { SpecFiles } from "./spec/spec-reader.ts";
import { isVersion2, loadVersion2 } from "./spec/version2/load.ts";
import type { Source, Span } from "./text/source.ts";

/** A project as svc understands it. */
export interface Project {
  readonly model: Model;
  readonly active: readonly Plugin[];
  readonly available: readonly Plugin[];
  /** Where each node stands. */
  readonly spans: ReadonlyMap<Id, Span>;
  /** Service id → the database that its models ask for; only services with tables. */
  readonly schemas: ReadonlyMap<Id, Schema>;
  /** Why nothing can be generated from it, though it can be read. */
  readonly objections: readonly Diagnostic[];
}

export interface Understood {
  /** Null where a mistake leaves nothing to build on. */
  readonly project: Project | null;
  /** For printing findings. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** Spec files → Model. Version 2 has no name of a project; where none was recorded, the folder gives it. */
export function understand(
  files: SpecFiles,
  available: readonly Plugin[],
  folder = "project",
): Outcome<Understood> {
  const loaded = isVersion2(files) ? loadVersion2(files, available, folder) : loadSpec(files, available);
  const { spec, plugins, sources } = loaded.value;
  if (spec === null) return { value: { project: null, sources }, diagnostics: loaded.diagnostics };
  // Files with mistakes are left out of the Spec: what they would have declared must not be called unknown.
  if (hasErrors(loaded.diagnostics)) {
    return { value: { project: null, sources }, diagnostics: loaded.diagnostics };
  }
  const resolved = spec.language === 2 ? resolveVersion2(spec, plugins) : resolve(spec, plugins, available);
  const diagnostics: Diagnostic[] = [...loaded.diagnostics, ...resolved.diagnostics];
  if (hasErrors(diagnostics)) return { value: { project: null, sources }, diagnostics };
  const { model, spans, objections } = resolved.value;
  const schemas = new Map<Id, Schema>();
  for (const service of model.services) {
    const schema = databaseSchema(model, service);
    if (schema.tables.length === 0) continue;
    schemas.set(service.id, schema);
    for (const { table, name } of longNames(schema)) {
      const owner = [
        ...model.models,
        ...model.models.flatMap(({ refs }) => refs),
      ].find((each) => each.table === table)?.id ?? service.id;
      diagnostics.push(meaning.SVC0207(spans.get(owner), { name }));
    }
  }
  const project = { model, active: plugins, available, spans, schemas, objections };
  return { value: { project: hasErrors(diagnostics) ? null : project, sources }, diagnostics };
}

/** Model → files; one answer for each project, however often it is planned. */
export function contribute(project: Project): Outcome<readonly OwnedFile[]> {
  const contributed = contributions.get(project) ?? runPlugins(project);
  contributions.set(project, contributed);
  return contributed;
}

const contributions = new WeakMap<Project, Outcome<readonly OwnedFile[]>>();
