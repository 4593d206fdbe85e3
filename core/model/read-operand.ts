import type { Expression } from "../spec/expression/expression.ts";
import type { FieldOperand, Operand, ValueType } from "./condition.ts";
import type { Entity } from "./entity.ts";
import { expressionFindings as found } from "./expression-diagnostics.ts";
import type { WrittenExpression } from "./read-expression.ts";
import { type Resolution, suggestion } from "./resolution.ts";
import { enumValues, valueType } from "./value-type.ts";

/** A row whose columns an expression reads, and the text that reads them. */
export interface OwnRow extends WrittenExpression {
  readonly scope: Resolution;
  readonly entity: Entity;
  /** Where the text stands, in the words of a finding. */
  readonly place: string;
}

/** An operand, or a word whose type is that of the other side. */
export type Checked =
  | Operand
  | { readonly kind: "null" }
  | { readonly kind: "written"; readonly value: boolean };

const FUNCTIONS = ["now", "today", "slug", "token", "uuid"];
const MEMBERS = [
  ..."where any all count sum avg min max sort limit distinct list first one".split(" "),
  ..."length contains starts_with icontains round abs date matches or".split(" "),
];

/** What stands beside an operator; null after a finding. */
export function readOperand(row: OwnRow, written: Expression): Checked | null {
  const { scope, entity, span } = row;
  switch (written.kind) {
    case "number": {
      const isWhole = !written.text.includes(".");
      return isWhole
        ? { kind: "literal", type: { kind: "int" }, value: Number(written.text) }
        : { kind: "literal", type: decimalOf(written.text), value: written.text };
    }
    case "negate": {
      const of = written.of.kind === "number" ? readOperand(row, written.of) : null;
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
      if (isOwn && written.args === null) return readMember(row, written, written.name);
      if (written.args !== null && !MEMBERS.includes(written.name)) {
        const help = suggestion(written.name, MEMBERS, "the language has no such function");
        scope.report(found.SVC0124(span(written), { name: written.name }, { help }));
        return null;
      }
      if (written.of?.kind === "member" && readOperand(row, written.of) === null) return null;
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
      return refuseLater(row, written, "a condition that is compared");
    case "duration":
    case "it":
    case "self":
    case "arithmetic":
    case "if":
  }
  return refuseLater(row, written, row.quoted(written));
}

/** What the language has and this svc does not read yet. */
export function refuseLater({ scope, place, span }: OwnRow, written: Expression, what: string): null {
  const construct = `${what}, more than own fields and literals,`;
  scope.report(found.SVC0108(span(written), { construct, place, stage: "S3" }));
  return null;
}

function readMember({ scope, entity, span }: OwnRow, written: Expression, name: string): FieldOperand | null {
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

function decimalOf(text: string): ValueType {
  const [whole = "", fraction = ""] = text.split(".");
  return { kind: "decimal", precision: whole.length + fraction.length, scale: fraction.length };
}

/** An operand in the words of a finding. */
export function describeOperand(scope: Resolution, value: Checked): string {
  if (value.kind === "null") return "null";
  if (value.kind === "written") return `${value.value}`;
  if (value.kind === "literal") {
    return value.type.kind === "string" ? JSON.stringify(value.value) : String(value.value);
  }
  const { type } = value;
  if (type.kind === "decimal") return `a decimal(${type.precision}, ${type.scale})`;
  if (type.kind === "row") return `a ${type.model.split(".").at(-1)}`;
  return type.kind === "enum"
    ? `one of ${enumValues(scope, type).join(", ")}`
    : `${/^[aeiou]/.test(type.kind) ? "an" : "a"} ${type.kind}`;
}

export function nameOf({ field }: { readonly field: string }): string {
  return `.${field.split(".").at(-1)}`;
}
