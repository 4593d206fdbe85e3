import type { Docstring, Entity, ModelIndex, Operation } from "../../mod.ts";
import { ending } from "../python/contract.ts";

/** What an operation does, in one sentence and perhaps more. */
export function describeOperation(index: ModelIndex, operation: Operation): Docstring {
  const { deprecated } = operation;
  const text = summaryOf(index, operation);
  if (deprecated === undefined) return text;
  return { ...text, body: [text.body, ending(deprecated)].filter((part) => part).join("\n\n") };
}

function summaryOf(index: ModelIndex, operation: Operation): Docstring {
  const { description, derived, name } = operation;
  if (description !== null) return documented(description);
  const model = index.domain(operation.domain).model;
  if (derived !== null && model !== null) return { summary: DERIVED[derived](index.entity(model)) };
  return { summary: name.replaceAll("_", " ") };
}

/** The first line of a text is its summary. */
export function documented(text: string): Docstring {
  const [summary = "", ...rest] = text.trim().split("\n");
  return { summary, body: rest.join("\n") };
}

const one = ({ names }: Entity) => `${names.article} ${names.words}`;

const DERIVED: Readonly<Record<NonNullable<Operation["derived"]>, (entity: Entity) => string>> = {
  list: ({ names }) => `List ${names.wordsPlural}`,
  get: (entity) => `Get ${one(entity)}`,
  create: (entity) => `Create ${one(entity)}`,
  update: (entity) => `Change ${one(entity)}`,
  delete: (entity) => `Delete ${one(entity)}`,
};
