import { version2Findings as found } from "../spec/version2/diagnostics.ts";
import type { Version2Operation } from "../spec/version2/shapes.ts";
import type { Version2DomainFile } from "../spec/version2/spec.ts";
import type { Json } from "../text/json.ts";
import { entryOf } from "../text/walk.ts";
import { meaning } from "./diagnostics.ts";
import type { ModelPlugin } from "./extension.ts";
import { pascalCase } from "./names.ts";
import type { Id } from "./node.ts";
import type { Domain, Operation, Output, Param } from "./operation.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import type { ShapeNames } from "./resolve-version2-models.ts";
import { resolveVersion2Param } from "./resolve-version2-params.ts";
import { listOf } from "./resolve-version2-types.ts";
import type { Later } from "./resolve-version2.ts";
import type { TypeRef } from "./type-ref.ts";

/** One domain file; what is written for the plugins goes into `raw`. */
export function resolveVersion2Domain(
  scope: Resolution,
  { service, name, file }: Version2DomainFile,
  shapes: ShapeNames,
  raw: Map<Id, Readonly<Record<string, Json>>>,
  later: Later[],
  active: readonly ModelPlugin[],
): { readonly domain: Domain; readonly operations: readonly Operation[] } {
  const spec = file.value;
  const id = `${service}.${name}`;
  const root: Site = { file, path: [], place: `domain ${name}` };
  scope.spans.set(id, scope.at(root, "domain"));
  const written = entryOf(file.node, "domain")?.value;
  if (written?.kind === "scalar" && written.value !== null && written.value !== name) {
    scope.report(found.SVC0144(written.span, { file: name, domain: written.written }, {
      edits: [{ span: written.span, text: name }],
    }));
  }
  const rest = spec.config?.rest ?? null;
  if (rest !== null) raw.set(id, { rest: present(rest) });
  const operations = Object.entries(spec.operations ?? {}).map(([operation, value]) =>
    resolveOperation(operation, value)
  );
  const domain: Domain = {
    id,
    description: spec.description ?? null,
    ext: rest === null ? {} : { v2: { rest: present(rest) } },
    service: `services.${service}`,
    name,
    model: null,
    operations: operations.map((operation) => operation.id),
    names: { module: name, class: pascalCase(name) },
  };
  return { domain, operations };

  function resolveOperation(operation: string, value: Version2Operation): Operation {
    const operationId = `${id}.${operation}`;
    const site: Site = { file, path: ["operations", operation], place: `operation ${operation}` };
    scope.mark(operationId, site);
    checkTransports(scope, value, shapes, site);
    if (value.rest) raw.set(operationId, { rest: present(value.rest) });
    if (value.events) {
      later.push({ construct: "events", span: scope.key(site, "events"), label: `events of ${operation}` });
    }
    const input = shapeOf(scope, value.input, "input", shapes, site);
    const output = shapeOf(scope, value.output, "output", shapes, site);
    return {
      id: operationId,
      description: value.description ?? null,
      ext: {
        v2: {
          ...(value.rest ? { rest: present(value.rest) } : {}),
          ...(value.events ? { events: present(value.events) } : {}),
          ...(input?.list ? { input: "list" } : {}),
        },
      },
      service: `services.${service}`,
      domain: id,
      name: operation,
      derived: null,
      slot: true,
      query: value.rest?.method === "GET",
      params: paramsOf(operationId, value, site),
      limits: [],
      input: input?.shape ?? null,
      output: outputOf(output),
      errors: [],
      raises: [],
      list: null,
      stability: "stable",
      names: { class: pascalCase(operation) },
    };
  }

  /** A placeholder that nobody declared is a text of the path, as an undeclared type is `string`. */
  function paramsOf(operationId: Id, { params = {} }: Version2Operation, site: Site): readonly Param[] {
    const written = raw.get(operationId) ?? {};
    const delivered = active.flatMap((plugin) => plugin.extends)
      .filter(({ at, key }) => at === "operation" && written[key] !== undefined)
      .flatMap((extension) => extension.placeholders(written[extension.key]!, raw.get(id)?.[extension.key]));
    const known = params ?? {};
    const undeclared = [...new Set(delivered)].filter((name) => !Object.hasOwn(known, name));
    return [
      ...undeclared.map((name) => resolveVersion2Param(scope, operationId, name, {}, site)),
      ...Object.entries(known).map(([name, given]) =>
        resolveVersion2Param(scope, operationId, name, given, site)
      ),
    ];
  }
}

/** How it is called, and whether its messages have a shape. */
function checkTransports(
  scope: Resolution,
  { rest, events, input, output }: Version2Operation,
  shapes: ShapeNames,
  site: Site,
): void {
  if (!rest && !events) scope.report(found.SVC0152(scope.key(site), { place: site.place }));
  if (!events) return;
  const { subscribe, publish_on_success: publish, message_model: message } = events;
  if (!subscribe && !publish) scope.report(found.SVC0153(scope.key(site, "events"), { place: site.place }));
  const directions = [["subscribe", subscribe, "input", input], [
    "publish_on_success",
    publish,
    "output",
    output,
  ]] as const;
  for (const [direction, channel, key, shape] of directions) {
    if (!channel || shape) continue;
    scope.report(
      found.SVC0154(scope.key(site, "events", direction), { place: site.place, direction, key }),
    );
  }
  if (message && !shapes.has(message)) {
    scope.report(
      found.SVC0155(scope.at(site, "events", "message_model"), {
        place: `events of ${site.place}`,
        type: message,
      }),
    );
  }
}

/** `UserRead`, `list[UserRead]` or `List[UserRead]`; null if nothing is written, and after a finding. */
function shapeOf(
  scope: Resolution,
  text: string | null | undefined,
  key: "input" | "output",
  shapes: ShapeNames,
  site: Site,
): { readonly shape: Id; readonly list: boolean } | null {
  if (text === null || text === undefined || text === "") return null;
  const item = /^[Ll]ist\[(.*)\]$/.exec(text)?.[1];
  const called = (item ?? text).trim();
  const shape = shapes.get(called);
  if (shape !== undefined) return { shape, list: item !== undefined };
  const help = suggestion(called, [...shapes.keys()], "declare it in shared/spec/models.yaml");
  scope.report(
    meaning.SVC0201(scope.at(site, key), { name: called, place: `the ${key} of ${site.place}` }, { help }),
  );
  return null;
}

function outputOf(output: { readonly shape: Id; readonly list: boolean } | null): Output {
  if (output === null) return { kind: "none" };
  const type: TypeRef = { kind: "shape", shape: output.shape };
  return { kind: "value", type: output.list ? listOf(type) : type };
}

/** What is written, without the keys that are empty. */
function present(
  written: Readonly<Record<string, string | number | readonly string[] | null | undefined>>,
): Json {
  return Object.fromEntries(
    Object.entries(written).flatMap(([key, value]) =>
      value === null || value === undefined ? [] : [[key, value]]
    ),
  );
}
