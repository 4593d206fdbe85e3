import fc from "fast-check";
import { type Py, py, type PyParameter } from "../../core/template/code.ts";
import { contentOf } from "../../core/template/content.ts";
import { isBlock } from "../../core/template/block.ts";
import type { Node } from "../../core/template/node.ts";

/** Identifiers of all lengths. Dotted names stay so short that every line can be broken. */
export const identifier = fc.tuple(fc.constantFrom("a", "Bc", "d_", "x1"), fc.integer({ min: 1, max: 20 }))
  .map(([word, length]) => word.repeat(length).slice(0, length).replace(/_$/, "d")).filter((name) =>
    !/^(as|if|in|is|or)$/.test(name)
  );

const name = identifier.map(py.name);
const dotted = fc.array(identifier, { minLength: 1, maxLength: 2 }).map((parts) => py.name(parts.join(".")));

const words = fc.constantFrom(
  "word",
  "a",
  "it's",
  'dou"ble',
  '"""',
  "back\\slash",
  "ünïcode",
  "漢字",
  "\u202e",
  "\ud800",
  "\u2028",
  "\0",
  "\n",
  "{brace}",
  "#noqa",
  "e\u0301",
  "👩‍👩‍👧",
  "x".repeat(130),
);

/** Friendly text and hostile text, short and long. */
export const text = fc.oneof(
  fc.array(words, { maxLength: 30 }).map((list) => list.join(" ")),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ maxLength: 12 }),
);

const leaf = fc.oneof(
  { arbitrary: name, weight: 4 },
  { arbitrary: dotted, weight: 3 },
  { arbitrary: text.map(py.str), weight: 3 },
  fc.integer().map(py.int),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(py.float),
  fc.constantFrom(py.none, py.bool(true), py.ellipsis),
);

const fstring = fc.array(fc.oneof(text, dotted), { minLength: 1, maxLength: 4 }).map((parts) =>
  py.fstr(parts)
);

/** Any expression that the constructors can make. */
export const expression: fc.Arbitrary<Py> = fc.letrec<{ expression: Py; call: Py }>((tie) => {
  const one = tie("expression");
  const some = fc.array(one, { maxLength: 4 });
  const several = fc.array(one, { minLength: 2, maxLength: 3 });
  const callee = fc.oneof(
    { arbitrary: dotted, weight: 3 },
    fc.tuple(one, identifier).map(([value, member]) => py.attr(value, member)),
  );
  const keywords = fc.uniqueArray(fc.tuple(identifier, one), { selector: ([key]) => key, maxLength: 3 });
  return {
    call: fc.tuple(callee, some, keywords).map(([value, items, named]) =>
      py.call(value, [...items, ...named.map(([key, item]) => py.kw(key, item))])
    ),
    expression: fc.oneof(
      { depthSize: "small" },
      { arbitrary: leaf, weight: 6 },
      { arbitrary: tie("call"), weight: 6 },
      fstring,
      tie("call").map(py.await),
      some.map(py.list),
      some.map(py.tuple),
      some.map(py.set),
      fc.array(fc.tuple(one, one), { maxLength: 4 }).map(py.dict),
      fc.tuple(dotted, fc.array(one, { minLength: 1, maxLength: 3 })).map(([value, items]) =>
        py.subscript(value, items)
      ),
      fc.tuple(one, fc.constantFrom("|", "+", "-", "*", "%", "**"), one).map(([left, operator, right]) =>
        py.binary(left, operator as "|", right)
      ),
      fc.tuple(one, fc.constantFrom("==", "is not", "in", "<"), one).map(([left, operator, right]) =>
        py.compare(left, operator as "==", right)
      ),
      several.map((values) => py.and(...values)),
      several.map((values) => py.or(...values)),
      one.map(py.not),
      fc.tuple(one, one, one).map(([value, test, other]) => py.conditional(value, test, other)),
      fc.tuple(fc.uniqueArray(identifier, { maxLength: 2 }), one).map(([names, body]) =>
        py.lambda(names, body)
      ),
      fc.tuple(one, name, one).map(([element, target, items]) =>
        py.expr`[${element} for ${target} in ${items}]`
      ),
      fc.array(dotted, { minLength: 2, maxLength: 4 }).map((types) => py.union(...types)),
    ),
  };
}).expression;

/** Any type annotation. */
export const annotation: fc.Arbitrary<Py> = fc.letrec<{ type: Py }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small" },
    dotted,
    fc.array(tie("type"), { minLength: 2, maxLength: 3 }).map((types) => py.union(...types)),
    fc.tuple(dotted, fc.array(tie("type"), { minLength: 1, maxLength: 3 })).map(([value, items]) =>
      py.subscript(value, items)
    ),
  ),
})).type;

const parameter = fc.record(
  { name: identifier, type: annotation, value: leaf, keywordOnly: fc.boolean() },
  { requiredKeys: ["name"] },
);

const parameters = fc.uniqueArray(parameter, { selector: (item) => item.name, maxLength: 5 }).map((items) => {
  const order = (item: PyParameter) => item.keywordOnly === true ? 2 : item.value === undefined ? 0 : 1;
  return py.params(items.sort((a, b) => order(a) - order(b)));
});

/** One statement in pieces; `body` says whether a block follows. */
export interface Sample {
  readonly parts: readonly (string | Py)[];
  readonly body: "none" | "block" | "def";
}

const plain = (parts: readonly (string | Py)[]): Sample => ({ parts, body: "none" });
const block = (parts: readonly (string | Py)[]): Sample => ({ parts, body: "block" });

/** Any statement that a template may hold, with expressions in its places. */
export const statement: fc.Arbitrary<Sample> = fc.oneof(
  expression.map((value) => plain(["return ", value])),
  expression.filter((value) => !isText(value)).map((value) => plain([value])),
  fc.tuple(dotted, expression).map(([target, value]) => plain([target, " = ", value])),
  fc.tuple(name, annotation, expression).map(([target, type, value]) =>
    plain([target, ": ", type, " = ", value])
  ),
  fc.tuple(name, annotation).map(([target, type]) => plain([target, ": ", type])),
  fc.tuple(dotted, leaf, expression).map(([target, key, value]) =>
    plain([py.subscript(target, [key]), " = ", value])
  ),
  expression.map((value) => plain(["raise ", value])),
  expression.map((value) => block(["if ", value, ":"])),
  fc.tuple(name, expression).map(([target, value]) => block(["for ", target, " in ", value, ":"])),
  fc.tuple(dotted, fc.array(expression, { maxLength: 3 }), name).map(([value, items, target]) =>
    block(["with ", py.call(value, items), " as ", target, ":"])
  ),
  fc.tuple(parameters, fc.option(annotation), name).map(([list, returns, it]) =>
    block(["async def ", it, "(", list, ")", ...(returns === null ? [] : [" -> ", returns]), ":"])
  ),
  fc.tuple(name, fc.array(annotation, { minLength: 1, maxLength: 3 }), leaf).map(([it, bases, meta]) =>
    block(["class ", it, "(", py.args([...bases, py.kw("metaclass", meta)]), "):"])
  ),
  fc.tuple(dotted, fc.array(expression, { maxLength: 3 })).map(([value, items]): Sample => ({
    parts: ["@", py.call(value, items)],
    body: "def",
  })),
);

export function nodeOf(code: Py): Node {
  const content = contentOf(code, "python");
  if (typeof content === "string" || isBlock(content)) throw new Error("not an expression");
  return content;
}

/** A string or `...` alone is a docstring, or a stub. */
function isText(code: Py): boolean {
  return /^(string|fstring|constant)$/.test(nodeOf(code).kind);
}
