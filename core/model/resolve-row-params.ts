import type { ParamSpec } from "../spec/domain-file.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity, Field } from "./entity.ts";
import { errorOf, imply, knownCodes } from "./implied-errors.ts";
import type { Id } from "./node.ts";
import type { Param } from "./operation.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { detailProblem, type Known } from "./row-errors.ts";
import type { RowRef, TypeRef } from "./type-ref.ts";

/** What a param of a model's type says beside its type. */
export interface RowOptions {
  /** What it is called as it travels, which is also the unique field that is searched; or the field, then the name. */
  readonly by?: string | Readonly<Record<string, string>> | undefined;
  /** The error of a row that is not there. */
  readonly else?: string | undefined;
}

export type RowFacts = Pick<Param, "wire" | "by" | "missing">;

/** How the row of a param is found, and what is answered if it is not there. */
export function resolveRow(
  scope: Resolution,
  param: string,
  { by, else: code }: RowOptions,
  type: RowRef,
  site: Site,
): RowFacts {
  const target = scope.entities.get(type.model)!;
  const [searched, wire] = wordsOf(by);
  if (wire !== undefined && wire !== searched) {
    scope.checkName("snake", wire, { ...site, path: [...site.path, "by"] });
  }
  const field = searched === undefined ? null : uniqueField(scope, target, searched, wire !== searched, site);
  const facts = { wire: wire ?? `${param}_id`, by: field?.id ?? null };
  const sought = field?.type ?? scope.idType(target.id);
  const missing = code === undefined ? null : missingError(scope, code, facts.wire, sought, site);
  return { ...facts, missing: missing ?? imply(scope, target, "not_found").id };
}

/** A row that the caller has. */
export function passedRow(scope: Resolution, param: string, written: RowOptions, site: Site): RowFacts {
  const help = "leave it out: the caller has the row";
  refuseRowOptions(scope, written, "a row that the caller passes", site, { help });
  return { wire: `${param}_id`, by: null, missing: null };
}

/** What a row param is called as it travels. */
export function wireOf(name: string, written: ParamSpec): string {
  const [, wire] = wordsOf(typeof written === "string" ? undefined : written.by);
  return wire ?? `${name}_id`;
}

/** `by: code` is a field and its own name; `by: { code: label }` is another name for it. */
function wordsOf(by: RowOptions["by"]): readonly [field?: string, wire?: string] {
  if (by === undefined) return [];
  return typeof by === "string" ? [by, by] : Object.entries(by)[0] ?? [];
}

/** Only rows are looked for, and only where nobody passes them; `what` is not. */
export function refuseRowOptions(
  scope: Resolution,
  written: RowOptions,
  what: string,
  site: Site,
  more: { readonly help?: string } = {},
): void {
  for (const option of ["by", "else"] as const) {
    if (written[option] === undefined) continue;
    const holes = { option, place: site.place, type: what };
    scope.report(found.SVC0215(scope.key(site, option), holes, more));
  }
}

/** The unique field of this name, or null: the key. A name alone may also be another name for the key. */
function uniqueField(
  scope: Resolution,
  target: Entity,
  by: string,
  isRenamed: boolean,
  site: Site,
): Field | null {
  const field = target.fields.find((candidate) => candidate.member === by || candidate.name === by);
  if (field === undefined && !isRenamed) return null;
  if (field !== undefined && target.key[0] === field.id) return null;
  const unique = field !== undefined &&
    target.unique.some((set) => set.where === null && set.fields.length === 1 && set.fields[0] === field.id);
  if (unique && !field.optional && field.relation === null) return field;
  scope.report(found.SVC0251(scope.at(site, "by"), { model: target.name, by, place: site.place }));
  return null;
}

/** The error of `else`; its details can only be what was looked for. */
function missingError(
  scope: Resolution,
  code: string,
  wire: string,
  type: TypeRef,
  site: Site,
): Id | null {
  const error = errorOf(scope, code);
  if (error === null && scope.unusable.has(`errors.${code}`)) return null;
  if (error === null) {
    const help = suggestion(code, knownCodes(scope), "declare it in shared/spec/errors.yaml");
    scope.report(found.SVC0261(scope.at(site, "else"), { code, place: site.place }, { help }));
    return null;
  }
  const known: Known = new Map([[wire, { type, optional: false }]]);
  const problem = detailProblem(scope, error, known, `only ${wire} is known`);
  if (problem === null) return error.id;
  scope.report(found.SVC0266(scope.at(site, "else"), { code, place: site.place, problem }));
  return null;
}

/** `{book_id}` is the param `book: Book`, if that model exists. */
export function impliedRow(scope: Resolution, operation: Id, placeholder: string, site: Site): Param | null {
  const target = scope.entityByKey(placeholder);
  if (target === null) return null;
  const name = target.names.snake;
  const id = `${operation}.params.${name}`;
  scope.spans.set(id, scope.key(site));
  return {
    id,
    description: null,
    ext: {},
    name,
    wire: placeholder,
    type: { kind: "row", model: target.id },
    by: null,
    missing: imply(scope, target, "not_found").id,
    optional: false,
  };
}
