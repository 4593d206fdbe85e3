import type { Json } from "../text/json.ts";
import type { Extension, ModelPlugin } from "./extension.ts";
import type { OperationSpec, ParamSpec } from "../spec/shapes.ts";
import type { DomainSpec } from "../spec/spec.ts";
import { nearest } from "../text/nearest.ts";
import { parseTypeText } from "../spec/type-text.ts";
import { meaning as found } from "./diagnostics.ts";
import type {
  Derived,
  Domain,
  Entity,
  Id,
  ListSpec,
  Operation,
  Output,
  Param,
  Service,
  Shape,
  TypeRef,
} from "./model.ts";
import { pascalCase, snakeCase } from "./names.ts";
import { errorOf, imply, knownCodes } from "./resolve-errors.ts";
import { LIST_PARAMS, resolveList } from "./resolve-lists.ts";
import { readDefault, withType } from "./resolve-models.ts";
import { resolveMembers } from "./resolve-shapes.ts";
import { isScalar, resolveType } from "./resolve-types.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";

const DERIVED: readonly Derived[] = ["list", "get", "create", "update", "delete"];

/** Words that a slot or a request has for itself. */
const TAKEN_PARAMS = [
  "data",
  "query",
  "self",
  "now",
  "unit",
  "settings",
  "caller",
  "session",
  "input",
  "value",
  "it",
];

export interface ResolvedDomain {
  readonly domain: Domain;
  readonly operations: readonly Operation[];
  /** What is written under the keys of plugins: operation or domain id → key → raw value. */
  readonly raw: ReadonlyMap<Id, Readonly<Record<string, Json>>>;
}

/** Resolve one domain file: its params, its derived operations, its own. */
export function resolveDomain(
  scope: Resolution,
  { service: serviceName, name, file }: DomainSpec,
  service: Service,
  plugins: readonly ModelPlugin[],
  isOnlyList: (model: Id) => boolean,
): ResolvedDomain {
  const spec = file.value;
  const id = `${serviceName}.${name}`;
  const root: Site = { file, path: [], place: `domain ${name}` };
  scope.checkName("snake", name, { ...root, path: ["domain"] });
  scope.spans.set(id, scope.at(root, "domain"));
  if (spec.domain !== name) {
    scope.report(found.SVC0206(scope.at(root, "domain"), { file: name, domain: spec.domain }));
  }
  const extensions = plugins.flatMap((plugin) => plugin.extends);
  const config = (spec.config ?? {}) as Readonly<Record<string, Json>>;
  const raw = new Map<Id, Readonly<Record<string, Json>>>([[id, config]]);
  for (const key of Object.keys(config)) scope.markKey(id, key, root, "config");
  const entity = domainModel();
  const operations: Operation[] = [];
  for (const [derived, written, site] of derivedOperations()) {
    operations.push(resolveOperation(derivedName(derived, entity!), derived, written, site));
  }
  for (const [operation, written] of Object.entries(spec.operations ?? {})) {
    const site: Site = { file, path: ["operations", operation], place: `operation ${operation}` };
    scope.checkName("snake", operation, site);
    if (operations.some((other) => other.name === operation)) {
      scope.report(found.SVC0253(scope.key(site), { name: operation }));
      continue;
    }
    operations.push(resolveOperation(operation, null, written as OperationSpec, site));
  }
  const domain: Domain = {
    id,
    description: spec.description ?? null,
    ext: {},
    service: service.id,
    name,
    model: entity?.id ?? null,
    operations: operations.map((operation) => operation.id),
    names: { module: name, class: pascalCase(name) },
  };
  return { domain, operations, raw };

  function domainModel(): Entity | null {
    if (spec.model === undefined) return null;
    const model = scope.entities.get(`models.${spec.model}`);
    if (model !== undefined) return model;
    const known = [...scope.entities.values()].map((candidate) => candidate.name);
    const help = suggestion(spec.model, known, "declare it under models");
    scope.report(found.SVC0201(scope.at(root, "model"), { name: spec.model, place: root.place }, { help }));
    return null;
  }

  function derivedOperations(): [Derived, OperationSpec, Site][] {
    const written: [string, OperationSpec | null, Site][] = Array.isArray(spec.crud)
      ? spec.crud.map((
        key,
        position,
      ) => [key, null, { file, path: ["crud", position], place: `crud ${key}` }])
      : Object.entries(spec.crud ?? {}).map((
        [key, value],
      ) => [key, value as OperationSpec | null, { file, path: ["crud", key], place: `crud ${key}` }]);
    if (written.length > 0 && entity === null) {
      if (spec.model === undefined) {
        const holes = { name: "crud", place: root.place, problem: "the domain names no model" };
        scope.report(found.SVC0254(scope.key(root, "crud"), holes, { help: "add model: to the domain" }));
      }
      return [];
    }
    return written.flatMap(([key, value, site]) => {
      const derived = DERIVED.find((candidate) => candidate === key);
      if (derived !== undefined) return [[derived, value ?? {}, site]];
      const [near] = nearest(key, DERIVED);
      const holes = { name: key, place: root.place, problem: "crud has no such operation" };
      scope.report(
        found.SVC0254(scope.key(site), holes, near === undefined ? {} : { help: `did you mean "${near}"?` }),
      );
      return [];
    });
  }

  function resolveOperation(
    operation: string,
    derived: Derived | null,
    written: OperationSpec,
    site: Site,
  ): Operation {
    const operationId = `${id}.${operation}`;
    scope.mark(operationId, site);
    const keys = extensionKeys(written, derived);
    raw.set(operationId, keys);
    for (const key of Object.keys(keys)) {
      if (Object.hasOwn(written, key)) scope.markKey(operationId, key, site);
    }
    const transports = extensions.filter((extension) =>
      extension.transport && keys[extension.key] !== undefined
    );
    if (transports.length === 0) scope.report(found.SVC0258(scope.key(site), { place: site.place }));
    for (const { key } of transports) {
      if (service.exposes.includes(key)) continue;
      const holes = { place: site.place, transport: key, service: service.name };
      scope.report(found.SVC0291(scope.key(site, key), holes));
    }
    const params = resolveParams(operationId, written, keys, site);
    const list = resolveListKey(operation, derived, written, site);
    const input = resolveInput(operationId, operation, derived, written, site);
    const output = resolveOutput(derived, written, list, site);
    const slot = written.slot ?? (derived === null && !(list !== null && output.kind === "page"));
    const reads = transports.some(({ key, reads }) => reads(keys[key]!));
    const query = written.query ??
      (derived === "list" || derived === "get" || list !== null || (derived === null && reads));
    const errors = resolveErrorList(written, slot, site);
    checkClashes(params, list, site);
    checkOwnership(params, output, list, derived, site);
    return {
      id: operationId,
      description: written.description ?? null,
      ext: {},
      service: service.id,
      domain: id,
      name: operation,
      derived,
      slot,
      query,
      params,
      input,
      output,
      errors,
      raises: raises(derived, slot, params, input, errors),
      list,
      names: { class: pascalCase(operation) },
    };
  }

  function extensionKeys(written: OperationSpec, derived: Derived | null): Record<string, Json> {
    const keys: Record<string, Json> = {};
    for (const extension of atOperation()) {
      const value = written[extension.key] as Json | undefined;
      const chosen = value ??
        (derived === null
          ? undefined
          : extension.derive(derived, entity!, { params: Object.keys(spec.params ?? {}) }));
      if (chosen !== undefined) keys[extension.key] = chosen;
    }
    return keys;
  }

  function atOperation(): Extension[] {
    return extensions.filter((extension) => extension.at === "operation");
  }

  function resolveParams(
    operationId: Id,
    written: OperationSpec,
    keys: Readonly<Record<string, Json>>,
    site: Site,
  ): Param[] {
    const placeholders = new Set(
      atOperation().flatMap((extension) => {
        const value = keys[extension.key];
        return value === undefined ? [] : extension.placeholders(value, config[extension.key]);
      }),
    );
    const own = paramsOf(written.params, operationId, { ...site, path: [...site.path, "params"] });
    const inherited = paramsOf(spec.params, operationId, { ...root, path: ["params"] })
      .filter((param) => placeholders.has(param.wire) && !own.some((other) => other.name === param.name));
    const declared = [...inherited, ...own];
    const inPath = [...placeholders].flatMap((placeholder) => {
      const param = declared.find((candidate) => candidate.wire === placeholder) ??
        impliedParam(operationId, placeholder, site);
      if (param !== null) return [param];
      const [near] = nearest(placeholder, [
        ...declared.map((candidate) => candidate.wire),
        ...[...scope.entities.values()].map((candidate) => candidate.names.key),
      ]);
      const help = near === undefined
        ? `params: { ${placeholder}: string }`
        : `did you mean "{${near}}"? Or declare it: params: { ${placeholder}: string }`;
      const transport = Object.keys(keys)[0] ?? "rest";
      scope.report(
        found.SVC0250(scope.at(site, transport), { placeholder: `{${placeholder}}`, place: site.place }, {
          help,
        }),
      );
      return [];
    });
    return [...inPath, ...declared.filter((param) => !inPath.includes(param))];
  }

  function paramsOf(
    written: Readonly<Record<string, ParamSpec>> | undefined,
    operationId: Id,
    site: Site,
  ): Param[] {
    return Object.entries(written ?? {}).flatMap(([param, value]) => {
      const at: Site = { ...site, path: [...site.path, param], place: `param ${param}` };
      const resolved = resolveParam(operationId, param, value, at);
      return resolved === null ? [] : [resolved];
    });
  }

  function resolveParam(operationId: Id, param: string, value: ParamSpec, site: Site): Param | null {
    scope.checkName("snake", param, site);
    if (TAKEN_PARAMS.includes(param)) {
      scope.report(
        found.SVC0202(scope.key(site), { name: param, problem: "has a meaning of its own in operations" }),
      );
    }
    const options = withType(value);
    const given = "of" in options && options.of !== undefined ? options.of : options.type;
    if (given === undefined) {
      scope.report(
        found.SVC0117(scope.at(site), {
          type: "",
          place: site.place,
          expected: "type: or of:",
          at: "its start",
        }),
      );
      return null;
    }
    const typeSite: Site = options.type === undefined ? { ...site, path: [...site.path, "of"] } : site;
    const resolved = resolveType(scope, given, options, {
      ...(typeof value === "string" ? site : typeSite),
      service: service.id,
      inlineEnum: { name: `${pascalCase(operationId.split(".").at(-1)!)}${pascalCase(param)}`, field: null },
      output: false,
    });
    if (resolved === null) return null;
    const type = resolved.kind === "optional" ? resolved.of : resolved;
    if (type.kind !== "row" && !isScalar(type) && !(type.kind === "list" && isScalar(type.of))) {
      scope.report(found.SVC0210(scope.at(site), { what: given, place: site.place }));
      return null;
    }
    const by = "by" in options ? options.by : undefined;
    const found_ = by === undefined || type.kind !== "row" ? null : uniqueField(type.model, by, site);
    const defaultValue = "default" in options && options.default !== undefined ? options.default : undefined;
    const optional = resolved.kind === "optional" || ("optional" in options && options.optional === true);
    const literal = defaultValue === undefined
      ? undefined
      : readDefault(scope, type, defaultValue, optional, site);
    return {
      id: `${operationId}.params.${param}`,
      description: "description" in options ? options.description ?? null : null,
      ext: {},
      name: param,
      wire: by ?? (type.kind === "row" ? `${param}_id` : param),
      type,
      by: found_,
      optional,
      ...(literal === undefined ? {} : { default: literal }),
    };
  }

  /** The unique field of this name, or null: then `by` is another name for the key. */
  function uniqueField(model: Id, by: string, site: Site): Id | null {
    const target = scope.entities.get(model)!;
    const field = target.fields.find((candidate) => candidate.member === by || candidate.name === by);
    if (field === undefined || field.implied === "id") return null;
    const unique = target.unique.some((set) => set.fields.length === 1 && set.fields[0] === field.id);
    if (unique && !field.optional && field.relation === null) return field.id;
    scope.report(found.SVC0251(scope.at(site, "by"), { model: target.name, by, place: site.place }));
    return null;
  }

  /** `{book_id}` is the param `book: Book`, if that model exists. */
  function impliedParam(operationId: Id, placeholder: string, site: Site): Param | null {
    const target = [...scope.entities.values()].find((candidate) => candidate.names.key === placeholder);
    if (target === undefined) return null;
    const param = target.names.snake;
    scope.spans.set(`${operationId}.params.${param}`, scope.key(site));
    return {
      id: `${operationId}.params.${param}`,
      description: null,
      ext: {},
      name: param,
      wire: placeholder,
      type: { kind: "row", model: target.id },
      by: null,
      optional: false,
    };
  }

  function resolveListKey(
    operation: string,
    derived: Derived | null,
    written: OperationSpec,
    site: Site,
  ): ListSpec | null {
    const paged = derived === null && written.list === undefined ? pagedModel(written) : null;
    if (derived !== "list" && written.list === undefined && paged === null) return null;
    const model = derived === null ? pagedModel(written) : entity;
    const at: Site = { ...site, path: [...site.path, "list"] };
    const complain = (problem: string) => {
      scope.report(found.SVC0259(scope.key(site, "list"), { place: site.place, problem }));
      return null;
    };
    if (derived !== null && derived !== "list") return complain(`it is the derived ${derived}`);
    if (model === null) return complain("its output is no page of rows");
    if (written.input !== undefined) return complain("it has an input");
    const plain = derived === "list" && isOnlyList(model.id);
    const stem = plain
      ? model.name
      : derived === "list"
      ? `${pascalCase(name)}${model.name}`
      : pascalCase(operation);
    const names = {
      sort: `${stem}Sort`,
      query: derived === "list" ? `${stem}ListQuery` : `${stem}Query`,
      page: pageName(written, model, derived),
    };
    scope.declare(names.sort, null, null, scope.key(site), `the order of ${operation}`);
    scope.declare(names.query, null, null, scope.key(site), `the query of ${operation}`);
    return resolveList(scope, model, written.list ?? {}, names, at);
  }

  function pageName(written: OperationSpec, model: Entity, derived: Derived | null): string {
    const shape = written.output === undefined ? null : shapeOfText(written.output);
    return derived !== null && shape === null || shape?.name === `${model.name}Read`
      ? `${model.name}Page`
      : `${shape?.name ?? model.name}Page`;
  }

  /** The variant inside `page[BookRead]`, as far as it can be told before the output is resolved. */
  function shapeOfText(output: string): Shape | null {
    const parsed = parseTypeText(output);
    if ("problem" in parsed || parsed.type.kind !== "page" || parsed.type.of.kind !== "name") return null;
    const declared = scope.lookup(parsed.type.of.name, service.id);
    return declared?.kind === "shape" ? declared.node : null;
  }

  function pagedModel(written: OperationSpec): Entity | null {
    const shape = written.output === undefined ? null : shapeOfText(written.output);
    return shape === null || shape.model === null ? null : scope.entities.get(shape.model) ?? null;
  }

  function resolveInput(
    operationId: Id,
    operation: string,
    derived: Derived | null,
    written: OperationSpec,
    site: Site,
  ): Id | null {
    const place = `the input of ${operation}`;
    if (written.input === undefined) {
      if (derived === "create") return entity!.variants.Create!;
      return derived === "update" ? entity!.variants.Update! : null;
    }
    if (typeof written.input !== "string") {
      const inside: Site = { ...site, path: [...site.path, "input"], place };
      const shape: Shape = {
        id: `${operationId}.input`,
        description: null,
        ext: {},
        name: `${pascalCase(operation)}Input`,
        role: "input",
        model: null,
        operation: operationId,
        members: resolveMembers(
          scope,
          written.input,
          `${pascalCase(operation)}Input`,
          service.id,
          inside,
          true,
        ),
        used: true,
        service: service.id,
      };
      scope.declare(shape.name, null, { kind: "shape", node: shape }, scope.key(inside), place);
      scope.mark(shape.id, inside);
      scope.shapes.set(shape.id, shape);
      return shape.id;
    }
    const type = typeAt(written.input, "input", place, site, false);
    if (type === null) return null;
    const shape = type.kind === "shape" ? scope.shapes.get(type.shape)! : null;
    const wrong = shape === null
      ? "it is not a shape with members"
      : shape.role === "read"
      ? "it is for reading"
      : derived !== null && shape.role !== derived
      ? `a derived ${derived} needs a variant for ${derived}`
      : derived !== null && shape.model !== entity!.id
      ? `it is no variant of ${entity!.name}`
      : null;
    if (wrong !== null) {
      scope.report(
        found.SVC0257(scope.at(site, "input"), {
          type: written.input,
          role: "input",
          place: site.place,
          problem: wrong,
        }),
      );
      return null;
    }
    return shape!.id;
  }

  function typeAt(text: string, key: string, place: string, site: Site, output: boolean): TypeRef | null {
    return resolveType(scope, text, {}, {
      ...site,
      path: [...site.path, key],
      place,
      service: service.id,
      inlineEnum: { name: "", field: null },
      output,
    });
  }

  function resolveOutput(
    derived: Derived | null,
    written: OperationSpec,
    list: ListSpec | null,
    site: Site,
  ): Output {
    if (written.output === undefined) {
      if (derived === null || derived === "delete") return { kind: "none" };
      const shape = entity!.variants.Read!;
      return derived === "list"
        ? { kind: "page", shape, model: entity!.id }
        : { kind: "row", shape, model: entity!.id, optional: false };
    }
    const type = typeAt(written.output, "output", `the output of ${site.place}`, site, true);
    if (type === null) return { kind: "none" };
    const refuse = (problem: string): Output => {
      const holes = { type: written.output!, role: "output", place: site.place, problem };
      scope.report(found.SVC0257(scope.at(site, "output"), holes));
      return { kind: "none" };
    };
    const optional = type.kind === "optional";
    const base = optional ? type.of : type;
    const inner = base.kind === "list" || base.kind === "page" ? base.of : base;
    if (inner.kind === "row") return refuse(`write a variant, like ${inner.model.split(".").at(-1)}Read`);
    const shape = inner.kind === "shape" ? scope.shapes.get(inner.shape)! : null;
    if (shape !== null && (shape.role === "create" || shape.role === "update" || shape.role === "input")) {
      return refuse("it is for writing");
    }
    if (shape?.role === "read") {
      const of = { shape: shape.id, model: shape.model! };
      if (derived !== null && of.model !== entity!.id) return refuse(`it is no variant of ${entity!.name}`);
      if (base.kind === "page") return { kind: "page", ...of };
      if (derived === "list") return refuse("a derived list answers a page");
      if (base.kind === "list") {
        return list === null ? { kind: "rows", ...of } : refuse("a list with filters answers a page");
      }
      return derived === "delete"
        ? refuse("a deleted row cannot be shown")
        : { kind: "row", ...of, optional };
    }
    if (base.kind === "page") return refuse("pages are of rows");
    return derived === null
      ? { kind: "value", type }
      : refuse(`a derived ${derived} answers a variant of ${entity!.name}`);
  }

  function resolveErrorList(written: OperationSpec, slot: boolean, site: Site): Id[] {
    if (written.errors === undefined) return [];
    if (!slot) {
      scope.report(found.SVC0263(scope.key(site, "errors"), { place: site.place }));
      return [];
    }
    return written.errors.flatMap((code, position) => {
      const error = errorOf(scope, code);
      if (error !== null) return [error.id];
      const help = suggestion(code, knownCodes(scope), "declare it in shared/spec/errors.yaml");
      scope.report(found.SVC0261(scope.at(site, "errors", position), { code, place: site.place }, { help }));
      return [];
    });
  }

  function raises(
    derived: Derived | null,
    slot: boolean,
    params: readonly Param[],
    input: Id | null,
    errors: readonly Id[],
  ): Id[] {
    const codes = new Set(errors);
    const notFound = (model: Id) => codes.add(imply(scope, scope.entities.get(model)!, "not_found").id);
    for (const { type } of params) if (type.kind === "row") notFound(type.model);
    const shape = input === null ? null : scope.shapes.get(input)!;
    const stored = (derived === "create" || derived === "update") && !slot;
    if (shape !== null && (stored || shape.role === "input" || derived !== null)) {
      for (const { type } of shape.members) {
        const base = type.kind === "optional" ? type.of : type;
        if (base.kind === "row") notFound(base.model);
      }
    }
    if ((derived === "create" || derived === "update") && shape !== null) {
      const written = new Set(shape.members.map((member) => member.mirrors));
      for (const set of entity!.unique) {
        if (derived === "update" && !set.fields.some((field) => written.has(field))) continue;
        const error = errorOf(scope, set.error.slice("errors.".length));
        if (error !== null) codes.add(error.id);
      }
    }
    if (derived === "delete" && entity!.referrers.some((referrer) => referrer.onDelete === "restrict")) {
      codes.add(imply(scope, entity!, "in_use").id);
    }
    return [...codes].sort();
  }

  function checkClashes(params: readonly Param[], list: ListSpec | null, site: Site): void {
    const seen = new Set<string>(
      list === null ? [] : [...LIST_PARAMS, ...list.filters.map((filter) => filter.wire)],
    );
    for (const param of params) {
      if (seen.has(param.wire)) {
        scope.report(
          found.SVC0256(scope.key(site, "params", param.name), { place: site.place, name: param.wire }),
        );
      }
      seen.add(param.wire);
    }
  }

  function checkOwnership(
    params: readonly Param[],
    output: Output,
    list: ListSpec | null,
    derived: Derived | null,
    site: Site,
  ): void {
    const models = new Set<Id>(derived === null ? [] : [entity!.id]);
    for (const { type } of params) if (type.kind === "row") models.add(type.model);
    if (output.kind !== "none" && output.kind !== "value") models.add(output.model);
    if (list !== null) models.add(list.model);
    for (const model of models) {
      const { name: modelName, owner } = scope.entities.get(model)!;
      if (owner === service.id) continue;
      scope.report(
        found.SVC0293(scope.key(site), { place: site.place, model: modelName, service: service.name }),
      );
    }
  }
}

function derivedName(derived: Derived, entity: Entity): string {
  return derived === "list" ? `list_${entity.names.plural}` : `${derived}_${snakeCase(entity.name)}`;
}
