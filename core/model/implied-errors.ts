import type { Entity, Field } from "./entity.ts";
import type { ErrorCode, MessagePart } from "./error-code.ts";
import { pascalCase } from "./names.ts";
import type { Resolution } from "./resolution.ts";
import type { Member } from "./shape.ts";

const KINDS = ["not_found", "already_exists", "in_use"] as const;
type ImpliedKind = typeof KINDS[number];

/** The error of a code, made now if a model implies it; null if there is none. */
export function errorOf(scope: Resolution, code: string): ErrorCode | null {
  const known = scope.errors.get(`errors.${code}`);
  if (known !== undefined) return known;
  const implied = impliedBy(scope, code);
  return implied && imply(scope, implied.entity, implied.kind);
}

/** The model that a code follows from, and how; null if it follows from none. */
export function impliedBy(
  scope: Resolution,
  code: string,
): { readonly entity: Entity; readonly kind: ImpliedKind } | null {
  for (const kind of KINDS) {
    const suffix = `_${kind.toUpperCase()}`;
    const entity = code.endsWith(suffix) ? scope.entityByUpper(code.slice(0, -suffix.length)) : null;
    if (entity !== null) return { entity, kind };
  }
  return null;
}

/** All codes that can be named: those of the catalogue, and those that models imply. */
export function knownCodes(scope: Resolution): string[] {
  const implied = [...scope.entities.values()].filter(({ table }) => table !== null).flatMap(({ names }) =>
    KINDS.map((kind) => `${names.upper}_${kind.toUpperCase()}`)
  );
  return [...new Set([...[...scope.errors.values()].map((error) => error.code), ...implied])];
}

/** The error that a model implies, declared on first use. */
export function imply(scope: Resolution, entity: Entity, kind: ImpliedKind): ErrorCode {
  const code = `${entity.names.upper}_${kind.toUpperCase()}`;
  const known = scope.errors.get(`errors.${code}`);
  if (known !== undefined) return known;
  const span = scope.spans.get(entity.id);
  if (span !== undefined) scope.spans.set(`errors.${code}`, span);
  const error: ErrorCode = {
    id: `errors.${code}`,
    ext: {},
    code,
    ...wordsOf(scope, entity, kind, code),
    field: null,
    replaces: null,
    implied: { kind, model: entity.id },
    names: { class: errorClass(code) },
  };
  scope.errors.set(error.id, error);
  return error;
}

/** Python: `BookNotStartedError`. */
export function errorClass(code: string): string {
  return `${pascalCase(code.toLowerCase())}Error`;
}

function wordsOf(
  scope: Resolution,
  entity: Entity,
  kind: ImpliedKind,
  code: string,
): Pick<ErrorCode, "status" | "title" | "description" | "message" | "details"> {
  const { words } = entity.names;
  const noun = words.charAt(0).toUpperCase() + words.slice(1);
  const text = (part: string): MessagePart => ({ kind: "text", text: part });
  const details = keyMembers(scope, entity);
  const holes = details.flatMap(({ name }, position): MessagePart[] => [
    ...(position === 0 ? [] : [text(", ")]),
    { kind: "hole", detail: name },
  ]);
  switch (kind) {
    case "not_found":
      return {
        status: 404,
        title: `${noun} not found`,
        description: `There is no such ${words}.`,
        message: [text(`${noun} `), ...holes, text(" does not exist.")],
        details,
      };
    case "in_use":
      return {
        status: 409,
        title: `${noun} in use`,
        description: `Other rows refer to the ${words}.`,
        message: [text(`${noun} `), ...holes, text(" is still referred to.")],
        details,
      };
    case "already_exists": {
      const same = (called: (field: Field) => string) =>
        `Another ${words} has the same ${uniqueValues(entity, code, called)}.`;
      return {
        status: 409,
        title: `${noun} already exists`,
        description: same(({ name }) => name),
        message: [text(same(({ member }) => member))],
        details: [],
      };
    }
  }
}

/** What must differ: `title and author, or the same isbn`. */
function uniqueValues({ fields, unique }: Entity, code: string, called: (field: Field) => string): string {
  const sets = unique.filter((set) => set.error === `errors.${code}`).map((set) =>
    set.fields.map((id) => called(fields.find((candidate) => candidate.id === id)!)).join(" and ")
  );
  return sets.join(", or the same ") || "values";
}

/** What tells which row is meant. */
function keyMembers(scope: Resolution, { fields, key, names }: Entity): Member[] {
  return key.map((id) => {
    const { implied, member, name, type } = fields.find((field) => field.id === id)!;
    const called = implied === "id" ? { name: names.key, field: names.key } : { name: member, field: name };
    return {
      ...called,
      type: type.kind === "row" ? scope.idType(type.model) : type,
      required: true,
      description: null,
      mirrors: null,
    };
  });
}

/** What the repository of a table raises, whether or not an operation lets it through: slots use it, too. */
export function implyOfTable(scope: Resolution, entity: Entity): void {
  if (entity.table === null) return;
  imply(scope, entity, "not_found");
  if (entity.referrers.some(({ onDelete }) => onDelete === "restrict")) imply(scope, entity, "in_use");
}
