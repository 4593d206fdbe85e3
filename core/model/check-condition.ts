import type { Comparison, Expression } from "../spec/expression/expression.ts";
import { type ExpressionProblem, parseExpression } from "../spec/expression/parse.ts";
import type { Span } from "../text/source.ts";
import { textSpan } from "../text/text-span.ts";
import { nodeAt } from "../text/walk.ts";
import type { Condition, FieldOperand, LiteralOperand, Operand, ValueType } from "./condition.ts";
import type { Entity } from "./entity.ts";
import { expressionFindings as found } from "./expression-diagnostics.ts";
import { foldType } from "./fold-type.ts";
import { readDecimal } from "./literal.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import type { TypeRef } from "./type-ref.ts";

/** `date` and its like are told apart by their kind alone. */
type Checked = Operand | { readonly kind: "null" } | { readonly kind: "written"; readonly value: boolean };

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};
const FUNCTIONS = ["now", "today", "slug", "token", "uuid"];
const MEMBERS = [
  ...[
    "where",
    "any",
    "all",
    "count",
    "sum",
    "avg",
    "min",
    "max",
    "sort",
    "limit",
    "distinct",
    "list",
    "first",
  ],
  ...["one", "length", "contains", "starts_with", "icontains", "round", "abs", "date", "matches", "or"],
];
const LATER = "S3";

/** A condition over the own columns of a model; null after a finding. The text stands at the site. */
export function resolveCondition(
  scope: Resolution,
  entity: Entity,
  text: string,
  site: Site,
): Condition | null {
  const node = nodeAt(site.file.node, site.path);
  const span = (at: { readonly start: number; readonly end: number }) =>
    node?.kind === "scalar" ? textSpan(node, at.start, at.end) : scope.at(site);
  const parsed = parseExpression(text);
  if ("problem" in parsed) return reportParse(scope, parsed.problem, span);
  return condition(parsed.expression);

  function condition(written: Expression): Condition | null {
    switch (written.kind) {
      case "and":
      case "or": {
        const parts = [condition(written.left), condition(written.right)];
        const known = parts.filter((part) => part !== null);
        if (known.length < parts.length) return null;
        const flat = known.flatMap((part) => part.kind === written.kind ? part.parts : [part]);
        return { kind: written.kind, parts: flat };
      }
      case "not": {
        const of = condition(written.of);
        return of && { kind: "not", of };
      }
      case "compare":
        return compare(written);
      case "in":
        return isIn(written);
      default: {
        const value = operand(written);
        if (value === null) return null;
        if (value.kind === "field" && value.type.kind === "bool") {
          return { kind: "is", value, expected: true };
        }
        scope.report(found.SVC0246(span(written), { what: describe(value) }));
        return null;
      }
    }
  }

  function compare(written: Expression & { readonly kind: "compare" }): Condition | null {
    const first = operand(written.left);
    const second = operand(written.right);
    if (first === null || second === null) return null;
    const isMirrored = first.kind !== "field";
    const left = isMirrored ? second : first;
    const right = isMirrored ? first : second;
    if (left.kind !== "field") {
      scope.report(found.SVC0247(span(written), {}));
      return null;
    }
    const operator = isMirrored ? MIRRORED[written.operator] : written.operator;
    const isEquality = operator === "==" || operator === "!=";
    const turned = (equal: Condition): Condition => operator === "==" ? equal : { kind: "not", of: equal };
    if (right.kind === "null") {
      if (!isEquality) return mismatch(written, left, right, operator);
      if (left.mayBeAbsent) return turned({ kind: "absent", value: left });
      scope.report(found.SVC0245(span(written), { what: nameOf(left) }));
      return null;
    }
    if (right.kind === "written") {
      if (left.type.kind !== "bool" || !isEquality) return mismatch(written, left, right, operator);
      return turned({ kind: "is", value: left, expected: right.value });
    }
    const fitting = right.kind === "literal" ? fit(right, left.type) : right;
    if (fitting === null) return unfit(written, left, right, operator);
    if (fitting.kind === "field" && !comparable(left.type, fitting.type, isEquality)) {
      return mismatch(written, left, right, operator);
    }
    if (isEquality) return turned({ kind: "compare", operator: "==", left, right: fitting });
    if (left.type.kind === "enum" && fitting.kind === "literal") return byOrder(left, operator, fitting);
    return isOrdered(left.type)
      ? { kind: "compare", operator, left, right: fitting }
      : mismatch(written, left, right, operator);
  }

  /** The declared order of an enum is known here, and nobody else has to know it. */
  function byOrder(
    value: FieldOperand,
    operator: Comparison,
    { type, value: limit }: LiteralOperand,
  ): Condition {
    const values = type.kind === "enum" ? valuesOf(type) : [];
    const at = values.indexOf(String(limit));
    const isWithin = (position: number) =>
      operator === "<"
        ? position < at
        : operator === "<="
        ? position <= at
        : operator === ">"
        ? position > at
        : position >= at;
    const items = values.filter((_, position) => isWithin(position));
    return { kind: "in", value, items: items.map((item) => ({ kind: "literal", type, value: item })) };
  }

  function isIn(written: Expression & { readonly kind: "in" }): Condition | null {
    const value = operand(written.value);
    if (value === null) return null;
    if (value.kind !== "field") {
      scope.report(found.SVC0247(span(written), {}));
      return null;
    }
    if (!written.listed) {
      scope.report(found.SVC0108(span(written.items[0]!), later("a collection after in")));
      return null;
    }
    const items: LiteralOperand[] = [];
    for (const item of written.items) {
      const read = operand(item);
      if (read === null) return null;
      const fitting = read.kind === "literal" ? fit(read, value.type) : null;
      if (fitting === null) return unfit(item, value, read, "==");
      items.push(fitting);
    }
    const inside: Condition = { kind: "in", value, items };
    return written.negated ? { kind: "not", of: inside } : inside;
  }

  function operand(written: Expression): Checked | null {
    switch (written.kind) {
      case "number": {
        const isWhole = !written.text.includes(".");
        return isWhole
          ? { kind: "literal", type: { kind: "int" }, value: Number(written.text) }
          : { kind: "literal", type: decimalOf(written.text), value: written.text };
      }
      case "negate": {
        const of = written.of.kind === "number" ? operand(written.of) : null;
        if (of?.kind !== "literal") break;
        return { ...of, value: typeof of.value === "number" ? -of.value : `-${of.value}` };
      }
      case "string":
        return { kind: "literal", type: { kind: "string" }, value: written.value };
      case "bool":
        return { kind: "written", value: written.value };
      case "null":
        return { kind: "null" };
      case "member": {
        const isOwn = written.of === null || written.of.kind === "it" || written.of.kind === "self";
        if (isOwn && written.args === null) return member(written, written.name);
        if (written.args !== null && !MEMBERS.includes(written.name)) {
          const help = suggestion(written.name, MEMBERS, "the language has no such function");
          scope.report(found.SVC0124(span(written), { name: written.name }, { help }));
          return null;
        }
        if (written.of?.kind === "member" && operand(written.of) === null) return null;
        break;
      }
      case "root": {
        if (written.args === null) {
          const help = entity.fields.some(({ name }) => name === written.name)
            ? `its own field is written .${written.name}`
            : `its fields begin with a dot: .${entity.fields[0]!.name}`;
          scope.report(found.SVC0240(span(written), { name: written.name }, { help }));
          return null;
        }
        if (FUNCTIONS.includes(written.name)) break;
        const help = suggestion(written.name, FUNCTIONS, "the language has no such function");
        scope.report(found.SVC0124(span(written), { name: written.name }, { help }));
        return null;
      }
      case "and":
      case "or":
      case "not":
      case "compare":
      case "in":
        scope.report(found.SVC0108(span(written), later("a condition that is compared")));
        return null;
      case "duration":
      case "it":
      case "self":
      case "arithmetic":
      case "if":
    }
    const construct = `"${text.slice(written.start, written.end)}"`;
    scope.report(found.SVC0108(span(written), later(construct)));
    return null;
  }

  function later(construct: string) {
    return { construct: `${construct}, more than own fields and literals,`, place: site.place, stage: LATER };
  }

  function member(written: Expression, name: string): FieldOperand | null {
    const field = entity.fields.find((candidate) => candidate.name === name);
    if (field === undefined && scope.unusable.has(`${entity.id}.fields.${name}`)) return null;
    if (field === undefined) {
      const known = entity.fields.map((candidate) => candidate.name);
      const byMember = entity.fields.find((candidate) => candidate.member === name);
      const help = byMember === undefined
        ? suggestion(name, known, `it has ${known.join(", ")}`)
        : `in the spec the reference is written .${byMember.name}`;
      scope.report(found.SVC0241(span(written), { model: entity.name, name }, { help }));
      return null;
    }
    const type = valueType(scope, field.type);
    if (type === null) {
      scope.report(
        found.SVC0242(span(written), { what: nameOf({ field: field.id }), problem: "is no scalar" }),
      );
      return null;
    }
    return { kind: "field", field: field.id, type, mayBeAbsent: field.optional };
  }

  /** The literal as a value of the other side; null if it can be none. */
  function fit(literal: LiteralOperand, type: ValueType): LiteralOperand | null {
    const { value } = literal;
    switch (type.kind) {
      case "int":
        return typeof value === "number" && Number.isSafeInteger(value) ? { ...literal, type } : null;
      case "float":
        return literal.type.kind === "string" ? null : { kind: "literal", type, value: Number(value) };
      case "decimal": {
        const written = literal.type.kind === "string" ? null : readDecimal(value);
        // What a column cannot hold would be rounded on one database and not on the other.
        return written !== null && fitsDecimal(written, type)
          ? { kind: "literal", type, value: written }
          : null;
      }
      case "string":
        return literal.type.kind === "string" ? { ...literal, type } : null;
      case "enum":
        return valuesOf(type).includes(String(value)) ? { ...literal, type } : null;
      case "bool":
      case "uuid":
      case "date":
      case "time":
      case "datetime":
      case "duration":
      case "row":
        return null;
    }
  }

  function unfit(written: Expression, left: FieldOperand, right: Checked, operator: Comparison): null {
    const isText = right.kind === "literal" && right.type.kind === "string";
    if (left.type.kind !== "enum" || !isText) return mismatch(written, left, right, operator);
    const values = valuesOf(left.type);
    const help = suggestion(String(right.value), values, `its values are ${values.join(", ")}`);
    scope.report(found.SVC0244(span(written), { value: String(right.value), what: nameOf(left) }, { help }));
    return null;
  }

  function mismatch(written: Expression, left: FieldOperand, right: Checked, operator: Comparison): null {
    const problem = `is ${describe(left)}, and "${operator}" does not go with ${describe(right)}`;
    scope.report(found.SVC0242(span(written), { what: nameOf(left), problem }));
    return null;
  }

  function valuesOf(type: ValueType & { readonly kind: "enum" }): readonly string[] {
    return scope.enums.get(type.enum)!.values.map(({ value }) => value);
  }

  function describe(value: Checked): string {
    if (value.kind === "null") return "null";
    if (value.kind === "written") return `${value.value}`;
    if (value.kind === "literal") {
      return value.type.kind === "string" ? JSON.stringify(value.value) : String(value.value);
    }
    const { type } = value;
    if (type.kind === "decimal") return `a decimal(${type.precision}, ${type.scale})`;
    if (type.kind === "row") return `a ${type.model.split(".").at(-1)}`;
    return type.kind === "enum"
      ? `one of ${valuesOf(type).join(", ")}`
      : `${/^[aeiou]/.test(type.kind) ? "an" : "a"} ${type.kind}`;
  }

  function nameOf({ field }: { readonly field: string }): string {
    return `.${field.split(".").at(-1)}`;
  }
}

/** Say why a text is no expression. */
export function reportParse(
  scope: Resolution,
  problem: ExpressionProblem,
  span: (at: { readonly start: number; readonly end: number }) => Span,
): null {
  switch (problem.kind) {
    case "unexpected":
      scope.report(found.SVC0121(span(problem), { found: problem.found, expected: problem.expected }));
      break;
    case "chained":
      scope.report(found.SVC0122(span(problem), { operator: problem.operator }));
      break;
    case "misplaced":
      scope.report(found.SVC0123(span(problem), { word: problem.word }));
  }
  return null;
}

/** What values of a type compare as; null: they do not. */
function valueType(scope: Resolution, type: TypeRef): ValueType | null {
  const none = () => null;
  const plain = <K extends "bool" | "int" | "float" | "uuid" | "date" | "time" | "datetime" | "duration">(
    { kind }: { kind: K },
  ) => ({
    kind,
  });
  return foldType<ValueType | null>(type, {
    bool: plain,
    int: plain,
    float: plain,
    decimal: ({ precision, scale }) => ({ kind: "decimal", precision, scale }),
    string: () => ({ kind: "string" }),
    text: () => ({ kind: "string" }),
    uuid: plain,
    date: plain,
    time: plain,
    datetime: plain,
    duration: plain,
    bytes: none,
    json: none,
    any: none,
    enum: ({ enum: id }) => ({ kind: "enum", enum: id }),
    named: ({ type: id }, fold) => fold(scope.types.get(id)!.type),
    shape: none,
    tag: none,
    union: none,
    row: ({ model }) => ({ kind: "row", model }),
    list: none,
    dict: none,
    page: none,
    optional: ({ of }, fold) => fold(of),
  });
}

/** Two columns. Decimals of different scales are different numbers on SQLite, which counts their smallest unit. */
function comparable(left: ValueType, right: ValueType, isEquality: boolean): boolean {
  const isNumber = ({ kind }: ValueType) => kind === "int" || kind === "float";
  if (!isEquality && isNumber(left) && isNumber(right)) return true;
  switch (left.kind) {
    case "decimal":
      return right.kind === "decimal" && right.precision === left.precision && right.scale === left.scale;
    case "enum":
      return isEquality && right.kind === "enum" && right.enum === left.enum;
    case "row":
      return isEquality && right.kind === "row" && right.model === left.model;
    default:
      return right.kind === left.kind;
  }
}

/** Strings have no order: each database has its own. */
function isOrdered({ kind }: ValueType): boolean {
  return ["int", "float", "decimal", "date", "time", "datetime", "duration"].includes(kind);
}

function decimalOf(text: string): ValueType {
  const [whole = "", fraction = ""] = text.split(".");
  return { kind: "decimal", precision: whole.length + fraction.length, scale: fraction.length };
}

function fitsDecimal(
  written: string,
  { precision, scale }: ValueType & { readonly kind: "decimal" },
): boolean {
  const [whole = "", fraction = ""] = written.replace("-", "").split(".");
  return fraction.length <= scale && whole.replace(/^0+/, "").length <= precision - scale;
}
