import type { FieldChange, Row, Rows } from "./schema-change.ts";
import type { Step } from "./walk.ts";

/** Field changes as steps of one project: every one is made once, the others stand as they did before or after it. */
export function combined(changes: readonly FieldChange[]): { steps: Step[]; back: Rows[]; again: Rows } {
  const state = (done: number, rowsOf: (change: FieldChange, isDone: boolean) => readonly Row[]): Step => {
    const spec = modelOf(changes.map((change, position) => ({
      fields: position < done ? change.after : change.before,
      more: change.more?.[position < done ? 1 : 0] ?? "",
    })));
    const parts = changes.map((change, position) => rowsOf(change, position < done));
    return { spec, rows: { books: [0, 1].map((number) => merged(number, parts)) } };
  };
  const before = ({ rows = [{}] }: FieldChange) => rows;
  const then = (change: FieldChange) => change.then ?? before(change);
  const back = (change: FieldChange) => change.back ?? before(change);
  const again = (change: FieldChange) => change.again ?? then(change);
  const counts = changes.map((_, position) => position);
  return {
    steps: [...counts, changes.length].map((done) =>
      state(done, (change, isDone) => isDone ? then(change) : before(change))
    ),
    back: counts.map((done) => state(done, (change, isDone) => isDone ? then(change) : back(change)).rows),
    again: state(changes.length, again).rows,
  };
}

function merged(number: number, parts: readonly (readonly Row[])[]): Row {
  return Object.assign({ n: number + 1 }, ...parts.map((rows) => rows[number] ?? rows[0] ?? {})) as Row;
}

function modelOf(parts: readonly { readonly fields: string; readonly more: string }[]): string {
  const fields = ["n: int", ...parts.map(({ fields }) => fields)].filter((text) => text !== "");
  const more = parts.flatMap(({ more }) => more === "" ? [] : [`    ${more}\n`]).join("");
  return `models:\n  Book:\n    fields: { ${fields.join(", ")} }\n${more}`;
}
