import type { Comparison, Expression } from "../spec/expression/expression.ts";
import type { Condition, FieldOperand, LiteralOperand } from "./condition.ts";
import type { Entity } from "./entity.ts";
import { expressionFindings as found } from "./expression-diagnostics.ts";
import { fitLiteral } from "./fit-literal.ts";
import { readExpression } from "./read-expression.ts";
import {
  type Checked,
  describeOperand,
  nameOf,
  type OwnRow,
  readOperand,
  refuseLater,
} from "./read-operand.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { comparable, enumValues, isOrdered } from "./value-type.ts";

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** A condition over the own columns of a model; null after a finding. The text stands at the site. */
export function resolveCondition(
  scope: Resolution,
  entity: Entity,
  text: string,
  site: Site,
): Condition | null {
  const read = readExpression(scope, text, site);
  if (read === null) return null;
  const { span } = read;
  const row: OwnRow = { ...read, scope, entity, place: site.place };
  return condition(read.expression);

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
        const value = readOperand(row, written);
        if (value === null) return null;
        if (value.kind === "field" && value.type.kind === "bool") {
          return { kind: "is", value, expected: true };
        }
        scope.report(found.SVC0246(span(written), { what: describeOperand(scope, value) }));
        return null;
      }
    }
  }

  function compare(written: Expression & { readonly kind: "compare" }): Condition | null {
    const first = readOperand(row, written.left);
    const second = readOperand(row, written.right);
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
    const fitting = right.kind === "literal" ? fitLiteral(scope, right, left.type) : right;
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
    const values = type.kind === "enum" ? enumValues(scope, type) : [];
    const at = values.indexOf(String(limit));
    const past = at + 1;
    const items = operator === "<"
      ? values.slice(0, at)
      : operator === "<="
      ? values.slice(0, past)
      : operator === ">"
      ? values.slice(past)
      : values.slice(at);
    return { kind: "in", value, items: items.map((item) => ({ kind: "literal", type, value: item })) };
  }

  function isIn(written: Expression & { readonly kind: "in" }): Condition | null {
    const value = readOperand(row, written.value);
    if (value === null) return null;
    if (value.kind !== "field") {
      scope.report(found.SVC0247(span(written), {}));
      return null;
    }
    if (!written.listed) return refuseLater(row, written.items[0]!, "a collection after in");
    const items: LiteralOperand[] = [];
    for (const item of written.items) {
      const read = readOperand(row, item);
      if (read === null) return null;
      const fitting = read.kind === "literal" ? fitLiteral(scope, read, value.type) : null;
      if (fitting === null) return unfit(item, value, read, "==");
      items.push(fitting);
    }
    const inside: Condition = { kind: "in", value, items };
    return written.negated ? { kind: "not", of: inside } : inside;
  }

  function unfit(written: Expression, left: FieldOperand, right: Checked, operator: Comparison): null {
    const isText = right.kind === "literal" && right.type.kind === "string";
    if (left.type.kind !== "enum" || !isText) return mismatch(written, left, right, operator);
    const values = enumValues(scope, left.type);
    const help = suggestion(String(right.value), values, `its values are ${values.join(", ")}`);
    scope.report(found.SVC0244(span(written), { value: String(right.value), what: nameOf(left) }, { help }));
    return null;
  }

  function mismatch(written: Expression, left: FieldOperand, right: Checked, operator: Comparison): null {
    const problem = `is ${describeOperand(scope, left)}, and "${operator}" does not go with ${
      describeOperand(scope, right)
    }`;
    scope.report(found.SVC0242(span(written), { what: nameOf(left), problem }));
    return null;
  }
}
