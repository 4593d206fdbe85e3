import type { ErrorsFile } from "../spec/shapes.ts";
import type { SpecFile } from "../spec/spec.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity, ErrorCode, Id, Member, MessagePart } from "./model.ts";
import { pascalCase, sentenceCase } from "./names.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { resolveMembers } from "./resolve-shapes.ts";

/** Codes that every service answers with; they are not declared. */
export const BUILT_IN_CODES: readonly string[] = [
  "REQUEST_INVALID",
  "BODY_UNREADABLE",
  "BODY_TOO_LARGE",
  "METHOD_NOT_ALLOWED",
  "UNAVAILABLE",
  "UPSTREAM_UNEXPECTED",
  "UNAUTHENTICATED",
  "INVALID_CREDENTIALS",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "WRONG_STATE",
  "STALE",
  "IDEMPOTENCY_MISMATCH",
  "RATE_LIMITED",
  "MERGE_SAME",
  "MERGE_CONFLICT",
  "INTERNAL",
];

type ImpliedKind = "not_found" | "already_exists" | "in_use";
const IMPLIED = /^(.+)_(NOT_FOUND|ALREADY_EXISTS|IN_USE)$/;
const HOLE = /\{([a-z_][a-z0-9_]*)\}/;

/** The catalogue of the project; what the models imply is added when something can raise it. */
export function resolveErrors(scope: Resolution, files: readonly SpecFile<ErrorsFile>[]): void {
  for (const file of files) {
    for (const [code, written] of Object.entries(file.value.errors)) {
      const site: Site = { file, path: ["errors", code], place: `error ${code}` };
      scope.checkName("error", code, site);
      const reason = reasonTaken(scope, code);
      if (reason !== null) {
        scope.report(found.SVC0264(scope.key(site), { code, reason }));
        continue;
      }
      const spec = typeof written === "string" ? shortForm(scope, code, written, site) : written;
      if (spec === null) continue;
      const details = "details" in spec && spec.details !== undefined
        ? resolveMembers(scope, spec.details, pascalCase(code.toLowerCase()), null, {
          ...site,
          path: [...site.path, "details"],
        }, null)
        : [];
      const text = spec.message ?? `${sentenceCase(code)}.`;
      const message = messageParts(text);
      for (const part of message) {
        if (part.kind === "hole" && !details.some((member) => member.name === part.detail)) {
          const help = suggestion(part.detail, details.map((member) => member.name), "add it to details");
          scope.report(found.SVC0262(scope.at(site, "message"), { code, hole: part.detail }, { help }));
        }
      }
      const title = "title" in spec && spec.title !== undefined ? spec.title : sentenceCase(code);
      const description = "description" in spec ? spec.description ?? null : null;
      add(scope, { code, status: spec.status, title, description, message, details, implied: null });
      scope.mark(`errors.${code}`, site);
    }
  }
}

/** The error of a code, made now if a model implies it; null if there is none. */
export function errorOf(scope: Resolution, code: string): ErrorCode | null {
  const known = scope.errors.get(`errors.${code}`);
  if (known !== undefined) return known;
  const [, upper, kind] = IMPLIED.exec(code) ?? [];
  const entity = scope.entityByUpper(upper);
  if (entity === null) return null;
  return imply(scope, entity, kind!.toLowerCase() as ImpliedKind);
}

export function knownCodes(scope: Resolution): string[] {
  const implied = [...scope.entities.values()].flatMap((
    { names },
  ) => [`${names.upper}_NOT_FOUND`, `${names.upper}_ALREADY_EXISTS`, `${names.upper}_IN_USE`]);
  return [...new Set([...[...scope.errors.values()].map((error) => error.code), ...implied])];
}

/** The error that a model implies, declared on first use. */
export function imply(scope: Resolution, entity: Entity, kind: ImpliedKind): ErrorCode {
  const code = `${entity.names.upper}_${kind.toUpperCase()}`;
  const known = scope.errors.get(`errors.${code}`);
  if (known !== undefined) return known;
  const { words, key } = entity.names;
  const noun = words.charAt(0).toUpperCase() + words.slice(1);
  const keyMember: Member = {
    name: key,
    field: key,
    type: { kind: "uuid" },
    required: true,
    description: null,
    mirrors: null,
  };
  const hole: MessagePart = { kind: "hole", detail: key };
  const implied = { kind, model: entity.id };
  const span = scope.spans.get(entity.id);
  if (span !== undefined) scope.spans.set(`errors.${code}`, span);
  switch (kind) {
    case "not_found":
      return add(scope, {
        code,
        status: 404,
        title: `${noun} not found`,
        description: `There is no such ${words}.`,
        message: [{ kind: "text", text: `${noun} ` }, hole, { kind: "text", text: " does not exist." }],
        details: [keyMember],
        implied,
      });
    case "in_use":
      return add(scope, {
        code,
        status: 409,
        title: `${noun} in use`,
        description: `Other rows refer to the ${words}.`,
        message: [{ kind: "text", text: `${noun} ` }, hole, { kind: "text", text: " is still referred to." }],
        details: [keyMember],
        implied,
      });
    case "already_exists": {
      const another = `Another ${words}`;
      const own = entity.unique.filter((set) => set.error === `errors.${code}`);
      const spoken = (member: boolean) =>
        own.map((set) =>
          set.fields.map((id) => {
            const field = entity.fields.find((candidate) => candidate.id === id)!;
            return member ? field.member : field.name;
          }).join(" and ")
        ).join(", or the same ") || "values";
      return add(scope, {
        code,
        status: 409,
        title: `${noun} already exists`,
        description: `${another} has the same ${spoken(false)}.`,
        message: [{ kind: "text", text: `${another} has the same ${spoken(true)}.` }],
        details: [],
        implied,
      });
    }
  }
}

/** What the repository of a table raises, whether or not an operation lets it through: slots use it, too. */
export function implyOfTable(scope: Resolution, entity: Entity): void {
  if (entity.table === null) return;
  imply(scope, entity, "not_found");
  if (entity.referrers.some(({ onDelete }) => onDelete === "restrict")) imply(scope, entity, "in_use");
}

function add(scope: Resolution, facts: Omit<ErrorCode, "id" | "ext" | "names">): ErrorCode {
  const id: Id = `errors.${facts.code}`;
  const error: ErrorCode = {
    id,
    ext: {},
    ...facts,
    names: { class: `${pascalCase(facts.code.toLowerCase())}Error` },
  };
  scope.errors.set(id, error);
  return error;
}

function reasonTaken(scope: Resolution, code: string): string | null {
  if (BUILT_IN_CODES.includes(code)) return "is a code of the language";
  const [, upper] = IMPLIED.exec(code) ?? [];
  const entity = scope.entityByUpper(upper);
  if (entity !== null) return `follows from the model ${entity.name}`;
  return scope.errors.has(`errors.${code}`) ? "is declared twice" : null;
}

function shortForm(
  scope: Resolution,
  code: string,
  text: string,
  site: Site,
): { status: number; message: string } | null {
  const [, status, message] = /^([45]\d\d)\s+(\S.*)$/s.exec(text) ?? [];
  if (status !== undefined && message !== undefined) return { status: Number(status), message };
  scope.report(found.SVC0265(scope.at(site), { code, text }));
  return null;
}

function messageParts(text: string): MessagePart[] {
  const parts: MessagePart[] = [];
  for (const [position, piece] of text.split(HOLE).entries()) {
    if (position % 2 === 1) parts.push({ kind: "hole", detail: piece });
    else if (piece !== "") parts.push({ kind: "text", text: piece });
  }
  return parts;
}
