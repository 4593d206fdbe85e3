import type { ModelSpec } from "../spec/models-file.ts";
import { type Condition, fieldsOf } from "./condition.ts";
import { describeType } from "./describe-type.ts";
import { meaning as found } from "./diagnostics.ts";
import { digest } from "./digest.ts";
import type { CheckSet, Entity, Field, IndexKind, IndexSet, UniqueSet } from "./entity.ts";
import { namedFields } from "./field-named.ts";
import type { Resolution, Site } from "./resolution.ts";
import { resolveCondition } from "./resolve-condition.ts";
import { isComparable, unnamed } from "./type-facts.ts";

/** What `unique:` of a model and of its fields says. */
export function uniqueSets(scope: Resolution, entity: Entity, spec: ModelSpec, site: Site): UniqueSet[] {
  const sets = declaredSets(scope, entity, spec, site);
  if (spec.key === undefined) return sets;
  // A set of the same fields says what is answered if a row has the key already.
  const same = ({ fields, where }: UniqueSet) => where === null && fields.join() === entity.key.join();
  const id = `${entity.id}.key`;
  scope.spans.set(id, scope.key(site, "key"));
  const key: UniqueSet = {
    id,
    primary: true,
    fields: entity.key,
    where: null,
    constraint: `pk_${entity.table}`,
    error: sets.find(same)?.error ?? `errors.${entity.names.upper}_ALREADY_EXISTS`,
  };
  return [key, ...sets.filter((set) => !same(set))];
}

function declaredSets(scope: Resolution, entity: Entity, spec: ModelSpec, site: Site): UniqueSet[] {
  const sets: UniqueSet[] = [];
  const add = (fields: readonly Field[], where: Condition | null, error: string | undefined, at: Site) => {
    if (!areColumns(scope, entity, fields, "a unique set", at)) return;
    const columns = fields.map((field) => field.column).join("_");
    const mark = markOf(where);
    const id = `${entity.id}.unique.${fields.map((field) => field.name).join("_")}${mark}`;
    if (sets.some((other) => other.id === id)) return;
    scope.spans.set(id, scope.at(at));
    const code = error ?? `${entity.names.upper}_ALREADY_EXISTS`;
    sets.push({
      id,
      fields: fields.map((field) => field.id),
      where,
      constraint: `uq_${entity.table}_${columns}${mark}`,
      error: `errors.${code}`,
    });
  };
  for (const field of entity.fields) {
    const written = spec.fields[field.name];
    if (typeof written !== "object" || written.unique === undefined || written.unique === false) continue;
    add(
      [field],
      null,
      written.unique === true ? undefined : written.unique,
      keySite(entity, field, "unique", site),
    );
  }
  for (const [position, written] of (spec.unique ?? []).entries()) {
    const { fields, where, at } = setAt(scope, entity, written, "unique", position, site);
    if (fields !== null && where !== undefined) {
      add(fields, where, Array.isArray(written) ? undefined : written.error, at);
    }
  }
  return sets;
}

/** What `index:` of a model and of its fields says. */
export function indexSets(scope: Resolution, entity: Entity, spec: ModelSpec, site: Site): IndexSet[] {
  const sets: IndexSet[] = [];
  const add = (fields: readonly Field[], where: Condition | null, kind: IndexKind, at: Site) => {
    if (!fitsKind(scope, entity, fields, kind, at)) return;
    const mark = `${kind === "btree" ? "" : `_${kind}`}${markOf(where)}`;
    const id = `${entity.id}.index.${fields.map((field) => field.name).join("_")}${mark}`;
    if (sets.some((other) => other.id === id)) return;
    scope.spans.set(id, scope.at(at));
    const columns = fields.map((field) => field.column).join("_");
    const name = `ix_${entity.table}_${columns}${mark}`;
    sets.push({ id, fields: fields.map((field) => field.id), where, kind, name });
  };
  for (const field of entity.fields) {
    const written = spec.fields[field.name];
    if (typeof written !== "object" || written.index !== true) continue;
    add([field], null, "btree", keySite(entity, field, "index", site));
  }
  for (const [position, written] of (spec.index ?? []).entries()) {
    const { fields, where, at } = setAt(scope, entity, written, "index", position, site);
    if (fields !== null && where !== undefined) {
      add(fields, where, Array.isArray(written) ? "btree" : written.kind ?? "btree", at);
    }
  }
  return sets;
}

/** What `check:` of a model says. */
export function checkSets(scope: Resolution, entity: Entity, spec: ModelSpec, site: Site): CheckSet[] {
  return (spec.check ?? []).flatMap((written, position) => {
    const at: Site = { ...site, path: [...site.path, "check", position, "that"] };
    const condition = resolveCondition(scope, entity, written.that, at);
    if (condition === null) return [];
    const fields = fieldsOf(condition).map((id) => entity.fields.find((field) => field.id === id)!);
    // A rule that is written another way is the same rule; one that says something else has another name.
    const name = ruleName(`ck_${entity.table}`, fields, markOf(condition));
    const id = `${entity.id}.check.${name}`;
    scope.spans.set(id, scope.at({ ...site, path: [...site.path, "check", position, "else"] }));
    return [{ id, condition, constraint: `ck_${entity.table}_${name}`, error: `errors.${written.else}` }];
  });
}

type WrittenSet =
  | readonly string[]
  | { readonly fields: readonly string[]; readonly where?: string | undefined };

/** The fields and the condition of a set; `fields` is null and `where` undefined if there was a finding. */
function setAt(
  scope: Resolution,
  entity: Entity,
  written: WrittenSet,
  key: "unique" | "index",
  position: number,
  site: Site,
) {
  const path = [...site.path, key, position];
  const at: Site = { ...site, path };
  const isShort = (value: WrittenSet): value is readonly string[] => Array.isArray(value);
  if (isShort(written)) return { fields: someFields(written, at), where: null, at };
  const fields = someFields(written.fields, { ...at, path: [...path, "fields"] });
  const where = written.where === undefined
    ? null
    : resolveCondition(scope, entity, written.where, { ...at, path: [...path, "where"] }) ?? undefined;
  return { fields, where, at };

  function someFields(names: readonly string[], inside: Site): readonly Field[] | null {
    const fields = namedFields(scope, entity, names, inside, key);
    return fields === null || fields.length === 0 ? null : fields;
  }
}

function keySite(entity: Entity, field: Field, key: string, site: Site): Site {
  return {
    file: site.file,
    path: [...site.path, "fields", field.name, key],
    place: `field ${entity.name}.${field.name}`,
  };
}

/** As many of the columns as the database has room for: the mark is enough to tell one rule from another. */
function ruleName(prefix: string, fields: readonly Field[], mark: string): string {
  const columns: string[] = [];
  for (const { column } of fields) {
    if (`${prefix}_${[...columns, column].join("_")}${mark}`.length > 63) break;
    columns.push(column);
  }
  return `${columns.join("_")}${mark}`.replace(/^_/, "");
}

/** Two sets over the same columns differ by their conditions, so their names do. */
function markOf(where: Condition | null): string {
  return where === null ? "" : `_${digest(JSON.stringify(where))}`;
}

function areColumns(
  scope: Resolution,
  entity: Entity,
  fields: readonly Field[],
  place: string,
  at: Site,
): boolean {
  const wrong = fields.find((field) => !isComparable(scope, field.type) && field.type.kind !== "row");
  if (wrong === undefined) return true;
  refuse(scope, entity, wrong, place, `it is ${describeType(wrong.type)}`, at);
  return false;
}

/** Each kind of index answers its own questions: order and equality, what a list holds, a part of a text. */
function fitsKind(
  scope: Resolution,
  entity: Entity,
  fields: readonly Field[],
  kind: IndexKind,
  at: Site,
): boolean {
  if (kind === "btree") return areColumns(scope, entity, fields, "an index", at);
  const fits = (field: Field) => {
    const type = unnamed(scope, field.type);
    if (kind === "trigram") return type.kind === "string" || type.kind === "text";
    return type.kind === "list" || type.kind === "shape" || type.kind === "dict";
  };
  const wrong = fields.find((field) => !fits(field));
  if (wrong === undefined) return true;
  const needed = kind === "trigram" ? "text" : "a list or a record";
  refuse(scope, entity, wrong, `a ${kind} index`, `it is ${describeType(wrong.type)}, not ${needed}`, at);
  return false;
}

function refuse(
  scope: Resolution,
  entity: Entity,
  field: Field,
  place: string,
  problem: string,
  at: Site,
): void {
  scope.report(found.SVC0225(scope.at(at), { field: `${entity.name}.${field.name}`, place, problem }));
}
