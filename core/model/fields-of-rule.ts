import { fieldsOf } from "./condition.ts";
import type { CheckSet, UniqueSet } from "./entity.ts";
import type { Id } from "./node.ts";

/** The fields whose change can break a rule. */
export function fieldsOfRule(rule: UniqueSet | CheckSet): readonly Id[] {
  if (!("fields" in rule)) return fieldsOf(rule.condition);
  return rule.where === null ? rule.fields : [...new Set([...rule.fields, ...fieldsOf(rule.where)])];
}
