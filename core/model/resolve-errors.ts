import type { ErrorsFile } from "../spec/errors-file.ts";
import type { SpecFile } from "../spec/spec.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Entity } from "./entity.ts";
import type { ErrorCode, MessagePart } from "./error-code.ts";
import { formerNames } from "./former-names.ts";
import { pascalCase, sentenceCase } from "./names.ts";
import type { Id } from "./node.ts";
import type { Operation } from "./operation.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { resolveMembers } from "./resolve-shapes.ts";
import type { Member } from "./shape.ts";

/** Codes that every service answers with; they are not declared. */
const BUILT_IN_CODES: readonly string[] = [
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

/** Those that something raises in this stage of the language. */
const RAISED_CODES: readonly string[] = [
  "REQUEST_INVALID",
  "BODY_UNREADABLE",
  "BODY_TOO_LARGE",
  "METHOD_NOT_ALLOWED",
  "UNAVAILABLE",
  "NOT_FOUND",
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
      if (spec === null) {
        scope.unusable.add(`errors.${code}`);
        continue;
      }
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
      const field = "field" in spec ? spec.field ?? null : null;
      const replaces = "replaces" in spec && spec.replaces !== undefined
        ? replacedCode(scope, code, spec.replaces, details, site)
        : null;
      add(scope, {
        code,
        status: spec.status,
        title,
        description,
        message,
        details,
        field,
        replaces,
        implied: null,
        ...(typeof written === "string" ? {} : facts(scope, written, site)),
      });
      scope.mark(`errors.${code}`, site);
    }
  }
}

/** Codes that an error had, and whether it goes away. */
function facts(
  scope: Resolution,
  written: Parameters<typeof deprecation>[1],
  site: Site,
): Pick<ErrorCode, "was" | "deprecated"> {
  const { was } = formerNames(written);
  const former = was?.map((code) => ({ code, names: { class: errorClass(code) } }));
  return { ...(former === undefined ? {} : { was: former }), ...deprecation(scope, written, site) };
}

function errorClass(code: string): string {
  return `${pascalCase(code.toLowerCase())}Error`;
}

/** Errors that are shown with a member of the input, and no operation that raises them has one of that name. */
export function checkErrorFields(scope: Resolution, operations: readonly Operation[]): void {
  for (const { id, code, field } of scope.errors.values()) {
    if (field === null) continue;
    const inputs = operations.filter(({ raises }) => raises.includes(id)).flatMap(({ input }) =>
      input === null ? [] : [scope.shapes.get(input)!]
    );
    const names = inputs.flatMap(({ members }) => members.map(({ name }) => name));
    if (names.includes(field)) continue;
    const help = suggestion(field, [...new Set(names)], "name a member of the input, or take field away");
    scope.report(found.SVC0267(scope.spans.get(id), { code, field }, { help }));
  }
}

/** The built-in code that an error stands for; null after a finding. */
function replacedCode(
  scope: Resolution,
  code: string,
  replaced: string,
  details: readonly Member[],
  site: Site,
): string | null {
  const at = scope.at(site, "replaces");
  if (!BUILT_IN_CODES.includes(replaced)) {
    const help = suggestion(replaced, BUILT_IN_CODES, "the codes of the language can be replaced");
    scope.report(found.SVC0261(at, { code: replaced, place: site.place }, { help }));
    return null;
  }
  if (!RAISED_CODES.includes(replaced)) {
    const construct = `what answers ${replaced}`;
    scope.report(found.SVC0108(at, { construct, place: site.place, stage: "S3" }));
    return null;
  }
  const other = [...scope.errors.values()].find(({ replaces }) => replaces === replaced);
  const problem = other !== undefined
    ? `${other.code} does so already`
    : details.length > 0
    ? "svc raises it and has no details to give"
    : null;
  if (problem === null) return replaced;
  scope.report(found.SVC0268(at, { code, replaced, problem }));
  return null;
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
  const implied = [...scope.entities.values()].flatMap(({ names, table }) =>
    table === null
      ? []
      : [`${names.upper}_NOT_FOUND`, `${names.upper}_ALREADY_EXISTS`, `${names.upper}_IN_USE`]
  );
  return [...new Set([...[...scope.errors.values()].map((error) => error.code), ...implied])];
}

/** The error that a model implies, declared on first use. */
export function imply(scope: Resolution, entity: Entity, kind: ImpliedKind): ErrorCode {
  const code = `${entity.names.upper}_${kind.toUpperCase()}`;
  const known = scope.errors.get(`errors.${code}`);
  if (known !== undefined) return known;
  const { words } = entity.names;
  const noun = words.charAt(0).toUpperCase() + words.slice(1);
  const told = keyMembers(scope, entity);
  const holes = told.flatMap(({ name }, position): MessagePart[] => [
    ...(position === 0 ? [] : [{ kind: "text", text: ", " } as const]),
    { kind: "hole", detail: name },
  ]);
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
        message: [{ kind: "text", text: `${noun} ` }, ...holes, { kind: "text", text: " does not exist." }],
        details: told,
        field: null,
        replaces: null,
        implied,
      });
    case "in_use":
      return add(scope, {
        code,
        status: 409,
        title: `${noun} in use`,
        description: `Other rows refer to the ${words}.`,
        message: [{ kind: "text", text: `${noun} ` }, ...holes, {
          kind: "text",
          text: " is still referred to.",
        }],
        details: told,
        field: null,
        replaces: null,
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
        field: null,
        replaces: null,
        implied,
      });
    }
  }
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

function add(scope: Resolution, facts: Omit<ErrorCode, "id" | "ext" | "names">): ErrorCode {
  const id: Id = `errors.${facts.code}`;
  const error: ErrorCode = {
    id,
    ext: {},
    ...facts,
    names: { class: errorClass(facts.code) },
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
