import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { version2Findings as found } from "../spec/version2/diagnostics.ts";
import { meaning } from "./diagnostics.ts";
import type { Model } from "./model.ts";
import { type NameKind, nameProblem } from "./names.ts";
import type { Id } from "./node.ts";
import type { Resolution } from "./resolution.ts";

/**
 * What the old tool took and no Python can be made of. The project is read all the same; only who asks for code has
 * to mend it.
 */
export function version2Objections(scope: Resolution, model: Model): readonly Diagnostic[] {
  const { spans } = scope;
  const listInputs = model.operations.filter(({ ext: { v2 } }) =>
    typeof v2 === "object" && v2 !== null && "input" in v2
  );
  return [
    ...scope.diagnostics.filter(({ code }) => code === found.SVC0151.entry.code)
      .map((finding): Diagnostic => ({ ...finding, severity: "error" })),
    ...namesOf(model).flatMap(({ id, kind, name }) => {
      const problem = problemOf(kind, name);
      return problem === null ? [] : [meaning.SVC0202(spans.get(id), { name, problem })];
    }),
    ...listInputs.map(({ id, name }) => found.SVC0157(spans.get(id), { place: `operation ${name}` })),
  ];
}

interface Named {
  readonly id: Id;
  readonly kind: NameKind;
  readonly name: string;
}

function namesOf(model: Model): readonly Named[] {
  return [
    ...model.services.filter(({ plugin }) => plugin !== null)
      .map(({ id, names }): Named => ({ id, kind: "snake", name: names.package })),
    ...model.models.flatMap(({ id, name, fields }): Named[] => [
      { id, kind: "model", name },
      ...fields.map((field): Named => ({ id: field.id, kind: "field", name: field.name })),
    ]),
    ...model.shapes.map(({ id, name }): Named => ({ id, kind: "type", name })),
    ...model.enums.flatMap(({ field, id, values }) =>
      values.map(({ names }): Named => ({ id: field ?? id, kind: "snake", name: names.member.toLowerCase() }))
    ),
    ...model.domains.map(({ id, name }): Named => ({ id, kind: "snake", name })),
    ...model.operations.flatMap(({ id, name, params }): Named[] => [
      { id, kind: "snake", name },
      ...params.map((param): Named => ({ id: param.id, kind: "snake", name: param.name })),
    ]),
  ];
}

/** A member called `list` hides the type in its class; the printer of version 2 knows how to reach it. */
function problemOf(kind: NameKind, name: string): string | null {
  return nameProblem(
    kind === "field" && nameProblem("snake", name) === null && BUILTIN.has(name) ? "snake" : kind,
    name,
  );
}

const BUILTIN: ReadonlySet<string> = new Set(["str", "int", "float", "bool", "list", "dict", "bytes"]);
