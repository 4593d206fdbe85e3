import { parseTypeText, type TypeText } from "../spec/type-text.ts";
import { checkFormerValues, formerNames } from "./former-names.ts";
import type { EnumValueSpec, TypeOptions } from "../spec/shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import { foldType } from "./fold-type.ts";
import { type Literal, type LiteralContext, readDecimal, readLiteral } from "./literal.ts";
import type { Bounds, Enum, Id, StringType, TypeRef } from "./model.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";

const SCALARS = [
  "bool",
  "int",
  "float",
  "decimal",
  "string",
  "text",
  "uuid",
  "date",
  "datetime",
  "enum",
] as const;
type ScalarName = (typeof SCALARS)[number];

/** Types of the language that this svc does not build, by stage. */
const LATER: Readonly<Record<string, string>> = {
  time: "S1, second part",
  duration: "S1, second part",
  bytes: "S1, second part",
  json: "S1, second part",
  refs: "S1, second part",
  dict: "S1, second part",
  password: "S3",
};

/** Which options go with which type. */
const OPTIONS: Readonly<Record<ScalarName, readonly (keyof TypeOptions)[]>> = {
  bool: [],
  int: ["ge", "gt", "le", "lt", "format"],
  float: ["ge", "gt", "le", "lt"],
  decimal: ["precision", "scale", "ge", "gt", "le", "lt", "wire"],
  string: ["min_length", "max_length", "pattern", "format", "normalize"],
  text: ["max_length"],
  uuid: [],
  date: [],
  datetime: [],
  enum: ["values"],
};
const LIST_OPTIONS: readonly (keyof TypeOptions)[] = ["min_items", "max_items"];
const ALL_OPTIONS: readonly (keyof TypeOptions)[] = [
  ...new Set([...Object.values(OPTIONS).flat(), ...LIST_OPTIONS]),
];

/** Longest string without a limit of its own, in characters. */
const DEFAULT_STRING = 255;
const DEFAULT_TEXT = 100_000;
const DEFAULT_ITEMS = 1000;
/** Values of an enum are stored in this many characters. */
const ENUM_LENGTH = 64;

export interface TypeSite extends Site {
  /** Service that looks: it sees its own types. */
  readonly service: Id | null;
  /** An enum that is written inline gets this name and belongs to this field, if any. */
  readonly inlineEnum: { readonly name: string; readonly field: Id | null };
  /** Whether `page[…]` may stand here. */
  readonly output: boolean;
}

/** What a type text and its options mean here; null after a finding. */
export function resolveType(
  scope: Resolution,
  text: string,
  options: TypeOptions,
  site: TypeSite,
): TypeRef | null {
  const parsed = parseTypeText(text);
  if ("problem" in parsed) {
    const at = parsed.problem.offset >= text.length ? "its end" : `character ${parsed.problem.offset + 1}`;
    const holes = { type: text, place: site.place, expected: parsed.problem.expected, at };
    scope.report(shapeProblem(scope, site, holes));
    return null;
  }
  return resolve(parsed.type, true);

  function resolve(type: TypeText, outermost: boolean): TypeRef | null {
    switch (type.kind) {
      case "optional": {
        const of = resolve(type.of, outermost);
        return of === null ? null : { kind: "optional", of };
      }
      case "list": {
        if (outermost && !checkOptions([...LIST_OPTIONS], "list")) return null;
        const of = resolve(type.of, false);
        if (of === null) return null;
        if (of.kind === "list" || of.kind === "optional" || of.kind === "page") {
          scope.report(found.SVC0210(typeSpan(), { what: `a list of ${of.kind}s`, place: site.place }));
          return null;
        }
        const minItems = outermost ? options.min_items ?? 0 : 0;
        const maxItems = outermost ? options.max_items ?? DEFAULT_ITEMS : DEFAULT_ITEMS;
        if (minItems > maxItems) return contradiction("min_items", "max_items");
        return { kind: "list", of, minItems, maxItems };
      }
      case "page": {
        const of = resolve(type.of, false);
        if (of === null) return null;
        if (!site.output) {
          scope.report(found.SVC0210(typeSpan(), { what: "a page", place: site.place }));
          return null;
        }
        return { kind: "page", of };
      }
      case "dict":
        scope.report(later("dict"));
        return null;
      case "name":
        return resolveName(type.name, outermost);
    }
  }

  function resolveName(name: string, outermost: boolean): TypeRef | null {
    const scalar = SCALARS.find((candidate) => candidate === name);
    if (scalar !== undefined) {
      if (outermost && !checkOptions(OPTIONS[scalar], name)) return null;
      return resolveScalar(scalar, outermost ? options : {});
    }
    if (Object.hasOwn(LATER, name)) {
      scope.report(later(name));
      return null;
    }
    if (outermost && !checkOptions([], name)) return null;
    const declared = scope.lookup(name, site.service);
    switch (declared?.kind) {
      case "entity":
        return { kind: "row", model: `models.${name}` };
      case "enum":
        return { kind: "enum", enum: declared.node.id };
      case "type":
        return { kind: "named", type: declared.node.id };
      case "shape":
        return { kind: "shape", shape: declared.node.id };
      case undefined: {
        const known = [...SCALARS, ...scope.knownNames(site.service)];
        const help = suggestion(name, known, "declare it under types, enums or models");
        scope.report(found.SVC0201(typeSpan(), { name, place: site.place }, { help }));
        return null;
      }
    }
  }

  function resolveScalar(name: ScalarName, given: TypeOptions): TypeRef | null {
    switch (name) {
      case "int": {
        if (given.format !== undefined && given.format !== "int4" && given.format !== "int8") {
          return badFormat(given.format, ["int4", "int8"]);
        }
        const bounds = readBounds(
          given,
          (raw) => typeof raw === "number" && Number.isInteger(raw) ? raw : null,
          "a whole number",
        );
        const [least, most] = [
          bounds?.ge ?? (bounds?.gt ?? -Infinity) + 1,
          bounds?.le ?? (bounds?.lt ?? Infinity) - 1,
        ];
        if (least > most) {
          return contradiction(
            bounds?.ge === undefined ? "gt" : "ge",
            bounds?.le === undefined ? "lt" : "le",
          );
        }
        return bounds && { kind: "int", format: given.format === "int4" ? "int4" : "int8", ...bounds };
      }
      case "float": {
        const bounds = readBounds(
          given,
          (raw) => typeof raw === "number" && Number.isFinite(raw) ? raw : null,
          "a number",
        );
        return bounds && { kind: "float", ...bounds };
      }
      case "decimal": {
        const { precision, scale } = given;
        if (precision === undefined || scale === undefined || scale > precision) {
          scope.report(found.SVC0212(typeSpan(), { place: site.place }));
          return null;
        }
        const bounds = readBounds(given, readDecimal, "a decimal");
        if (bounds === null) return null;
        // The least step between two values: exclusive bounds that leave no room are a contradiction.
        const step = 10 ** -scale;
        const low = bounds.gt === undefined ? Number(bounds.ge ?? -Infinity) : Number(bounds.gt) + step;
        const high = bounds.lt === undefined ? Number(bounds.le ?? Infinity) : Number(bounds.lt) - step;
        const largest = 10 ** (precision - scale) - step;
        if (low > high + step / 2) {
          return contradiction(bounds.gt === undefined ? "ge" : "gt", bounds.lt === undefined ? "le" : "lt");
        }
        if (low > largest) return contradiction("precision", bounds.gt === undefined ? "ge" : "gt");
        if (high < -largest) return contradiction("precision", bounds.lt === undefined ? "le" : "lt");
        return { kind: "decimal", precision, scale, wire: given.wire ?? "string", ...bounds };
      }
      case "string":
        return resolveString(given);
      case "text":
        return { kind: "text", maxLength: given.max_length ?? DEFAULT_TEXT };
      case "enum":
        return resolveEnum(given.values);
      default:
        return { kind: name };
    }
  }

  function resolveString(given: TypeOptions): StringType | null {
    const minLength = given.min_length ?? 0;
    const maxLength = given.max_length ?? DEFAULT_STRING;
    if (minLength > maxLength) return contradiction("min_length", "max_length");
    const { format } = given;
    if (format !== undefined && format !== "email" && format !== "url" && format !== "slug") {
      return badFormat(format, ["email", "url", "slug"]);
    }
    const normalize = given.normalize ?? [];
    if (normalize.includes("lower") && normalize.includes("upper")) {
      return contradiction("lower", "upper", "normalize");
    }
    if (given.pattern !== undefined) {
      const problem = patternProblem(given.pattern);
      if (problem !== null) {
        scope.report(found.SVC0214(scope.at(site, "pattern"), { pattern: given.pattern, problem }));
        return null;
      }
      if (format !== undefined) return contradiction("pattern", "format");
    }
    return {
      kind: "string",
      minLength,
      maxLength,
      pattern: given.pattern ?? null,
      format: format ?? null,
      normalize,
    };
  }

  function resolveEnum(values: readonly EnumValueSpec[] | string | undefined): TypeRef | null {
    if (typeof values === "string") {
      const declared = scope.lookup(values, site.service);
      if (declared?.kind === "enum") return { kind: "enum", enum: declared.node.id };
      scope.report(found.SVC0201(scope.at(site, "values"), { name: values, place: site.place }, {
        help: suggestion(
          values,
          [...scope.enums.values()].map((node) => node.name),
          "declare it under enums",
        ),
      }));
      return null;
    }
    if (values === undefined) {
      scope.report(found.SVC0213(typeSpan(), { place: site.place, problem: "it needs values: [a, b]" }));
      return null;
    }
    const { name, field } = site.inlineEnum;
    const node = declareEnum(scope, name, values, null, site, site.service, field);
    checkFormerValues(scope, values, site, [...site.path, "values"]);
    return node === null ? null : { kind: "enum", enum: node.id };
  }

  function readBounds<N extends number | string>(
    given: TypeOptions,
    read: (raw: unknown) => N | null,
    expected: string,
  ): Bounds<N> | null {
    const bounds: { -readonly [K in keyof Bounds<N>]: N } = {};
    for (const key of ["ge", "gt", "le", "lt"] as const) {
      if (given[key] === undefined) continue;
      const value = read(given[key]);
      if (value === null) {
        const holes = {
          value: String(given[key]),
          place: `${key} of ${site.place}`,
          problem: `is not ${expected}`,
        };
        scope.report(found.SVC0211(scope.at(site, key), holes));
        return null;
      }
      bounds[key] = value;
    }
    const [low, high] = [bounds.ge ?? bounds.gt, bounds.le ?? bounds.lt];
    if (bounds.ge !== undefined && bounds.gt !== undefined) return contradiction("ge", "gt");
    if (bounds.le !== undefined && bounds.lt !== undefined) return contradiction("le", "lt");
    const isExclusive = bounds.gt !== undefined || bounds.lt !== undefined;
    const isEmpty = low !== undefined && high !== undefined &&
      (Number(low) > Number(high) || (isExclusive && Number(low) === Number(high)));
    if (isEmpty) {
      return contradiction(bounds.ge !== undefined ? "ge" : "gt", bounds.le !== undefined ? "le" : "lt");
    }
    return bounds;
  }

  function checkOptions(allowed: readonly (keyof TypeOptions)[], type: string): boolean {
    const wrong = ALL_OPTIONS.filter((key) => options[key] !== undefined && !allowed.includes(key));
    for (const option of wrong) {
      scope.report(found.SVC0215(scope.key(site, option), { option, type, place: site.place }, {
        help: allowed.length === 0 ? `${type} takes no options` : `${type} takes ${allowed.join(", ")}`,
      }));
    }
    return wrong.length === 0;
  }

  function contradiction(first: string, second: string, key: string = second): null {
    scope.report(found.SVC0216(scope.key(site, key), { first, second, place: site.place }));
    return null;
  }

  function badFormat(format: string, known: readonly string[]): null {
    const help = suggestion(format, known, `formats are ${known.join(", ")}`);
    scope.report(found.SVC0217(scope.at(site, "format"), { format, place: site.place }, { help }));
    return null;
  }

  function later(name: string) {
    return found.SVC0108(typeSpan(), {
      construct: `the type "${name}"`,
      place: site.place,
      stage: LATER[name]!,
    });
  }

  function typeSpan() {
    return scope.at(site, "type");
  }
}

function shapeProblem(
  scope: Resolution,
  site: Site,
  holes: { type: string; place: string; expected: string; at: string },
) {
  return found.SVC0117(scope.at(site, "type"), holes);
}

/** Make an enum from its values, or report what is wrong with them. */
export function declareEnum(
  scope: Resolution,
  name: string,
  written: readonly EnumValueSpec[],
  description: string | null,
  site: Site,
  service: Id | null,
  field: Id | null,
): Enum | null {
  const values = written.map((value) => typeof value === "string" ? value : value.name);
  const members = values.map((value) => value.toUpperCase());
  const bad = values.find((value) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(value) || value.length > ENUM_LENGTH);
  const twice = members.find((member, position) => members.indexOf(member) !== position);
  const problem = values.length < 2
    ? "it needs at least two values"
    : bad !== undefined
    ? `"${bad}" is not an identifier of at most ${ENUM_LENGTH} characters`
    : twice !== undefined
    ? `two values are the same name in Python: ${twice}`
    : null;
  if (problem !== null) {
    scope.report(found.SVC0213(scope.at(site, "values"), { place: site.place, problem }));
    return null;
  }
  const id = service === null ? `enums.${name}` : `${service}.enums.${name}`;
  const node: Enum = {
    id,
    description,
    ext: {},
    name,
    values: values.map((value, position) => ({
      value,
      names: { member: members[position]! },
      ...formerNames(written[position]!),
    })),
    field,
    service,
  };
  if (!scope.declare(name, service, { kind: "enum", node }, scope.key(site), `enum ${name}`)) return null;
  scope.mark(id, site);
  scope.enums.set(id, node);
  return node;
}

/** A literal of the spec as a value of a type. */
export function literalOf(scope: Resolution, type: TypeRef, raw: unknown): Literal {
  const context: LiteralContext = {
    enumValues: (id) => scope.enums.get(id)!.values.map((member) => member.value),
    namedType: (id) => scope.types.get(id)!.type,
  };
  return readLiteral(type, raw, context);
}

/** The type without its name, if it is a named scalar. */
export function unnamed(scope: Resolution, type: TypeRef): TypeRef {
  return type.kind === "named" ? scope.types.get(type.type)!.type : type;
}

/** Whether values of the type are one scalar in a column. */
export function isScalar(type: TypeRef): boolean {
  const yes = () => true;
  const no = () => false;
  return foldType(type, {
    bool: yes,
    int: yes,
    float: yes,
    decimal: yes,
    string: yes,
    text: yes,
    uuid: yes,
    date: yes,
    datetime: yes,
    any: no,
    enum: yes,
    named: yes,
    shape: no,
    row: no,
    list: no,
    dict: no,
    page: no,
    optional: no,
  });
}

/** Patterns are searched by Python, by browsers and by fuzzers: only what all of them read alike. */
function patternProblem(pattern: string): string | null {
  try {
    new RegExp(pattern, "u");
  } catch {
    return "is no regular expression";
  }
  if (/\(\?(?!:)/.test(pattern)) return "uses a group that not every reader knows; (?:…) is fine";
  if (/\\[pPkuxcdDwWsSbB]/.test(pattern.replace(/\\[dwsb]/gi, ""))) {
    return "uses an escape that not every reader knows";
  }
  return null;
}
