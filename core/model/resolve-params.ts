import type { ParamSpec } from "../spec/domain-file.ts";
import { nearest } from "../text/nearest.ts";
import { describeType } from "./describe-type.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Field } from "./entity.ts";
import { imply } from "./implied-errors.ts";
import { pascalCase } from "./names.ts";
import { atOperation, isInternal, type OperationScope } from "./operation-scope.ts";
import type { Param } from "./operation.ts";
import { readDefault } from "./read-value.ts";
import { hasId, type Site } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { domainPlaceholders, keyFields } from "./resolve-limits.ts";
import {
  impliedRow,
  passedRow,
  refuseRowOptions,
  resolveRow,
  type RowOptions,
} from "./resolve-row-params.ts";
import { resolveType } from "./resolve-types.ts";
import { isComparable } from "./type-facts.ts";
import { withType } from "./type-site.ts";

/** Words that a slot or a request has for itself, and those that expressions begin with. */
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
  "today",
  "transition",
];

/** The params of an operation: those of the path in its order, then the others. */
export function resolveParams(operation: OperationScope): Param[] {
  const { domain, scope, site, keys, written } = operation;
  const placeholders = new Set(
    atOperation(domain).flatMap((extension) => {
      const value = keys[extension.key];
      return value === undefined ? [] : extension.placeholders(value, domain.config[extension.key]);
    }),
  );
  const own = paramsOf(operation, written.params, { ...site, path: [...site.path, "params"] });
  // An operation that only slots call has no path, so nothing of the domain applies to it.
  const ofDomain = isInternal(operation) ? undefined : domain.spec.params;
  const inherited = paramsOf(operation, ofDomain, { ...domain.root, path: ["params"] })
    .filter((param) => placeholders.has(param.wire) && !own.some((other) => other.name === param.name));
  const declared = [...inherited, ...own];
  const inPath = [...placeholders].flatMap((placeholder) => {
    const said = declared.find((candidate) => candidate.wire === placeholder) ?? null;
    const field = isGiven(operation, placeholder) ? null : keyField(operation, placeholder);
    const param = field === null
      ? said ?? impliedRow(scope, operation.id, placeholder, site)
      : said === null
      ? keyPart(operation, field)
      : saidPart(operation, field, said);
    if (param !== null) return [param];
    const [near] = placeholder === "id" && domain.entity !== null && hasId(domain.entity)
      ? [domain.entity.names.key]
      : nearest(placeholder, [
        ...declared.map((candidate) => candidate.wire),
        ...[...scope.entities.values()].filter(hasId).map(({ names }) => names.key),
      ]);
    const ofRow = domain.entity === null || hasId(domain.entity)
      ? undefined
      : keyFields(domain.entity).find(({ member, relation }) => member === placeholder && relation === null);
    const help = ofRow !== undefined
      ? "declare it in params with the type of the field, and read it in a slot: slot: true"
      : near === undefined
      ? `params: { ${placeholder}: string }`
      : `did you mean "{${near}}"? Or declare it: params: { ${placeholder}: string }`;
    const transport = Object.keys(keys)[0] ?? "rest";
    const holes = { placeholder: `{${placeholder}}`, place: site.place };
    scope.report(found.SVC0250(scope.at(site, transport), holes, { help }));
    return [];
  });
  return [...inPath, ...declared.filter((param) => inPath.every(({ id }) => id !== param.id))];
}

/** Whether all operations of the domain have it, as the row that it leads to. */
function isGiven({ domain }: OperationScope, placeholder: string): boolean {
  const isRow = domain.scope.entityByKey(placeholder) !== null;
  return isRow && domainPlaceholders(domain).includes(placeholder);
}

/** What a placeholder of an operation about one row says of its key. */
function keyField({ domain: { entity }, derived }: OperationScope, placeholder: string): Field | null {
  if (entity === null || hasId(entity) || derived === null || derived === "list" || derived === "create") {
    return null;
  }
  return keyFields(entity).find(({ member }) => member === placeholder) ?? null;
}

/** The domain may declare it for those of its operations that are not about one row. */
function saidPart({ domain, scope }: OperationScope, field: Field, said: Param): Param {
  if (said.type.kind === "row" || said.type.kind !== field.type.kind) return said;
  return { ...said, type: field.type, part: field.id, missing: imply(scope, domain.entity!, "not_found").id };
}

/** `{branch_id}` where rows are found by branch and member: a value, as the row says enough of both. */
function keyPart({ domain, scope, id, site }: OperationScope, field: Field): Param {
  const entity = domain.entity!;
  if (TAKEN_PARAMS.includes(field.member)) {
    const problem = `has a meaning of its own in operations, and it is a part of the key of ${entity.name}`;
    scope.report(
      found.SVC0202(scope.key(site), { name: field.member, problem }, { help: "rename the field" }),
    );
  }
  const param = `${id}.params.${field.member}`;
  scope.spans.set(param, scope.key(site));
  return {
    id: param,
    description: field.description,
    ext: {},
    name: field.member,
    wire: field.member,
    type: field.type.kind === "row" ? scope.idType(field.type.model) : field.type,
    by: null,
    part: field.id,
    missing: imply(scope, entity, "not_found").id,
    optional: false,
  };
}

function paramsOf(
  operation: OperationScope,
  written: Readonly<Record<string, ParamSpec>> | undefined,
  site: Site,
): Param[] {
  return Object.entries(written ?? {}).flatMap(([param, value]) => {
    const at: Site = { ...site, path: [...site.path, param], place: `param ${param}` };
    const resolved = resolveParam(operation, param, value, at);
    return resolved === null ? [] : [resolved];
  });
}

function resolveParam(
  operation: OperationScope,
  param: string,
  value: ParamSpec,
  site: Site,
): Param | null {
  const { domain, scope, id, name } = operation;
  if (TAKEN_PARAMS.includes(param)) {
    scope.report(
      found.SVC0202(scope.key(site), { name: param, problem: "has a meaning of its own in operations" }),
    );
  } else {
    scope.checkName("snake", param, site);
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
    service: domain.service.id,
    inlineEnum: { name: `${pascalCase(name)}${pascalCase(param)}`, field: null },
    output: false,
  });
  if (resolved === null) return null;
  const type = resolved.kind === "optional" ? resolved.of : resolved;
  if (type.kind !== "row" && !isComparable(scope, type.kind === "list" ? type.of : type)) {
    const help = "a param is one value of a path or a query, or a list of such; what has members is an input";
    scope.report(found.SVC0210(scope.at(site), { what: given, place: site.place }, { help }));
    return null;
  }
  const defaultValue = "default" in options && options.default !== undefined ? options.default : undefined;
  const optional = resolved.kind === "optional" || ("optional" in options && options.optional === true);
  if (defaultValue !== undefined && isInternal(operation)) {
    const holes = { option: "default", place: site.place, type: "a value that the caller passes" };
    const help = "leave it out: the caller passes a value, or make it optional";
    scope.report(found.SVC0215(scope.key(site, "default"), holes, { help }));
  }
  const literal = defaultValue === undefined
    ? undefined
    : readDefault(scope, type, defaultValue, optional, site);
  const row = type.kind !== "row"
    ? null
    : isInternal(operation)
    ? passedRow(scope, param, rowOptions(value), site)
    : resolveRow(scope, param, rowOptions(value), type, site);
  if (row === null) refuseRowOptions(scope, rowOptions(value), describeType(type), site);
  return {
    id: `${id}.params.${param}`,
    description: "description" in options ? options.description ?? null : null,
    ext: {},
    name: param,
    type,
    ...(row ?? { wire: param, by: null, missing: null }),
    optional,
    ...deprecation(scope, typeof value === "string" ? {} : value, site, type),
    ...(literal === undefined ? {} : { default: literal }),
  };
}

function rowOptions(written: ParamSpec): RowOptions {
  return typeof written === "string" ? {} : { by: written.by, else: written.else };
}
