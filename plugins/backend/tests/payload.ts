import {
  type Entity,
  type Field,
  type Id,
  type Json,
  type Member,
  type Py,
  py,
  type Refs,
  type Shape,
  type TypeRef,
} from "../../../mod.ts";
import { literal, OWN, type Supply, supplyOf, supplyOfMember, valueAt } from "../../python/contract.ts";
import { answers, supplyOfField } from "./factories.ts";
import { supplyWithin } from "./check-values.ts";
import type { Context } from "./context.ts";
import { missingId, someId } from "./ids.ts";
import { memberOf, type Scene } from "./scene.ts";

/** A member of a body, as it is sent and as it is answered. */
export interface Part {
  readonly member: Member;
  readonly value: Py;
  /** Null where it is answered as it was sent. */
  readonly reads: Py | null;
}

/** What a valid body is made of. */
export interface BodyPlan {
  /** Which value of each series; `untidy`: that needs bringing into form; `other`: than a new row has. */
  readonly values: number | "untidy" | "other";
  /** Whether members that may be left out are there too. */
  readonly full: boolean;
  /** Members that the test says itself, or that shall not be there. */
  readonly without?: readonly string[];
}

/** The least that is accepted, unlike what fixtures fill in. */
export const least: BodyPlan = { values: 90, full: false };

/** The model that a member refers to, or null. */
export function targetOf(type: TypeRef): Id | null {
  if (type.kind === "optional") return targetOf(type.of);
  return type.kind === "row" ? type.model : null;
}

/** Whether null is nothing wrong: it clears a member, or is a value of JSON like any other. */
export function takesNull(type: TypeRef): boolean {
  return isNullable(type) || type.kind === "any" || (type.kind === "json" && takesNull(type.of));
}

export function isNullable(type: TypeRef): boolean {
  return type.kind === "optional";
}

/** The entity of a member that is a row of this service; null for anything else. */
export function ownTarget({ index, service }: Context, member: Member): Entity | null {
  const target = targetOf(member.type);
  if (target === null) return null;
  const entity = index.entity(target);
  return entity.owner === service.id ? entity : null;
}

/** What is known of the values of a member; null for rows too. */
export function supplyOfScalar({ index }: Context, member: Member): Supply | null {
  if (targetOf(member.type) !== null) return null;
  const supply = supplyOfMember(index, member);
  return member.mirrors === null ? supply : supplyWithin(index, index.field(member.mirrors), supply);
}

/** Why no well-formed body of a shape can be written, or null: it can. */
export function valueProblem(context: Context, shape: Shape): string | null {
  const unknown = shape.members.find((member) =>
    member.required && targetOf(member.type) === null && supplyOfScalar(context, member) === null
  );
  return unknown === undefined ? null : `No valid value of ${shape.name}.${unknown.name} is known.`;
}

/** Why a row that a body has to refer to cannot be made, or null: it can. */
export function rowProblem(context: Context, shape: Shape): string | null {
  const targets = shape.members.filter(({ required }) => required).map((member) =>
    ownTarget(context, member)
  );
  const problems = targets.map((target) => target === null ? null : context.factories.problemOf(target.id));
  return problems.find((problem) => problem !== null) ?? null;
}

/** A body that is accepted; rows that it refers to are made first. */
export function bodyOf(context: Context, scene: Scene, shape: Shape, plan: BodyPlan): readonly Part[] {
  return shape.members.flatMap((member): readonly Part[] => {
    const isWanted = member.required || plan.full;
    if (!isWanted || plan.without?.includes(member.name)) return [];
    const part = partOf(context, scene, member, plan.values);
    return part === null ? [] : [part];
  });
}

/** One member of a body; null if nothing valid is known and no row can be made. */
export function partOf(
  context: Context,
  scene: Scene,
  member: Member,
  values: BodyPlan["values"],
): Part | null {
  if (targetOf(member.type) !== null) return referencePart(context, scene, member);
  if (member.refs !== undefined) return linksPart(context, scene, member);
  const supply = supplyOfScalar(context, member);
  if (supply === null) return null;
  const sent = values === "untidy"
    ? supply.untidy
    : values === "other"
    ? otherValue(context, member, supply)
    : valueAt(supply.series, values);
  const read = supply.reads(sent);
  const isAlike = JSON.stringify(sent) === JSON.stringify(read);
  return { member, value: json(context, sent), reads: isAlike ? null : json(context, read) };
}

function otherValue({ index }: Context, member: Member, { series }: Supply): Json {
  const field = member.mirrors === null ? null : index.field(member.mirrors);
  const usual = [valueAt(series, 1), field?.default].map((value) => JSON.stringify(value));
  const values = [90, 91, 92].map((number) => valueAt(series, number));
  return values.find((value) => !usual.includes(JSON.stringify(value))) ?? values[0]!;
}

/** A row that is there, by its key or by what is accepted instead. */
function linksPart(context: Context, scene: Scene, member: Member): Part | null {
  const refs = linksOf(context, member);
  const factory = refs === null ? null : context.factories.of(refs.model);
  if (refs === null || factory === null) return null;
  const by = refs.accept === null ? null : context.index.field(refs.accept);
  if (by !== null && !answers(factory, by)) return null;
  const row = memberOf(scene.row(factory), by?.member ?? "id");
  const supply = refs.makes && by !== null ? supplyOfField(context.index, by) : null;
  const made = supply === null ? [] : [json(context, valueAt(supply.series, OWN))];
  return { member, value: py.list([row, ...made]), reads: null };
}

export function linksOf({ index }: Context, { refs }: Member): Refs | null {
  return refs === undefined ? null : index.refs(refs);
}

function referencePart(context: Context, scene: Scene, member: Member): Part | null {
  const target = ownTarget(context, member);
  if (target === null) return { member, value: someKey(context, member), reads: null };
  const factory = context.factories.of(target.id);
  if (factory === null) return null;
  const found = memberOf(scene.row(factory, member.field), searchedBy(context, member)?.member ?? "id");
  return { member, value: found, reads: null };
}

/** The unique field that a row of an input is found by, or null: its key. */
function searchedBy({ index }: Context, { row }: Member): Field | null {
  return row?.by ? index.field(row.by) : null;
}

/** What is known of the values that name a row. */
export function supplyOfKey(context: Context, member: Member): Supply | null {
  const field = searchedBy(context, member);
  const type = field?.type ?? context.index.idOf(targetOf(member.type)!).type;
  return supplyOf(context.index, type, { name: field?.name ?? member.name });
}

/** Whether there is such a row does not matter. */
function someKey(context: Context, { type }: Member): Py {
  return json(context, someId(context.index, targetOf(type)!));
}

/** A value that is well written and names no row. */
export function missingValue(context: Context, member: Member): Py {
  const supply = searchedBy(context, member) === null ? null : supplyOfKey(context, member);
  return supply === null
    ? missingId(context.index, targetOf(member.type)!)
    : json(context, valueAt(supply.series, 97));
}

/** The required members with keys of rows that need not be there: enough for what is refused before anything is loaded. */
export function sketchOf(context: Context, shape: Shape): Py {
  const members = shape.members.filter(({ required }) => required);
  return py.dict(members.map((member) => {
    const supply = supplyOfScalar(context, member);
    const value = targetOf(member.type) !== null
      ? (searchedBy(context, member) === null ? someKey(context, member) : missingValue(context, member))
      : supply === null
      ? py.none
      : json(context, valueAt(supply.series, 1));
    return [py.str(member.name), value] as const;
  }));
}

export function dictOf(parts: readonly Part[]): Py {
  return py.dict(parts.map(({ member, value }) => [py.str(member.name), value] as const));
}

/**
 * What an answer says of the parts that were sent: the variable that holds them, with those that read differently.
 * Null if the answer shows none of them. `isAll` says whether the variable holds nothing else.
 */
export function expectation(sent: readonly Part[], output: Shape, whole: Py, isAll = true): Py | null {
  const shows = ({ member }: Part) =>
    output.members.some(({ name, mirrors }) => name === member.name && mirrors === member.mirrors);
  const shown = sent.filter(shows);
  if (shown.length === 0) return null;
  const entry = ({ member, value, reads }: Part) => [py.str(member.name), reads ?? value] as const;
  if (!isAll || shown.length < sent.length) return py.dict(shown.map(entry));
  const changed = shown.filter(({ reads }) => reads !== null);
  return changed.length === 0 ? whole : py.binary(whole, "|", py.dict(changed.map(entry)));
}

export function json({ index }: Context, value: Json): Py {
  return literal(index, value, { kind: "any" });
}
