import { meaning as found } from "./diagnostics.ts";
import type { CheckSet, Entity, UniqueSet } from "./entity.ts";
import type { ErrorCode } from "./error-code.ts";
import { foldType } from "./fold-type.ts";
import { errorOf } from "./implied-errors.ts";
import type { Resolution } from "./resolution.ts";
import { unnamed } from "./type-facts.ts";
import type { TypeRef } from "./type-ref.ts";

/** Values that are at hand where an error is raised, by name. */
export type Known = ReadonlyMap<string, { readonly type: TypeRef; readonly optional: boolean }>;

/** Why generated code could not give an error its details, or null: it can. */
export function detailProblem(
  scope: Resolution,
  { details }: ErrorCode,
  known: Known,
  otherwise: string,
): string | null {
  for (const detail of details) {
    const value = known.get(detail.name);
    if (value === undefined) return `nobody could give its detail "${detail.name}"; ${otherwise}`;
    const wanted = unnamed(scope, detail.type);
    const isOptional = wanted.kind === "optional";
    const inner = isOptional ? wanted.of : wanted;
    if (pythonType(scope, inner) !== pythonType(scope, value.type)) {
      return `its detail "${detail.name}" has another type there`;
    }
    if (value.optional && !isOptional) return `its detail "${detail.name}" may be absent there`;
  }
  return null;
}

/** Which Python type a value has: all that a caller and what it calls have to agree on. */
function pythonType(scope: Resolution, type: TypeRef): string {
  const kind = (plain: TypeRef) => plain.kind;
  return foldType<string>(type, {
    bool: kind,
    int: kind,
    float: kind,
    decimal: kind,
    string: kind,
    text: () => "string",
    uuid: kind,
    date: kind,
    time: kind,
    datetime: kind,
    duration: kind,
    bytes: kind,
    any: kind,
    json: ({ of }, fold) => `json ${fold(of)}`,
    enum: ({ enum: id }) => id,
    named: ({ type: id }, fold) => fold(scope.types.get(id)!.type),
    tag: ({ value }) => `tag ${value}`,
    shape: ({ shape }) => shape,
    union: ({ type: id }) => id,
    row: ({ model }, fold) => fold(scope.idType(model)),
    list: ({ of }, fold) => `list ${fold(of)}`,
    dict: ({ key, value }, fold) => `dict ${fold(key)} ${fold(value)}`,
    page: ({ of }, fold) => `page ${fold(of)}`,
    optional: ({ of }, fold) => `optional ${fold(of)}`,
  });
}

/** What a taken unique set is answered with has to exist, and its details are fields of the row. */
export function checkRuleError(scope: Resolution, entity: Entity, rule: UniqueSet | CheckSet): void {
  const { id, error } = rule;
  const code = error.slice("errors.".length);
  const known = errorOf(scope, code);
  if (known === null) return scope.reportUnknownError(code, id);
  const members: Known = new Map(entity.fields.map((field) => [field.member, field]));
  const problem = detailProblem(scope, known, members, `a field of ${entity.name} could`);
  if (problem === null) return;
  const place = `a ${"fields" in rule ? "unique set" : "check"} of ${entity.name}`;
  scope.report(found.SVC0266(scope.spans.get(id), { code, place, problem }));
}
