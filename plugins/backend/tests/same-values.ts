import type { Field, Json, Member, UniqueSet } from "../../../mod.ts";
import { anything, capacity, literal, valueAt } from "../../python/contract.ts";
import { fittingValues } from "./check-values.ts";
import type { Context } from "./context.ts";
import { type Factory, isSettable, supplyOfField } from "./factories.ts";
import { json, ownTarget, type Part, targetOf } from "./payload.ts";
import { memberOf, type Scene } from "./scene.ts";

/** A member of a unique set, and its value. */
export interface Same {
  readonly part: Part;
  /** Null for the key of a row. */
  readonly json: Json;
}

/**
 * Values that two rows shall share. Fields that no member sets have their default in both; null if two rows cannot
 * be made alike.
 */
export function sameParts(
  context: Context,
  scene: Scene,
  factory: Factory,
  members: readonly Member[],
  set: UniqueSet,
): readonly Same[] | null {
  const same: Same[] = [];
  for (const id of set.fields) {
    const field = context.index.field(id);
    const member = members.find(({ mirrors }) => mirrors === id);
    if (member === undefined) {
      if (field.default === undefined || field.default === null) return null;
      continue;
    }
    if (!isSettable(context.index, factory, field)) return null;
    const shared = samePart(context, scene, field, member);
    if (shared === null) return null;
    same.push(shared);
  }
  const within = withinParts(context, factory, members, set, same);
  return within === null ? null : [...same, ...within];
}

/** What else two rows need, so that a set of some rows is about them. */
function withinParts(
  { index }: Context,
  factory: Factory,
  members: readonly Member[],
  set: UniqueSet,
  same: readonly Same[],
): readonly Same[] | null {
  const fixed = new Map(
    same.flatMap(({ json, part }) => json === null ? [] : [[part.member.mirrors!, json]]),
  );
  const values = fittingValues(index, factory.entity, set, fixed);
  if (values === null) return null;
  const parts = [...values].filter(([id]) => !set.fields.includes(id)).map(([id, value]) => {
    const field = index.field(id);
    const member = members.find(({ mirrors }) => mirrors === id);
    // Nobody says it, so it is what it is anyway.
    const isUnsaid = value === (field.default ?? (field.optional ? null : undefined));
    if (isUnsaid) return undefined;
    if (member === undefined || value === null || !isSettable(index, factory, field)) return null;
    const written = literal(index, value, anything);
    return {
      part: { member, value: written, reads: null },
      json: value,
    };
  });
  return parts.includes(null) ? null : parts.filter((part) => part !== null && part !== undefined);
}

function samePart(
  context: Context,
  scene: Scene,
  field: Field,
  member: Member,
): Same | null {
  const { index } = context;
  if (targetOf(member.type) === null) {
    const supply = supplyOfField(index, field);
    if (supply === null) return null;
    // Of few values the first row has the first anyway, and the next row another.
    const value = valueAt(supply.series, capacity(supply.series) > 90 ? 90 : 1);
    return {
      part: { member, value: json(context, value), reads: null },
      json: value,
    };
  }
  const target = ownTarget(context, member);
  const parent = target === null ? null : context.factories.of(target.id);
  if (parent === null) return null;
  const row = scene.row(parent, member.field);
  return {
    part: { member, value: memberOf(row, "id"), reads: null },
    json: null,
  };
}

export function nameOfSet({ index }: Context, { fields }: UniqueSet): string {
  return fields.map((field) => index.field(field).name).join("_");
}
