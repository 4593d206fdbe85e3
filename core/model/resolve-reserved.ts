import type { ModelsFile } from "../spec/models-file.ts";
import type { SpecFile } from "../spec/spec.ts";
import { meaning as found } from "./diagnostics.ts";
import type { Operation } from "./operation.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";

/** `domain.operation` */
const OPERATION = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

/** Note names that were deleted, and refuse them: who still knows them would mean something else. */
export function checkReserved(
  scope: Resolution,
  files: readonly SpecFile<ModelsFile>[],
  operations: readonly Operation[],
): void {
  for (const file of files) {
    for (const [key, names] of Object.entries(file.value.reserved ?? {})) {
      const site: Site = { file, path: ["reserved", key], place: "reserved" };
      if (key === "operations") checkOperations(scope, names, site, operations);
      else checkFields(scope, key, names, site);
    }
  }
}

function checkFields(scope: Resolution, model: string, names: readonly string[], site: Site): void {
  const entity = scope.entities.get(`models.${model}`);
  if (entity === undefined) {
    const known = [...scope.entities.values()].map(({ name }) => name);
    const help = suggestion(
      model,
      [...known, "operations"],
      "write it like: reserved: { Book: [shelf_mark] }",
    );
    scope.report(found.SVC0208(scope.key(site), { problem: `names no model "${model}"` }, { help }));
    return;
  }
  scope.entities.set(entity.id, { ...entity, reserved: [...entity.reserved ?? [], ...names] });
  for (const [position, name] of names.entries()) {
    const field = entity.fields.find((candidate) => candidate.name === name || candidate.member === name);
    if (field === undefined) continue;
    const related = [{ span: scope.at(site, position), label: "it is reserved here" }];
    scope.report(found.SVC0203(scope.spans.get(field.id), { name, place: `field ${model}.${field.name}` }, {
      related,
    }));
  }
}

function checkOperations(
  scope: Resolution,
  names: readonly string[],
  site: Site,
  operations: readonly Operation[],
): void {
  for (const [position, name] of names.entries()) {
    const span = scope.at(site, position);
    if (!OPERATION.test(name)) {
      const help = "write it like: operations: [books.burn]";
      scope.report(found.SVC0208(span, { problem: `names no operation "${name}"` }, { help }));
      continue;
    }
    for (const operation of operations) {
      if (`${operation.domain.split(".").at(-1)}.${operation.name}` !== name) continue;
      const related = [{ span, label: "it is reserved here" }];
      scope.report(
        found.SVC0203(scope.spans.get(operation.id), { name, place: `operation ${operation.id}` }, {
          related,
        }),
      );
    }
  }
}
