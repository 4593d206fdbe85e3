import {
  type Check,
  type Column,
  type Entity,
  type Field,
  foldType,
  type ForeignKey,
  type Index,
  type Py,
  py,
  type Refs,
  type Table,
} from "../../mod.ts";
import { annotation, enumRef, fieldAnnotation, literal, withEnding } from "../python/contract.ts";
import { type BackendService, tableOf } from "./backend-service.ts";
import {
  checkCondition,
  columnType,
  countedTable,
  countedType,
  givenKey,
  indexOptions,
  serverDefault,
  type TypeNames,
} from "./column-type.ts";
import { type Relationship, relationshipsOf, relationshipType } from "./orm-relationships.ts";
import { baseRef, ref } from "./refs.ts";

/** View of `templates/backend/orm-model.eta`. */
export interface OrmView {
  readonly node: string;
  readonly name: Py;
  /** What the rows of many tables have in common, and the base. */
  readonly bases: Py;
  readonly docstring: Py;
  readonly table: Py;
  readonly hasTableArgs: boolean;
  readonly tableArgs: Py;
  readonly columns: readonly AttributeView[];
  readonly relationships: readonly AttributeView[];
  readonly links: readonly LinkTableView[];
}

interface AttributeView {
  readonly node: string;
  readonly name: Py;
  readonly annotation: Py;
  readonly value: Py;
}

export function ormView(backend: BackendService, entity: Entity): OrmView {
  const table = tableOf(backend, entity);
  const relationships = relationshipsOf(backend, entity);
  // In the order of the table: a key is what SQLAlchemy meets first.
  const fields = table.columns.flatMap(({ name }) => entity.fields.filter(({ column }) => column === name))
    .filter(isOwn);
  // A class body is a scope: after a column `date`, the name means the column.
  const taken = new Set([...fields.map((field) => field.member), ...relationships.map(({ name }) => name)]);
  const tableArgs = tableArgsOf(table);
  return {
    node: entity.id,
    name: py.name(entity.names.class),
    bases: py.args([...commonColumns(entity), py.ref(baseRef(backend.service))]),
    docstring: py.docstring(withEnding(entity) ?? `${entity.names.article} ${entity.names.words}`),
    table: py.str(table.name),
    hasTableArgs: tableArgs.length > 0,
    tableArgs: py.tuple(tableArgs),
    columns: fields.map((field) => columnView(backend, table, field, taken)),
    relationships: relationships.map((relationship) =>
      relationshipView(backend, entity, relationship, taken)
    ),
    links: entity.refs.map((refs) => linkTableView(backend, refs)),
  };
}

/** Whether the class of the row says it, and none of its bases. */
function isOwn({ implied, type }: Field): boolean {
  return implied === null || (implied === "id" && type.kind !== "uuid");
}

function commonColumns({ fields }: Entity): readonly Py[] {
  const isStamped = fields.some(({ implied }) => implied === "created_at");
  const hasUuid = fields.some((field) => field.implied === "id" && !isOwn(field));
  const name = isStamped ? (hasUuid ? "Identified" : "Stamped") : hasUuid ? "Keyed" : null;
  return name === null ? [] : [ref("shared.runtime.orm", name)];
}

function tableArgsOf(table: Table): Py[] {
  const names = (columns: readonly string[]) => columns.map(py.str);
  return [
    ...table.unique.map(({ columns }) => py.call(ref("sqlalchemy", "UniqueConstraint"), names(columns))),
    ...table.checks.map((check) => checkConstraint(table, check)),
    ...table.indexes.map((index) =>
      py.call(ref("sqlalchemy", "Index"), [
        indexName(table, index),
        ...names(index.columns),
        ...indexOptions(table, index, ormNames(new Set())),
      ])
    ),
    ...(countedTable(table) ? [py.dict([[py.str("sqlite_autoincrement"), py.bool(true)]])] : []),
  ];
}

/** None where the naming convention finds the same one. */
function indexName(table: Table, { name, columns }: Index): Py {
  return name === `ix_${table.name}_${columns.join("_")}` ? py.none : py.str(name);
}

/** The naming convention puts `ck_` and the table before the name. */
function checkConstraint(table: Table, { name, rule }: Check): Py {
  const own = name.slice(`ck_${table.name}_`.length);
  const condition = checkCondition(table, rule, ormNames(new Set()));
  return py.call(ref("sqlalchemy", "CheckConstraint"), [condition, py.kw("name", py.str(own))]);
}

function columnView(
  { index, cyclicKeys }: BackendService,
  table: Table,
  field: Field,
  taken: ReadonlySet<string>,
): AttributeView {
  const column = table.columns.find(({ name }) => name === field.column)!;
  const key = table.foreignKeys.find(({ columns }) => columns[0] === field.column);
  const types = key === undefined
    ? [column.identity ? countedType(column.type, ormNames(taken)) : ormType({ index, field, column, taken })]
    : [...referringType(column), foreignKey(key, cyclicKeys.has(key.name))];
  return {
    node: field.id,
    name: py.name(field.member),
    annotation: py.expr`${ref("sqlalchemy.orm", "Mapped")}[${
      fieldAnnotation(index, field.id, "row", taken)
    }]`,
    value: py.call(visible("sqlalchemy.orm", "mapped_column", taken), [
      ...(field.column === field.member ? [] : [py.str(field.column)]),
      ...types,
      ...(column.identity ? [py.call(ref("sqlalchemy", "Identity"))] : []),
      ...(table.primaryKey.columns.includes(column.name) ? [py.kw("primary_key", py.bool(true))] : []),
      ...givenKey(table, column),
      // Null is a value of JSON, from which SQLAlchemy would guess that nothing may be there.
      ...(field.type.kind === "any" && !field.optional ? [py.kw("nullable", py.bool(false))] : []),
      ...defaultOf({ index, field, column, taken }),
      ...(column.serverDefault === null
        ? []
        : [py.kw("server_default", serverDefault(column.serverDefault, column.type, ormNames(taken)))]),
    ]),
  };
}

/** SQLAlchemy takes the type of the target, which is none for references where the database counts its values. */
function referringType({ type }: Column): readonly Py[] {
  return type.kind === "int" ? [columnType(type, ormNames(new Set()))] : [];
}

interface Written {
  readonly index: BackendService["index"];
  readonly field: Field;
  readonly column: Column;
  readonly taken: ReadonlySet<string>;
}

/** An enum and a record know their Python type, which the schema of a database does not. */
function ormType({ index, field, column, taken }: Written): Py {
  const plain = () => columnType(column.type, ormNames(taken));
  return foldType<Py>(field.type, {
    bool: plain,
    int: plain,
    float: plain,
    decimal: plain,
    string: plain,
    text: plain,
    uuid: plain,
    date: plain,
    time: plain,
    datetime: plain,
    duration: plain,
    bytes: plain,
    any: () => py.call(ref(COLUMNS, field.optional ? "JsonOf" : "AnyJson")),
    json: (type) => jsonOf(annotation(index, type, "output", taken)),
    enum: ({ enum: id }) => py.call(visible(COLUMNS, "text_enum", taken), [py.ref(enumRef(index, id))]),
    named: ({ type }, fold) => fold(index.type(type).type),
    tag: plain,
    union: (type) => jsonOf(annotation(index, type, "output", taken)),
    shape: (type) => jsonOf(annotation(index, type, "output", taken)),
    row: plain,
    list: (type, fold) => {
      if (column.type.kind !== "list") return jsonOf(annotation(index, type, "output", taken));
      const { of } = column.type;
      // Of the item alone: `plain` would print the list again.
      const isEnum = isEnumItem(index, type.of);
      return py.call(ref(COLUMNS, "ListOf"), [isEnum ? fold(type.of) : columnType(of, ormNames(taken))]);
    },
    dict: (type) => jsonOf(annotation(index, type, "output", taken)),
    page: plain,
    optional: ({ of }, fold) => fold(of),
  });
}

const COLUMNS = "shared.runtime.columns";

function jsonOf(type: Py): Py {
  return py.call(ref(COLUMNS, "JsonOf"), [type]);
}

function isEnumItem(index: BackendService["index"], type: Field["type"]): boolean {
  return type.kind === "enum" || (type.kind === "named" && isEnumItem(index, index.type(type.type).type));
}

/** The name itself, or through its module where the class has a member of this name. */
function visible(module: string, name: string, taken: ReadonlySet<string>): Py {
  if (!taken.has(name)) return ref(module, name);
  return py.attr(py.ref({ module, name: "", as: `${module.split(".").at(-1)}_` }), name);
}

function ormNames(taken: ReadonlySet<string>): TypeNames {
  return {
    sqlalchemy: (name) => ref("sqlalchemy", name),
    columns: (name) => visible(COLUMNS, name, taken),
    indexes: (name) => visible("shared.runtime.indexes", name, taken),
  };
}

function foreignKey(key: ForeignKey, isCyclic: boolean): Py {
  return py.call(ref("sqlalchemy", "ForeignKey"), [
    py.str(`${key.target.table}.${key.target.columns[0]}`),
    py.kw("ondelete", py.str(key.onDelete.toUpperCase().replace("_", " "))),
    ...(isCyclic ? [py.kw("use_alter", py.bool(true))] : []),
  ]);
}

function defaultOf({ index, field, taken }: Written): readonly Py[] {
  if (field.default === undefined || field.default === null) return [];
  if (Array.isArray(field.default) && field.default.length === 0) {
    return [py.kw("default", builtin("list", taken))];
  }
  if (typeof field.default === "object" && Object.keys(field.default).length === 0) {
    return [py.kw("default", builtin("dict", taken))];
  }
  const value = literal(index, field.default, field.type);
  // A list or a map is made anew for each row; `date` and its like are read where the class does not hide them.
  const isPlain = typeof field.default !== "object" &&
    ["date", "time", "datetime", "timedelta"].every((name) => !taken.has(name));
  return [py.kw("default", isPlain ? value : py.lambda([], value))];
}

function builtin(name: "list" | "dict", taken: ReadonlySet<string>): Py {
  if (!taken.has(name)) return py.name(name);
  return py.lambda([], name === "list" ? py.list([]) : py.dict([]));
}

function relationshipView(
  backend: BackendService,
  entity: Entity,
  relationship: Relationship,
  taken: ReadonlySet<string>,
): AttributeView {
  const type = relationshipType(backend, entity, relationship, taken);
  return {
    node: relationship.node,
    name: py.name(relationship.name),
    annotation: py.expr`${ref("sqlalchemy.orm", "Mapped")}[${type}]`,
    value: py.call(visible("sqlalchemy.orm", "relationship", taken), [
      ...relationship.join,
      py.kw("lazy", py.str("raise")),
      py.kw("viewonly", py.bool(true)),
    ]),
  };
}

interface LinkTableView {
  readonly node: string;
  readonly name: Py;
  readonly value: Py;
}

/** A table of pairs. It has no class: nobody has a row of it in hand. */
function linkTableView(backend: BackendService, refs: Refs): LinkTableView {
  const table = backend.schema.tables.find(({ name }) => name === refs.table)!;
  const columns = table.columns.map((column) => {
    const { name } = column;
    const key = table.foreignKeys.find((each) => each.columns[0] === name)!;
    return py.call(ref("sqlalchemy", "Column"), [
      py.str(name),
      ...referringType(column),
      foreignKey(key, backend.cyclicKeys.has(key.name)),
      py.kw("primary_key", py.bool(true)),
    ]);
  });
  const indexes = table.indexes.map((index) =>
    py.call(ref("sqlalchemy", "Index"), [indexName(table, index), ...index.columns.map(py.str)])
  );
  return {
    node: refs.id,
    name: py.name(refs.table),
    value: py.call(ref("sqlalchemy", "Table"), [
      py.str(refs.table),
      py.attr(py.ref(baseRef(backend.service)), "metadata"),
      ...columns,
      ...indexes,
    ]),
  };
}
