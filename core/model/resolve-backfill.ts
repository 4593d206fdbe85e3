import type { Expression } from "../spec/expression/expression.ts";
import type { Json } from "../text/json.ts";
import { ENUM_LENGTH } from "./database-column-type.ts";
import { describeType } from "./describe-type.ts";
import { meaning } from "./diagnostics.ts";
import type { Backfill, Entity, Field } from "./entity.ts";
import { expressionFindings as found } from "./expression-diagnostics.ts";
import { readExpression } from "./read-expression.ts";
import { readValue } from "./read-value.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { resolveCondition } from "./resolve-condition.ts";
import type { TypeRef } from "./type-ref.ts";

/** Whether a backfill is an expression. Own columns begin with a point; a bool has no texts for values. */
export function isExpression(type: TypeRef, backfill: unknown): backfill is string {
  return typeof backfill === "string" && (type.kind === "bool" || /^\.[a-z_]/.test(backfill));
}

/** What a row gets from its own columns: a condition, or the first of some that is there. Null after a finding. */
export function resolveBackfill(
  scope: Resolution,
  entity: Entity,
  field: Field,
  text: string,
  site: Site,
): Backfill | null {
  const at: Site = { ...site, path: [...site.path, "backfill"], place: `backfill of ${site.place}` };
  if (field.type.kind === "bool") {
    const condition = resolveCondition(scope, entity, text, at);
    return condition && { kind: "condition", condition };
  }
  const read = readExpression(scope, text, at);
  if (read === null) return null;
  const { span } = read;
  const parts = choices(read.expression);
  const fields: Field[] = [];
  let otherwise: Json | undefined;
  for (const [position, part] of parts.entries()) {
    if (part.kind === "member" && part.of === null && part.args === null) {
      const own = ownField(part.name, part);
      if (own === null) return null;
      fields.push(own);
      continue;
    }
    const raw = literalOf(part, field.type);
    if (raw === undefined || position < parts.length - 1) {
      const construct = `${read.quoted(part)}, more than own fields and a literal after them,`;
      scope.report(meaning.SVC0108(span(part), { construct, place: site.place, stage: "S3" }));
      return null;
    }
    const value = readValue(scope, field.type, raw, site, "backfill");
    if (value === undefined) return null;
    otherwise = value;
  }
  if (otherwise === undefined && fields.every(({ optional }) => optional)) {
    const what = text.trim();
    scope.report(found.SVC0243(scope.at(at), { what, place: site.place }, { help: `${what}.or(…)` }));
    return null;
  }
  return {
    kind: "columns",
    fields: fields.map(({ id }) => id),
    ...(otherwise === undefined ? {} : { otherwise }),
  };

  function ownField(name: string, written: Expression): Field | null {
    const own = entity.fields.find((candidate) => candidate.name === name);
    if (own === undefined) {
      const known = entity.fields.map((candidate) => candidate.name).filter((each) => each !== field.name);
      const help = suggestion(name, known, `it has ${known.join(", ")}`);
      scope.report(found.SVC0241(span(written), { model: entity.name, name }, { help }));
      return null;
    }
    const problem = own.id === field.id
      ? "is what is to be filled in"
      : isStorable(scope, own.type, field.type)
      ? null
      : `is ${sized(scope, own.type)}, and ${site.place} is ${sized(scope, field.type)}`;
    if (problem === null) return own;
    const help = "read a field whose values all fit, or write what it takes by hand into the migration";
    scope.report(found.SVC0242(span(written), { what: `.${name}`, problem }, { help }));
    return null;
  }
}

/** A type with what decides whether a column can hold its values. */
function sized(scope: Resolution, type: TypeRef): string {
  switch (type.kind) {
    case "named":
      return sized(scope, scope.types.get(type.type)!.type);
    case "string":
    case "text":
      return type.maxLength === null ? "text of any length" : `text of at most ${type.maxLength} characters`;
    case "int":
      return `an ${type.format ?? "int"}`;
    case "decimal":
      return `a decimal(${type.precision}, ${type.scale})`;
    case "bytes":
      return `at most ${type.maxLength} bytes`;
    case "enum":
      return `one of ${scope.enums.get(type.enum)!.values.map(({ value }) => value).join(", ")}`;
    default:
      return describeType(type);
  }
}

/** `.a.or(.b).or(1)`: what is tried one after the other. */
function choices(expression: Expression): readonly Expression[] {
  if (expression.kind !== "member" || expression.name !== "or" || expression.of === null) return [expression];
  const [only, ...more] = expression.args ?? [];
  if (only === undefined || more.length > 0) return [expression];
  return [...choices(expression.of), ...choices(only.value)];
}

/** A literal as the spec would write it as a value of the type; undefined: it is none. */
function literalOf(expression: Expression, type: TypeRef): string | number | undefined {
  switch (expression.kind) {
    case "string":
      return expression.value;
    case "number":
      return type.kind === "decimal" || type.kind === "named" ? expression.text : Number(expression.text);
    case "negate": {
      const of = expression.of.kind === "number" ? literalOf(expression.of, type) : undefined;
      return of === undefined ? undefined : typeof of === "number" ? -of : `-${of}`;
    }
    default:
      return undefined;
  }
}

/** Whether a column of one type can hold every value of another just as that one does. */
function isStorable(scope: Resolution, from: TypeRef, to: TypeRef): boolean {
  if (from.kind === "named") return isStorable(scope, scope.types.get(from.type)!.type, to);
  if (to.kind === "named") return isStorable(scope, from, scope.types.get(to.type)!.type);
  const length = (type: TypeRef) =>
    type.kind === "enum"
      ? ENUM_LENGTH
      : type.kind === "string" || type.kind === "text"
      ? type.maxLength ?? Infinity
      : null;
  const [held, room] = [length(from), to.kind === "enum" ? null : length(to)];
  if (held !== null && room !== null) return held <= room;
  switch (from.kind) {
    case "int":
      return to.kind === "int" && (from.format === "int4" || to.format !== "int4");
    case "decimal":
      return to.kind === "decimal" && to.scale === from.scale && to.precision === from.precision;
    case "enum": {
      const values = (id: string) => scope.enums.get(id)!.values.map(({ value }) => value);
      return to.kind === "enum" && values(from.enum).every((value) => values(to.enum).includes(value));
    }
    case "row":
      return to.kind === "row" && to.model === from.model;
    case "float":
    case "uuid":
    case "date":
    case "time":
    case "datetime":
    case "duration":
      return to.kind === from.kind;
    case "bytes":
      return to.kind === "bytes" && from.maxLength <= to.maxLength;
    default:
      return JSON.stringify(from) === JSON.stringify(to);
  }
}
