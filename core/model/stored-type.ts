import { by } from "../text/compare.ts";
import { foldType } from "./fold-type.ts";
import type { ModelIndex } from "./index-model.ts";
import type { Id } from "./node.ts";
import type { Shape } from "./shape.ts";
import type { TypeRef } from "./type-ref.ts";

/** What a column of JSON holds, as far as it decides whether a value can be read: the database knows nothing of it. */
export type StoredType =
  | { readonly kind: "any" }
  | StoredScalar
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | StoredRecord
  | { readonly kind: "union"; readonly tag: string; readonly of: Readonly<Record<string, StoredType>> }
  | StoredItems & { readonly kind: "list" }
  | StoredItems & { readonly kind: "dict"; readonly key: StoredType }
  | { readonly kind: "optional"; readonly of: StoredType };

/** A value without parts. */
export interface StoredScalar {
  readonly kind: "scalar";
  /** `int`, `text`, `uuid` … */
  readonly type: string;
  /** It has to be at least as much, or less than as much: `ge`, `minLength`; `le`, `maxLength`. */
  readonly least?: Readonly<Record<string, number>>;
  readonly most?: Readonly<Record<string, number>>;
  /** What it has to look like: a pattern, a format. */
  readonly form?: string;
}

export interface StoredRecord {
  readonly kind: "record";
  readonly members: Readonly<Record<string, StoredType>>;
  /** Those that a value cannot be without. */
  readonly required: readonly string[];
}

interface StoredItems {
  readonly of: StoredType;
  readonly least: number;
  readonly most: number | null;
}

/** What a value of the type is once it is JSON. No record is inside of itself. */
export function storedType(type: TypeRef, index: ModelIndex): StoredType {
  const plain = ({ kind }: TypeRef): StoredType => scalar(kind);
  const record = (id: Id): StoredType => recordOf(index.shape(id), index);
  return foldType<StoredType>(type, {
    bool: plain,
    int: ({ format, ge, gt, le, lt }) =>
      scalar("int", { ge: ge ?? (gt === undefined ? gt : gt + 1) }, {
        le: le ?? (lt === undefined ? lt : lt - 1),
        bits: INT_BITS[format ?? "json"],
      }),
    float: ({ ge, gt, le, lt }) => scalar("float", { ge, gt }, { le, lt }),
    decimal: ({ precision, scale, wire, ge, gt, le, lt }) =>
      scalar(
        "decimal",
        { ge: number(ge), gt: number(gt) },
        { le: number(le), lt: number(lt), whole: precision - scale, scale },
        wire,
      ),
    string: ({ minLength, maxLength, pattern, format }) =>
      scalar(
        "text",
        { minLength },
        { maxLength: maxLength ?? undefined },
        [format, pattern].filter((part) => part !== null).join(" "),
      ),
    text: ({ maxLength }) => scalar("text", {}, { maxLength: maxLength ?? undefined }),
    uuid: plain,
    date: plain,
    time: plain,
    datetime: plain,
    duration: plain,
    bytes: ({ maxLength }) => scalar("bytes", {}, { maxLength }),
    any: () => ({ kind: "any" }),
    json: ({ of }, fold) => fold(of),
    enum: ({ enum: id }) => ({
      kind: "enum",
      values: index.enum(id).values.map(({ value }) => value).toSorted(),
    }),
    named: ({ type: id }, fold) => fold(index.type(id).type),
    tag: ({ value }) => ({ kind: "enum", values: [value] }),
    shape: ({ shape }) => record(shape),
    union: ({ tag, of }) => ({
      kind: "union",
      tag,
      of: inOrder(of.map(({ value, shape }) => [value, record(shape)])),
    }),
    row: ({ model }, fold) => fold(index.idOf(model).type),
    list: ({ of, minItems, maxItems }, fold) => ({
      kind: "list",
      of: fold(of),
      least: minItems,
      most: maxItems,
    }),
    dict: ({ key, value, minItems, maxItems }, fold) => ({
      kind: "dict",
      key: fold(key),
      of: fold(value),
      least: minItems,
      most: maxItems,
    }),
    page: () => {
      throw new Error("a page is no column");
    },
    optional: ({ of }, fold) => ({ kind: "optional", of: fold(of) }),
  });
}

/** Their order means nothing: a state does not change with it. */
function inOrder(parts: readonly (readonly [string, StoredType])[]): Readonly<Record<string, StoredType>> {
  return Object.fromEntries(parts.toSorted(by(([name]) => name)));
}

function recordOf({ members }: Shape, index: ModelIndex): StoredRecord {
  return {
    kind: "record",
    members: inOrder(members.map((member) => [member.name, storedType(member.type, index)])),
    required: members.filter(({ required }) => required).map((member) => member.name).toSorted(),
  };
}

/** Without a format it is what all readers of JSON keep exact. */
const INT_BITS = { int4: 32, json: 54, int8: 64 } as const;

type Limits = Readonly<Record<string, number | undefined>>;

function scalar(
  type: string,
  least: Limits = {},
  most: Limits = {},
  form: string | null = null,
): StoredScalar {
  const known = (limits: Limits) =>
    Object.fromEntries(
      Object.entries(limits).flatMap(([key, value]) => value === undefined ? [] : [[key, value]]),
    );
  const [low, high] = [known(least), known(most)];
  return {
    kind: "scalar",
    type,
    ...(Object.keys(low).length === 0 ? {} : { least: low }),
    ...(Object.keys(high).length === 0 ? {} : { most: high }),
    ...(form === null || form === "" ? {} : { form }),
  };
}

function number(bound: string | undefined): number | undefined {
  return bound === undefined ? undefined : Number(bound);
}
