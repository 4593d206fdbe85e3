import type { ErrorsFile } from "../spec/errors-file.ts";
import type { SpecFile } from "../spec/spec.ts";
import { BUILT_IN_CODES, RAISED_CODES } from "./built-in-codes.ts";
import { meaning as found } from "./diagnostics.ts";
import type { ErrorCode, MessagePart } from "./error-code.ts";
import { formerNames } from "./former-names.ts";
import { errorClass, impliedBy } from "./implied-errors.ts";
import { pascalCase, sentenceCase } from "./names.ts";
import type { Operation } from "./operation.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { deprecation } from "./resolve-deprecated.ts";
import { resolveMembers } from "./resolve-shapes.ts";
import type { Member } from "./shape.ts";

const HOLE = /\{([a-z_][a-z0-9_]*)\}/;

type ErrorSpec = Exclude<ErrorsFile["errors"][string], string>;

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
      const error = resolveError(scope, code, spec, site);
      scope.errors.set(error.id, error);
      scope.mark(error.id, site);
    }
  }
}

function resolveError(scope: Resolution, code: string, spec: ErrorSpec, site: Site): ErrorCode {
  const inDetails = { ...site, path: [...site.path, "details"] };
  const details = spec.details === undefined
    ? []
    : resolveMembers(scope, spec.details, pascalCase(code.toLowerCase()), null, inDetails, null);
  const message = messageParts(spec.message ?? `${sentenceCase(code)}.`);
  for (const part of message) {
    if (part.kind === "hole" && !details.some((member) => member.name === part.detail)) {
      const help = suggestion(part.detail, details.map((member) => member.name), "add it to details");
      scope.report(found.SVC0262(scope.at(site, "message"), { code, hole: part.detail }, { help }));
    }
  }
  return {
    id: `errors.${code}`,
    ext: {},
    code,
    status: spec.status,
    title: spec.title ?? sentenceCase(code),
    description: spec.description ?? null,
    message,
    details,
    field: spec.field ?? null,
    replaces: spec.replaces === undefined ? null : replacedCode(scope, code, spec.replaces, details, site),
    implied: null,
    ...formerCodes(spec),
    ...deprecation(scope, spec, site),
    names: { class: errorClass(code) },
  };
}

/** Codes that an error had. */
function formerCodes(spec: ErrorSpec): Pick<ErrorCode, "was"> {
  const { was } = formerNames(spec);
  return was === undefined ? {} : { was: was.map((code) => ({ code, names: { class: errorClass(code) } })) };
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

function reasonTaken(scope: Resolution, code: string): string | null {
  if (BUILT_IN_CODES.includes(code)) return "is a code of the language";
  const implied = impliedBy(scope, code);
  if (implied !== null) return `follows from the model ${implied.entity.name}`;
  return scope.errors.has(`errors.${code}`) ? "is declared twice" : null;
}

function shortForm(
  scope: Resolution,
  code: string,
  text: string,
  site: Site,
): ErrorSpec | null {
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
