import { indexModel, type Model, nameProblem, type Operation, pluralOf, z } from "../../mod.ts";
import type { Route, WrapNames } from "./contract.ts";

/** Members that pages have besides their rows: no other may be called so. */
const OF_PAGES = new Set(["next_cursor", "limit", "offset"]);

const name = z.string()
  .refine((text) => nameProblem("field", text) === null, { message: "a name in snake_case, like book" })
  .refine((text) => !OF_PAGES.has(text), {
    message: "any name but those of pages: next_cursor, limit, offset",
  });

/** `wrap: book`, or `{ one: book, many: books, total: books_count }`. */
export const wrapSchema = z.union([
  name,
  z.strictObject({ one: name.optional(), many: name.optional(), total: name.optional() })
    .refine(({ one, many, total }) => (one ?? many ?? total) !== undefined, { message: "at least one name" })
    .refine(({ many, total }) => many === undefined || many !== (total ?? "total"), {
      message: "two names for two members",
    }),
]);

/** What is written, in its long form. */
export function wrapNames(written: z.infer<typeof wrapSchema>): WrapNames {
  if (typeof written === "string") return { one: written, many: pluralOf(written), total: null };
  return { one: written.one ?? null, many: written.many ?? null, total: written.total ?? null };
}

/** Under which members the bodies of an operation stand, or null: nowhere are they nested. */
export function wrapOf({ one, many, total }: WrapNames, operation: Operation, model: Model): Route["wrap"] {
  const { input, output, list } = operation;
  const isMany = output.kind === "rows" || output.kind === "page" ||
    (output.kind === "value" && isList(output.type, model));
  const counts = output.kind === "page" && list?.page.kind === "offset" && list.page.total;
  const wrap = {
    body: input === null ? null : one,
    answer: output.kind === "none" ? null : isMany ? many : one,
    total: counts ? total : null,
  };
  return wrap.body === null && wrap.answer === null && wrap.total === null ? null : wrap;
}

function isList(type: Extract<Operation["output"], { kind: "value" }>["type"], model: Model): boolean {
  if (type.kind === "optional") return isList(type.of, model);
  if (type.kind === "named") return isList(indexModel(model).type(type.type).type, model);
  return type.kind === "list";
}
