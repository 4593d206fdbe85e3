import { fieldsOf } from "./condition.ts";
import { columnsOf } from "./database-column.ts";
import { digest } from "./digest.ts";
import type { CheckSet, Field } from "./entity.ts";
import { foldType } from "./fold-type.ts";
import type { ModelIndex } from "./index-model.ts";
import type { Check, CheckRule } from "./schema.ts";
import { sqlOfCheck } from "./sql-condition.ts";
import type { Bounds, TypeRef } from "./type-ref.ts";

export function checksOf(field: Field, table: string, index: ModelIndex): readonly Check[] {
  return rulesOf(field.column, field.type, index).map((rule) => ({
    name: `ck_${table}_${field.column}_${digest(says(rule))}`,
    rule,
  }));
}

export function declaredCheck({ constraint: name, condition }: CheckSet, index: ModelIndex): Check {
  const columns = columnsOf(fieldsOf(condition), index);
  return { name, rule: { kind: "condition", columns, condition: sqlOfCheck(condition, index) } };
}

type FieldRule = Exclude<CheckRule, { kind: "condition" }>;

function rulesOf(column: string, type: TypeRef, index: ModelIndex): readonly FieldRule[] {
  const none = () => [];
  return foldType<readonly FieldRule[]>(type, {
    bool: none,
    int: (bounds) => comparisons(column, bounds, null),
    float: (bounds) => comparisons(column, bounds, null),
    decimal: (bounds) => comparisons(column, bounds, bounds.scale),
    string: none,
    text: none,
    uuid: none,
    date: none,
    time: none,
    datetime: none,
    duration: none,
    bytes: none,
    any: none,
    json: none,
    enum: ({ enum: id }) => [
      { kind: "one_of", column, values: index.enum(id).values.map(({ value }) => value) },
    ],
    named: ({ type: id }, fold) => fold(index.type(id).type),
    tag: none,
    shape: none,
    union: none,
    row: none,
    list: none,
    dict: none,
    page: none,
    optional: ({ of }, fold) => fold(of),
  });
}

function comparisons(
  column: string,
  bounds: Bounds<number | string>,
  scale: number | null,
): readonly FieldRule[] {
  const written = [[">=", bounds.ge], [">", bounds.gt], ["<=", bounds.le], ["<", bounds.lt]] as const;
  return written.flatMap(([operator, value]) =>
    value === undefined ? [] : [{ kind: "compare" as const, column, operator, value: String(value), scale }]
  );
}

function says(rule: FieldRule): string {
  return rule.kind === "one_of" ? rule.values.join(",") : `${rule.operator}${rule.value}`;
}
