/**
 * Version 2 → Model. It has a resolver of its own and not the one of version 3 with switches: it checked far less,
 * and a project that the old tool took must load. What it left unchecked is a warning here, or nothing.
 */
import { type Diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { version2Findings as found } from "../spec/version2/diagnostics.ts";
import type { Version2Spec } from "../spec/version2/spec.ts";
import type { Json } from "../text/json.ts";
import type { Span } from "../text/source.ts";
import type { ModelPlugin } from "./extension.ts";
import type { Model, PluginUse, Project } from "./model.ts";
import type { Id } from "./node.ts";
import { DEFAULT_PYTHON, NEWEST_EDITION } from "./output-versions.ts";
import { byId, Resolution } from "./resolution.ts";
import { resolveExtensions } from "./resolve-extensions.ts";
import { resolveVersion2Events } from "./resolve-version2-events.ts";
import { resolveVersion2Models } from "./resolve-version2-models.ts";
import { resolveVersion2Domain } from "./resolve-version2-operations.ts";
import { resolveVersion2Services } from "./resolve-version2-services.ts";
import type { Resolved } from "./resolve.ts";
import { version2Objections } from "./version2-objections.ts";

/** A construct of a later stage that a project uses. */
export interface Later {
  readonly construct: string;
  readonly span: Span;
  readonly label: string;
}

/** Version 2 Spec → Model. The Model is only to be used if no finding is an error. */
export function resolveVersion2(spec: Version2Spec, active: readonly ModelPlugin[]): Outcome<Resolved> {
  const scope = new Resolution();
  const shapes = spec.models === null ? new Map<string, Id>() : resolveVersion2Models(scope, spec.models);
  const later: Later[] = [];
  const raw = new Map<Id, Readonly<Record<string, Json>>>();
  const resolved = spec.domains.map((domain) =>
    resolveVersion2Domain(scope, domain, shapes, raw, later, active)
  );
  const domains = resolved.map(({ domain }) => domain).sort(byId);
  const operations = resolved.flatMap((entry) => entry.operations).sort(byId);
  const project = resolveProject(scope, spec);
  const model: Model = {
    model: 1,
    language: 2,
    edition: NEWEST_EDITION,
    project,
    plugins: active.map(pluginUse).sort(byId),
    services: resolveVersion2Services(scope, spec, project.name, active, domains, operations, later).sort(
      byId,
    ),
    settings: [],
    env: [],
    types: [],
    enums: [...scope.enums.values()].sort(byId),
    models: [...scope.entities.values()].sort(byId),
    shapes: [...scope.shapes.values()].sort(byId),
    errors: [],
    domains,
    operations,
    events: resolveVersion2Events(scope, spec.events, operations, shapes, later).sort(byId),
  };
  if (later.length > 0) scope.report(laterFinding(later));
  if (hasErrors(scope.diagnostics)) {
    return { value: { model, spans: scope.spans, objections: [] }, diagnostics: scope.diagnostics };
  }
  const extended = resolveExtensions(model, active, raw, scope.spans);
  const refused = extended.diagnostics.filter(({ severity }) => severity === "error");
  const objections = [...refused, ...version2Objections(scope, model)];
  // Readers are warned once; who asks for code is told that it stands in the way.
  const known = new Set(scope.diagnostics.map(({ code, span }) => `${code} ${span?.path} ${span?.start}`));
  const told = [...extended.diagnostics, ...objections.filter((finding) => !refused.includes(finding))]
    .filter(({ code, span }) => !known.has(`${code} ${span?.path} ${span?.start}`))
    .map((finding): Diagnostic => ({ ...finding, severity: "warning" }));
  return {
    value: { model: extended.value, spans: scope.spans, objections },
    diagnostics: [...scope.diagnostics, ...told],
  };
}

function resolveProject(scope: Resolution, spec: Version2Spec): Project {
  const { projectName: title } = spec;
  scope.mark("project", { file: spec.services, path: ["version"], place: "services.yml" });
  return {
    id: "project",
    description: null,
    ext: {},
    name: projectName(title),
    title,
    python: DEFAULT_PYTHON,
    timezone: "UTC",
  };
}

/** Version 2 took any name; ours is that of images and distributions. */
function projectName(written: string): string {
  const kebab = written.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+/, "").slice(0, 40);
  return kebab.replace(/-+$/, "") || "project";
}

function pluginUse(plugin: ModelPlugin): PluginUse {
  return {
    id: `plugins.${plugin.name}`,
    description: null,
    ext: {},
    name: plugin.name,
    options: plugin.options.parse({}),
  };
}

function laterFinding(later: readonly Later[]): Diagnostic {
  const constructs = [...new Set(later.map(({ construct }) => construct))].sort().join(", ");
  const [first, ...others] = later;
  return found.SVC0141(first!.span, { constructs }, {
    label: first!.label,
    related: others.map(({ span, label }) => ({ span, label })),
  });
}
