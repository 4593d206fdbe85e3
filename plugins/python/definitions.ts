import {
  type Entity,
  type Enum,
  type EnumValue,
  type Field,
  foldType,
  type Json,
  type ListSpec,
  type Member,
  type NamedType,
  type Operation,
  type Py,
  py,
  type Shape,
  type ShapeRole,
  type TypeRef,
  type UnionType,
} from "../../mod.ts";
import {
  annotated,
  annotation,
  filterAnnotation,
  memberAnnotation,
  optionalInQuery,
  PLAIN_SCALE,
  type Use,
  withoutNull,
} from "./annotation.ts";
import { docstring } from "./docstring.ts";
import { withEnding } from "./ending.ts";
import { json, literal } from "./literal.ts";
import { aliasRef, listRefs, named, type PlacedIndex, ref, shapeRef, sortMember } from "./refs.ts";
import type { Taken } from "./taken.ts";
import { isCamel, travelling, valueTravelling } from "./travelling.ts";
import type { AliasView, ClassView, EnumView, MemberView } from "./views.ts";

export function enumDefinition(index: PlacedIndex, node: Enum): EnumView {
  const place = node.field === null
    ? ""
    : ` of ${index.entityOf(node.field).name}.${index.field(node.field).name}`;
  return {
    kind: "enum",
    node: node.id,
    name: py.name(node.name),
    docstring: docstring(
      node,
      place === "" ? `Values of ${node.name}.` : `Values${place}.`,
      node.values.flatMap(aboutValue),
    ),
    members: node.values.map(({ value, names }) => ({ name: py.name(names.member), value: py.str(value) })),
  };
}

/** What the spec says of one value. */
function aboutValue({ value, description, deprecated }: EnumValue): readonly string[] {
  const text = withEnding({
    description: description ?? null,
    ...(deprecated === undefined ? {} : { deprecated }),
  });
  return text === null ? [] : [`\`${value}\`: ${text}`];
}

/** What was called otherwise can still be imported by its former names. */
export function* formerDefinitions(
  { id, name, was = [] }: { readonly id: string; readonly name: string; readonly was?: readonly string[] },
): Iterable<AliasView> {
  for (const former of was) {
    yield { kind: "alias", node: id, name: py.name(former), type: py.name(name) };
  }
}

export function namedTypeDefinition(index: PlacedIndex, node: NamedType): AliasView {
  return {
    kind: "alias",
    node: node.id,
    name: py.name(node.name),
    type: annotation(index, node.type, "input"),
  };
}

/** Pydantic finds the class by the member, and says so in the published schema. */
export function unionDefinition(index: PlacedIndex, { id, name }: NamedType, union: UnionType): AliasView {
  const records = union.of.map(({ shape }) => named(index, shapeRef(index, shape)));
  const rule = fieldCall([py.kw("discriminator", py.str(union.tag))]);
  return { kind: "alias", node: id, name: py.name(name), type: annotated(py.union(...records), [rule]) };
}

/** The rules of a field, if it has any. */
export function fieldAlias(index: PlacedIndex, field: Field): readonly AliasView[] {
  const alias = aliasRef(index, field.id);
  if (alias === null) return [];
  const type = annotation(index, withoutNull(field.type), "input");
  return [{ kind: "alias", node: field.id, name: py.name(alias.name), type }];
}

export function shapeDefinition(index: PlacedIndex, shape: Shape): ClassView {
  const taken = new Set(shape.members.map((member) => member.name));
  const { base, use, member } = ROLES[shape.role];
  return {
    kind: "class",
    node: shape.id,
    name: py.name(shape.name),
    base: ref(baseModule(index), base),
    docstring: docstring(shape, describe(index, shape)),
    deprecated: shape.deprecated !== undefined,
    members: shape.members.map((node) => ({
      name: py.name(node.name),
      type: memberAnnotation(index, node, use, taken),
      value: member(index, node, taken),
    })),
  };
}

/** Where the base classes of schemas are: those of camelCase know the names on the wire. */
function baseModule({ model }: PlacedIndex): string {
  return isCamel(model) ? "shared.runtime.camel" : "shared.runtime.schema";
}

interface Role {
  readonly base: "InputModel" | "PatchModel" | "OutputModel" | "RecordModel";
  readonly use: Use;
  readonly member: (index: PlacedIndex, member: Member, taken: Taken) => Py | null;
}

const ROLES: Readonly<Record<ShapeRole, Role>> = {
  record: { base: "RecordModel", use: "input", member: sent },
  create: { base: "InputModel", use: "input", member: sent },
  update: { base: "PatchModel", use: "input", member: changed },
  read: { base: "OutputModel", use: "output", member: answered },
  input: { base: "InputModel", use: "input", member: sent },
  output: { base: "OutputModel", use: "output", member: answered },
};

function sent(index: PlacedIndex, member: Member, taken: Taken): Py | null {
  if (member.required) return answered(index, member);
  const isMutable = typeof member.default === "object" && member.default !== null;
  const plain = literal(index, member.default ?? null, withoutNull(member.type), taken);
  const value = isMutable && withoutNull(member.type).kind === "any"
    ? py.call(ref("shared.runtime.json_values", "json_value"), [plain])
    : plain;
  const published = publishedDefault(index, member);
  const facts = said(index, member, published);
  if (!isMutable && published === null && facts.length === 0) return value;
  return fieldCall([py.kw("default", value), ...facts]);
}

/** Pydantic publishes defaults as Python writes them; where they travel otherwise, it has to be told. */
function publishedDefault(index: PlacedIndex, { default: value, type }: Member): Py | null {
  if (value === undefined || value === null) return null;
  const item = itemOf(index, type);
  if (["duration", "bytes", "dict", "shape", "union"].includes(item.kind)) {
    return json(valueTravelling(index, value, type));
  }
  if (item.kind !== "decimal" || (item.wire === "string" && item.scale <= PLAIN_SCALE)) return null;
  const wire = (text: Json): Py => item.wire === "number" ? py.float(Number(text)) : py.str(String(text));
  return Array.isArray(value) ? py.list(value.map(wire)) : wire(value);
}

/** The type of a value, or of the items of a list. */
function itemOf(index: PlacedIndex, type: TypeRef): TypeRef {
  const itself = (other: TypeRef): TypeRef => other;
  return foldType<TypeRef>(type, {
    bool: itself,
    int: itself,
    float: itself,
    decimal: itself,
    string: itself,
    text: itself,
    uuid: itself,
    date: itself,
    time: itself,
    datetime: itself,
    duration: itself,
    bytes: itself,
    any: itself,
    json: ({ of }, fold) => fold(of),
    enum: itself,
    named: (node, fold) => fold(index.type(node.type).type),
    tag: itself,
    shape: itself,
    union: itself,
    row: itself,
    list: ({ of }, fold) => fold(of),
    dict: itself,
    page: itself,
    optional: ({ of }, fold) => fold(of),
  });
}

function changed(index: PlacedIndex, member: Member): Py {
  return py.call(ref("shared.runtime.schema", "unset"), said(index, member));
}

function answered(index: PlacedIndex, member: Member): Py | null {
  const facts = said(index, member);
  return facts.length === 0 ? null : fieldCall(facts);
}

/**
 * What is told about a member besides its type. Pydantic's own `deprecated` would warn whoever reads the attribute; what
 * is sensitive is not printed, so that no log shows it.
 */
function said(index: PlacedIndex, member: Member, published: Py | null = null): readonly Py[] {
  const text = withEnding(member);
  const isSensitive = member.mirrors !== null && index.field(member.mirrors).sensitive;
  const extra: (readonly [Py, Py])[] = [
    ...(published === null ? [] : [[py.str("default"), published] as const]),
    ...(member.deprecated === undefined ? [] : [[py.str("deprecated"), py.bool(true)] as const]),
  ];
  return [
    ...(text === null ? [] : [py.kw("description", py.str(text))]),
    ...(member.example === undefined
      ? []
      : [py.kw("examples", py.list([json(valueTravelling(index, member.example, member.type))]))]),
    ...(extra.length === 0 ? [] : [py.kw("json_schema_extra", py.dict(extra))]),
    ...(isSensitive ? [py.kw("repr", py.bool(false))] : []),
  ];
}

function fieldCall(args: readonly Py[]): Py {
  return py.call(ref("pydantic", "Field"), args);
}

function describe(index: PlacedIndex, shape: Shape): string {
  if (shape.operation !== null) {
    const { name } = index.operation(shape.operation);
    return shape.role === "output" ? `What \`${name}\` answers.` : `What \`${name}\` is given.`;
  }
  if (shape.model === null) return `A value of the type ${shape.name}.`;
  const entity = index.entity(shape.model);
  const { words, article } = entity.names;
  const isDefault = ["Create", "Update", "Read"].some((variant) => entity.variants[variant] === shape.id);
  const variant = isDefault ? "" : `, as ${shape.name} has it`;
  switch (shape.role) {
    case "create":
      return `What a new ${words} is made from${variant}.`;
    case "update":
      return `What may be changed in ${article} ${words}${variant}; an absent field stays as it is.`;
    default:
      return `${article === "a" ? "A" : "An"} ${words}${variant === "" ? " as others see it" : variant}.`;
  }
}

export function sortDefinition(
  { model }: PlacedIndex,
  entity: Entity,
  operation: Operation,
  list: ListSpec,
): EnumView {
  const written = travelling(model);
  return {
    kind: "enum",
    node: operation.id,
    name: py.name(list.names.sort),
    docstring: py.docstring(
      `Orders of a list of ${entity.names.wordsPlural}; a minus sign means descending.`,
    ),
    members: list.sorts.flatMap(({ key }) =>
      [false, true].map((descending) => ({
        name: py.name(sortMember(list, key, descending)),
        value: py.str(`${descending ? "-" : ""}${written(key)}`),
      }))
    ),
  };
}

/** Longest text that a cursor, which is opaque to callers, may have. */
const CURSOR_LENGTH = 1000;
const SEARCH_LENGTH = 255;

export function queryDefinition(
  index: PlacedIndex,
  entity: Entity,
  operation: Operation,
  list: ListSpec,
): ClassView {
  const taken: Taken = new Set(list.filters.map((filter) => filter.wire));
  const { sort } = listRefs(index, list);
  const text = (maxLength: number): Py =>
    optionalInQuery(annotation(index, { kind: "text", maxLength }, "query", taken));
  const { key, descending } = list.defaultSort;
  const limits = { kind: "int", format: "int4", ge: 1, le: list.page.max } as const;
  const offsets = { kind: "int", format: "int4", ge: 0 } as const;
  const members: readonly MemberView[] = [
    {
      name: py.name("limit"),
      type: annotation(index, limits, "query", taken),
      value: py.int(list.page.default),
    },
    list.page.kind === "cursor"
      ? { name: py.name("cursor"), type: text(CURSOR_LENGTH), value: py.none }
      : { name: py.name("offset"), type: annotation(index, offsets, "query", taken), value: py.int(0) },
    {
      name: py.name("sort"),
      type: named(index, sort),
      value: py.attr(named(index, sort), sortMember(list, key, descending)),
    },
    ...(list.search.length === 0 ? [] : [{ name: py.name("q"), type: text(SEARCH_LENGTH), value: py.none }]),
    ...list.filters.map((filter) => ({
      name: py.name(filter.wire),
      type: filterAnnotation(index, filter, taken),
      value: py.none,
    })),
  ];
  return {
    kind: "class",
    node: operation.id,
    name: py.name(list.names.query),
    base: ref(baseModule(index), "InputModel"),
    docstring: py.docstring(`Which ${entity.names.wordsPlural} to list.`),
    deprecated: false,
    members,
  };
}

/** The class of a page, if the operation answers in pages and not with a bare list. */
export function pageDefinition(
  index: PlacedIndex,
  operation: Operation,
  list: ListSpec,
): readonly ClassView[] {
  if (operation.output.kind !== "page") return [];
  const item = named(index, shapeRef(index, operation.output.shape));
  const words = index.entity(operation.output.model).names.wordsPlural;
  const int = py.name("int");
  const [summary, more] = list.page.kind === "cursor"
    ? [`Some ${words}, and the cursor of the next page unless this is the last.`, {
      next_cursor: py.union(py.name("str"), py.none),
    }]
    : list.page.total
    ? [`Some ${words}, and how many there are.`, { total: int, limit: int, offset: int }]
    : [`Some ${words}, and where they stand.`, { limit: int, offset: int }];
  return [{
    kind: "class",
    node: operation.id,
    name: py.name(list.names.page),
    base: ref(baseModule(index), "OutputModel"),
    docstring: py.docstring(summary),
    deprecated: false,
    members: [
      { name: py.name("items"), type: py.subscript(py.name("list"), [item]), value: null },
      ...Object.entries(more).map(([name, type]) => ({ name: py.name(name), type, value: null })),
    ],
  }];
}
