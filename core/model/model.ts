/**
 * The Model: what every plugin receives, built-in or sandboxed. Plain ordered JSON, everything resolved,
 * defaulted and named; ids instead of pointers, so it is versioned like an API (`model: 1`).
 *
 * An id is the address in the spec, never a position: `models.Book.fields.title`, `backend.books.finish_book`.
 * Top-level arrays are sorted by id, members stay in the order of the spec.
 */
import type { Json } from "../text/json.ts";
import type { Condition } from "./condition.ts";

export type Id = string;

export interface Model {
  readonly model: 1;
  /** Version of the language that the project is written in. */
  readonly language: 2 | 3;
  /** Dates the output style, e.g. `2026-11`. */
  readonly edition: string;
  readonly project: Project;
  readonly plugins: readonly PluginUse[];
  readonly services: readonly Service[];
  /** Those of the whole project; each service may have more. */
  readonly settings: readonly Setting[];
  /** What the environments of several services hold, beside what settings and plugins ask for. */
  readonly env: readonly EnvEntry[];
  readonly types: readonly NamedType[];
  readonly enums: readonly Enum[];
  readonly models: readonly Entity[];
  /** Records, variants of models, inline inputs and outputs: all that has members and travels. */
  readonly shapes: readonly Shape[];
  readonly errors: readonly ErrorCode[];
  readonly domains: readonly Domain[];
  readonly operations: readonly Operation[];
  /** Facts of version 2 projects; nothing is generated from them yet. */
  readonly events: readonly EventFact[];
}

/** What every node has. */
export interface Node {
  readonly id: Id;
  readonly description: string | null;
  /** Resolved extensions of plugins, by key: `ext.rest`. */
  readonly ext: Readonly<Record<string, Json>>;
}

/** It goes away: still there and still right, but no longer to be used. */
export interface Deprecation {
  /** `2026-11-21` */
  readonly since: string;
  /** The day on which it may be gone, if that is known. */
  readonly until: string | null;
  /** What to use instead, in the words of the spec. */
  readonly use: string | null;
}

export interface Project extends Node {
  /** Kebab-case; image and distribution names are made from it. */
  readonly name: string;
  readonly title: string;
  /** Version of the default image, e.g. `3.12`. */
  readonly python: string;
  readonly timezone: string;
}

export interface PluginUse extends Node {
  readonly name: string;
  readonly options: Json;
}

export interface Service extends Node {
  readonly name: string;
  /** `python-fastapi` … */
  readonly type: string;
  /** Plugin that generates services of this type, or null: nothing is generated for it. */
  readonly plugin: string | null;
  readonly access: readonly ("database" | "internet")[];
  readonly exposes: readonly string[];
  /** Models whose tables and migrations are this service's. */
  readonly owns: readonly Id[];
  /** Python dependencies of the user, PEP 508. */
  readonly dependencies: readonly string[];
  /** Services that have to be there before it. */
  readonly dependsOn: readonly Id[];
  /** Its own, beside those of the project. */
  readonly settings: readonly Setting[];
  /** What else its environment holds, beside what settings and plugins ask for. */
  readonly env: readonly EnvEntry[];
  /** Whether a function of the user changes its application last. */
  readonly wiring: boolean;
  readonly domains: readonly Id[];
  readonly names: ServiceNames;
  /** What it was called: its folder, its package and its database may still be called so. */
  readonly was?: readonly string[];
  readonly deprecated?: Deprecation;
}

/** A variable of the environment contract, as it was written. */
export interface EnvEntry extends Node {
  readonly key: string;
  readonly source: "user_secret" | "generated_secret" | "allocation" | "derived" | "literal";
  readonly environments: readonly Environment[];
  /** Names of services. */
  readonly consumers: readonly string[];
  readonly required: boolean;
  /** Of a literal. */
  readonly value: string | null;
  /** What a derived or allocated value is about. */
  readonly service: string | null;
  readonly resource: string | null;
}

export interface ServiceNames {
  /** Import package, e.g. `tg_bot`. */
  readonly package: string;
  /** Distribution, e.g. `library-tg-bot`. */
  readonly distribution: string;
  /** Prefix of environment variables, e.g. `TG_BOT`. */
  readonly env: string;
  /** Host and image, e.g. `tg-bot`. */
  readonly host: string;
}

export interface Setting extends Node {
  readonly name: string;
  /** Environment variable, e.g. `MAX_LOANS`. */
  readonly env: string;
  readonly type: TypeRef;
  /** Absent: it must be set. */
  readonly default?: Json;
  readonly secret: boolean;
  /** Environments in which it must be set although it is optional elsewhere. */
  readonly requiredIn: readonly Environment[];
  /** What it was called: such a variable is read where the one of today is not set. */
  readonly was?: readonly string[];
  readonly deprecated?: Deprecation;
}

export type Environment = "local" | "test" | "production";

/** A type as it is used. Walked by `foldType` and by nothing else. */
export type TypeRef =
  | BoolType
  | IntType
  | FloatType
  | DecimalType
  | StringType
  | TextType
  | UuidType
  | DateType
  | TimeType
  | DatetimeType
  | DurationType
  | BytesType
  | AnyType
  | JsonType
  | EnumRef
  | NamedRef
  | TagType
  | ShapeRef
  | UnionType
  | RowRef
  | ListType
  | DictType
  | PageType
  | OptionalType;

/** Inclusive and exclusive limits. */
export interface Bounds<N> {
  readonly ge?: N;
  readonly gt?: N;
  readonly le?: N;
  readonly lt?: N;
}

export interface BoolType {
  readonly kind: "bool";
}
export interface IntType extends Bounds<number> {
  readonly kind: "int";
  /** `int4` and `int8` take what such a column holds; without a format it is what all readers of JSON keep exact. */
  readonly format: "int4" | "int8" | null;
}
export interface FloatType extends Bounds<number> {
  readonly kind: "float";
}
/** Bounds as they were written, e.g. `0.50`: a decimal is never a binary float. */
export interface DecimalType extends Bounds<string> {
  readonly kind: "decimal";
  /** Digits in all. */
  readonly precision: number;
  /** Digits after the point. */
  readonly scale: number;
  readonly wire: "string" | "number";
}
export interface StringType {
  readonly kind: "string";
  readonly minLength: number;
  /** Null only in version 2, which knows no limits. */
  readonly maxLength: number | null;
  /** Regular expression, searched as ECMA 262 and Python do alike. */
  readonly pattern: string | null;
  readonly format: "email" | "url" | "slug" | null;
  readonly normalize: readonly Normalization[];
}
export type Normalization = "trim" | "collapse" | "lower" | "upper" | "nfc";
/** Long text: `text` in the database. */
export interface TextType {
  readonly kind: "text";
  readonly maxLength: number | null;
}
export interface UuidType {
  readonly kind: "uuid";
}
export interface DateType {
  readonly kind: "date";
}
/** A time of the day, without a time zone. */
export interface TimeType {
  readonly kind: "time";
}
/** Always aware. */
export interface DatetimeType {
  readonly kind: "datetime";
}
/** A length of time, exact to the microsecond; so without months and years, which have no fixed length. */
export interface DurationType {
  readonly kind: "duration";
}
export interface BytesType {
  readonly kind: "bytes";
  /** Of the bytes themselves, not of the text in which they travel. */
  readonly maxLength: number;
}
/** A value of any JSON type, null too. */
export interface AnyType {
  readonly kind: "any";
}
/** A value of a type that is stored as JSON, also where its column could be narrower. */
export interface JsonType {
  readonly kind: "json";
  readonly of: TypeRef;
}
export interface EnumRef {
  readonly kind: "enum";
  readonly enum: Id;
}
/** A named scalar of `types:`; its rules stand in `NamedType.type`. */
export interface NamedRef {
  readonly kind: "named";
  readonly type: Id;
}
/** The member of a record that says which part of a union it is: this text. */
export interface TagType {
  readonly kind: "tag";
  readonly value: string;
}
/** One of several records, told apart by a member of each. The same wherever it is used, and in `NamedType.type`. */
export interface UnionType {
  readonly kind: "union";
  /** The named type that it is. */
  readonly type: Id;
  /** Name of the member. */
  readonly tag: string;
  readonly of: readonly { readonly value: string; readonly shape: Id }[];
}
export interface ShapeRef {
  readonly kind: "shape";
  readonly shape: Id;
}
/** A reference to a row: its key on the wire and in the column, the row itself inside. */
export interface RowRef {
  readonly kind: "row";
  readonly model: Id;
}
export interface ListType {
  readonly kind: "list";
  readonly of: TypeRef;
  readonly minItems: number;
  readonly maxItems: number | null;
}
/** An object whose members are named by its callers. */
export interface DictType {
  readonly kind: "dict";
  /** A scalar that is written as text. */
  readonly key: TypeRef;
  readonly value: TypeRef;
  readonly minItems: number;
  readonly maxItems: number | null;
}
/** One page of a list; outputs only. */
export interface PageType {
  readonly kind: "page";
  readonly of: TypeRef;
}
export interface OptionalType {
  readonly kind: "optional";
  readonly of: TypeRef;
}

/** A named scalar (`Isbn`) or a union. Records are shapes. */
export interface NamedType extends Node {
  readonly name: string;
  readonly type: TypeRef;
  /** Service that alone sees it, or null: the whole project. */
  readonly service: Id | null;
  readonly deprecated?: Deprecation;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
}

export interface Enum extends Node {
  readonly name: string;
  /** In declared order, which is the sort order. */
  readonly values: readonly EnumValue[];
  /** The field of an inline enum, or null. */
  readonly field: Id | null;
  readonly service: Id | null;
  readonly deprecated?: Deprecation;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
}

export interface EnumValue {
  readonly value: string;
  readonly names: { readonly member: string };
  readonly description?: string;
  readonly deprecated?: Deprecation;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
}

/** A model of the spec: rows of one table. */
export interface Entity extends Node {
  readonly name: string;
  /** Version 2 models, and `table: false`, are shapes only. */
  readonly table: string | null;
  readonly fields: readonly Field[];
  /** Fields that tell rows apart, in order: `id`, which others can refer to, or what the spec says. None without a table. */
  readonly key: readonly Id[];
  /** Links to any number of rows, which are no columns. */
  readonly refs: readonly Refs[];
  readonly unique: readonly UniqueSet[];
  readonly indexes: readonly IndexSet[];
  readonly checks: readonly CheckSet[];
  /** References of other models to this one, named or not, in order of their ids. */
  readonly referrers: readonly Referrer[];
  /** Service that owns the table, or null. */
  readonly owner: Id | null;
  /** Shapes of this model by variant name; `Create`, `Update` and `Read` always (in version 3). */
  readonly variants: Readonly<Record<string, Id>>;
  readonly names: EntityNames;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
  /** Former names of the table, if it has any. */
  readonly tableWas?: readonly string[];
  /** Names of deleted fields, which no other may get. */
  readonly reserved?: readonly string[];
  readonly deprecated?: Deprecation;
}

export interface EntityNames {
  /** `outgoing_email` */
  readonly snake: string;
  /** `outgoing_emails` */
  readonly plural: string;
  /** `OUTGOING_EMAIL` */
  readonly upper: string;
  /** For sentences: `outgoing email`. */
  readonly words: string;
  /** `outgoing emails` */
  readonly wordsPlural: string;
  /** `an` */
  readonly article: "a" | "an";
  /** Name of the key in a path, a param or a detail: `outgoing_email_id`. */
  readonly key: string;
  /** Python: module of schemas, table and repository (`outgoing_email`). */
  readonly module: string;
  /** Python: `OutgoingEmail`. */
  readonly class: string;
}

export interface Field extends Node {
  /** As in the spec: `author`. */
  readonly name: string;
  /** Attribute and wire member: `author_id`. */
  readonly member: string;
  /** The member, unless the spec names the column. */
  readonly column: string;
  readonly type: TypeRef;
  readonly optional: boolean;
  readonly default?: Json;
  /** Never in Create and Update. */
  readonly readonly: boolean;
  /** In Create only. */
  readonly immutable: boolean;
  /** Not to be read by accident: neither in Read nor in logs, unless a variant names it. */
  readonly sensitive: boolean;
  /** Values of `id`, `created_at` and `updated_at` are made without anybody saying them, written down or not. */
  readonly implied: "id" | "created_at" | "updated_at" | null;
  readonly deprecated?: Deprecation;
  readonly relation: Relation | null;
  readonly example?: Json;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
  /** What rows get that have nothing there when the field becomes required. */
  readonly backfill?: Json;
  /** The same of what a row holds in its other columns. */
  readonly backfillFrom?: Backfill;
}

/** What a row gets out of its own columns. */
export type Backfill =
  | { readonly kind: "condition"; readonly condition: Condition }
  /** The first of these that is there, or else a value. */
  | { readonly kind: "columns"; readonly fields: readonly Id[]; readonly otherwise?: Json };

export interface Relation {
  readonly model: Id;
  readonly onDelete: "restrict" | "cascade" | "set_null";
  /** Name of the way back, or null: there is none. */
  readonly inverse: string | null;
}

export interface Referrer {
  readonly model: Id;
  readonly field: Id;
  readonly inverse: string | null;
  readonly onDelete: "restrict" | "cascade" | "set_null";
}

/** Rows of another model without a word about each: pairs of keys in a table of their own. */
export interface Refs extends Node {
  /** As in the spec, in the ORM and on the wire: `authors`. */
  readonly name: string;
  readonly model: Id;
  /** `book_authors` */
  readonly table: string;
  /** `book_id`, `author_id` */
  readonly columns: { readonly own: string; readonly other: string };
  readonly inverse: string | null;
  /** Unique field of the target whose values are sent instead of keys, or null. */
  readonly accept: Id | null;
  /** Whether a value that no row has makes one: the target needs nothing else. */
  readonly makes: boolean;
  readonly maxItems: number;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
}

export interface UniqueSet {
  /** `models.Book.unique.author_title` */
  readonly id: Id;
  /** Whether it is the key that the model says. */
  readonly primary?: true;
  readonly fields: readonly Id[];
  /** Only rows of which this holds must differ; null: all. */
  readonly where: Condition | null;
  /** Name of the constraint: `uq_books_author_id_title`. */
  readonly constraint: string;
  readonly error: Id;
}

export interface IndexSet {
  readonly id: Id;
  readonly fields: readonly Id[];
  readonly where: Condition | null;
  readonly kind: IndexKind;
  readonly name: string;
}

export type IndexKind = "btree" | "gin" | "trigram";

/** A rule over own columns that every row keeps. */
export interface CheckSet {
  readonly id: Id;
  readonly condition: Condition;
  /** Name of the constraint: `ck_loans_begins_ends_1a2b3c`. */
  readonly constraint: string;
  readonly error: Id;
}

export type ShapeRole = "record" | "create" | "update" | "read" | "input" | "output";

/** Members that travel together. `update` shapes are partial: an absent member is unchanged. */
export interface Shape extends Node {
  readonly name: string;
  readonly role: ShapeRole;
  /** Model that it is a variant of, or null. */
  readonly model: Id | null;
  /** Operation whose inline input or output it is, or null. */
  readonly operation: Id | null;
  readonly members: readonly Member[];
  /** Whether anything refers to it or declares it; the others are not generated. */
  readonly used: boolean;
  readonly service: Id | null;
  readonly deprecated?: Deprecation;
  /** Former names, if it has any: whole ones, `BookCard`. */
  readonly was?: readonly string[];
}

export interface Member {
  /** As it travels: `author_id`. */
  readonly name: string;
  /** As in the spec: `author`. */
  readonly field: string;
  readonly type: TypeRef;
  /** Whether it must be sent; in answers every member is. */
  readonly required: boolean;
  readonly default?: Json;
  readonly example?: Json;
  readonly description: string | null;
  /** Field of the model whose rules it shares, or null. */
  readonly mirrors: Id | null;
  /** Of a row that an input names: the unique field that it is found by, or null, and the error if there is none. */
  readonly row?: { readonly by: Id | null; readonly missing: Id };
  readonly deprecated?: Deprecation;
  /** Links that it sets. */
  readonly refs?: Id;
}

export interface ErrorCode extends Node {
  readonly code: string;
  readonly status: number;
  /** `Book not started` */
  readonly title: string;
  /** Text and holes of the message, in order. */
  readonly message: readonly MessagePart[];
  readonly details: readonly Member[];
  /** Member of an input that the error is about, or null. */
  readonly field: string | null;
  /** Built-in code in whose place it is answered, or null. */
  readonly replaces: string | null;
  /** What the model implies, or null: written in the spec. */
  readonly implied:
    | { readonly kind: "not_found" | "already_exists" | "in_use"; readonly model: Id }
    | null;
  /** Python: `BookNotStartedError`. */
  readonly names: { readonly class: string };
  readonly deprecated?: Deprecation;
  /** Codes that it had, and what they are called in Python. */
  readonly was?: readonly { readonly code: string; readonly names: { readonly class: string } }[];
}

export type MessagePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "hole"; readonly detail: string };

export interface Domain extends Node {
  readonly service: Id;
  readonly name: string;
  readonly model: Id | null;
  readonly operations: readonly Id[];
  readonly names: {
    /** Python: `books`. */
    readonly module: string;
    /** Python: `Books`, as in `BooksOperations`. */
    readonly class: string;
  };
}

export type Derived = "list" | "get" | "create" | "update" | "delete";

/** Declared once; transports are adapters that plugins add. */
export interface Operation extends Node {
  readonly service: Id;
  readonly domain: Id;
  readonly name: string;
  /** Which operation of `crud:` it is, or null: written under `operations:`. */
  readonly derived: Derived | null;
  /** Whether its body is one hand-written method. */
  readonly slot: boolean;
  /** Only reads. */
  readonly query: boolean;
  readonly params: readonly Param[];
  /** What ties the rows that it is about to rows of other params: `/books/{book_id}/copies`. */
  readonly limits: readonly Limit[];
  /** Body: a shape, or null. */
  readonly input: Id | null;
  readonly output: Output;
  /** Codes that the slot may raise. */
  readonly errors: readonly Id[];
  /** Every code that the operation can answer with, computed, in order of id. */
  readonly raises: readonly Id[];
  readonly list: ListSpec | null;
  /** No transport leads to it: the slots of its service call it, and give it rows where others send keys. */
  readonly internal?: true;
  /** Who may call it, if the spec says so; without users everybody may. */
  readonly access?: "public";
  /** An experimental operation may change or go without notice. */
  readonly stability: "experimental" | "stable";
  readonly deprecated?: Deprecation;
  /** Former names, if it has any. */
  readonly was?: readonly string[];
  readonly names: {
    /** Python: `FinishBook`. */
    readonly class: string;
  };
}

/** A value beside the input. A row is loaded before the body runs. */
export interface Param extends Node {
  /** As in the spec: `book`. */
  readonly name: string;
  /** As it travels: `book_id`, or the unique field that finds it. */
  readonly wire: string;
  readonly type: TypeRef;
  /** Unique field of the row that the wire value is compared with, or null: the key. */
  readonly by: Id | null;
  /** Field whose value it is in the key of the row that a derived operation is about: of rows without an id. */
  readonly part?: Id;
  /** Error of a row that is not there; null where nothing is looked for: no row or part of a key, or it is passed. */
  readonly missing: Id | null;
  readonly deprecated?: Deprecation;
  readonly optional: boolean;
  readonly default?: Json;
}

/** A row of another parent is not found, and a new row gets this one. */
export interface Limit {
  /** Row param. */
  readonly param: Id;
  /** Reference of the rows that has to hold that row. */
  readonly field: Id;
}

export type Output =
  | { readonly kind: "none" }
  /** A row, shown as a variant. */
  | { readonly kind: "row"; readonly shape: Id; readonly model: Id; readonly optional: boolean }
  /** All rows that a slot returns, or a whole list, each shown as a variant. */
  | { readonly kind: "rows"; readonly shape: Id; readonly model: Id }
  /** A page of rows. */
  | { readonly kind: "page"; readonly shape: Id; readonly model: Id }
  /** Anything else: the slot returns just this. */
  | { readonly kind: "value"; readonly type: TypeRef };

export interface ListSpec {
  /** Model whose rows are listed. */
  readonly model: Id;
  readonly filters: readonly Filter[];
  /** Fields of which any may hold the text of `?q=`. */
  readonly search: readonly Id[];
  readonly sorts: readonly Sort[];
  /** One of `sorts`, with its direction. */
  readonly defaultSort: { readonly key: string; readonly descending: boolean };
  readonly page: PageSpec;
  /** Python classes: `BookSort`, `BookListQuery`, `BookPage`. */
  readonly names: { readonly sort: string; readonly query: string; readonly page: string };
}

/** How a list goes on, and how many rows are sent at once. */
export type PageSpec =
  /** After the last row seen, at the same cost however deep. */
  | { readonly kind: "cursor"; readonly default: number; readonly max: number }
  /** After a number of rows; `total` tells how many there are. The only way of a bare list. */
  | {
    readonly kind: "offset";
    readonly total: boolean;
    readonly default: number;
    readonly max: number;
  };

export type FilterOperator = "eq" | "ne" | "in" | "ge" | "gt" | "le" | "lt" | "has" | "contains";

export interface Filter {
  /** `status`, `price_ge`, `tags_has`, `author_id` */
  readonly wire: string;
  readonly field: Id;
  readonly operator: FilterOperator;
  /** Of the value that travels: an item for `has`, a list for `in`. */
  readonly type: TypeRef;
}

export interface Sort {
  /** Name of the column, e.g. `created_at`. */
  readonly key: string;
  readonly field: Id;
}

export interface EventFact extends Node {
  readonly name: string;
  readonly facts: Json;
}
