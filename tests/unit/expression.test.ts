import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Expression } from "../../core/spec/expression/expression.ts";
import { parseExpression } from "../../core/spec/expression/parse.ts";

/** With all parentheses, so that a test can say what holds what. */
function shown(expression: Expression): string {
  const called = (name: string, args: Expression & { kind: "root" | "member" }) =>
    args.args === null
      ? name
      : `${name}(${
        args.args.map(({ value, descending }) => shown(value) + (descending ? " desc" : "")).join(", ")
      })`;
  switch (expression.kind) {
    case "number":
    case "duration":
      return expression.text;
    case "string":
      return `'${expression.value}'`;
    case "bool":
      return String(expression.value);
    case "null":
    case "it":
    case "self":
      return expression.kind;
    case "root":
      return called(expression.name, expression);
    case "member":
      return called(`${expression.of === null ? "" : shown(expression.of)}.${expression.name}`, expression);
    case "negate":
      return `(-${shown(expression.of)})`;
    case "not":
      return `(not ${shown(expression.of)})`;
    case "and":
    case "or":
      return `(${shown(expression.left)} ${expression.kind} ${shown(expression.right)})`;
    case "compare":
    case "arithmetic":
      return `(${shown(expression.left)} ${expression.operator} ${shown(expression.right)})`;
    case "in": {
      const items = expression.items.map(shown).join(", ");
      return `(${shown(expression.value)}${expression.negated ? " not" : ""} in ${
        expression.listed ? `(${items})` : items
      })`;
    }
    case "if":
      return `(if ${shown(expression.test)} then ${shown(expression.then)} else ${
        shown(expression.otherwise)
      })`;
  }
}

describe("an expression is read as", () => {
  const reads = (text: string, expected: string) =>
    test(text, () => {
      const parsed = parseExpression(text);
      expect("problem" in parsed ? parsed.problem : shown(parsed.expression)).toBe(expected);
    });

  reads(".a", ".a");
  reads(".a or .b and not .c == 1", "(.a or (.b and (not (.c == 1))))");
  reads(".a and .b or .c and .d", "((.a and .b) or (.c and .d))");
  reads(".a or .b or .c", "((.a or .b) or .c)");
  reads("not not .a", "(not (not .a))");
  reads("not .a in (1, 2)", "(not (.a in (1, 2)))");
  reads(".a not in (1, 2) and .b", "((.a not in (1, 2)) and .b)");
  reads("value in .authors.list(.id)", "(value in .authors.list(.id))");
  reads(".a - .b - .c * -2 + 3", "(((.a - .b) - (.c * (-2))) + 3)");
  reads("(.a / .b).round(2)", "(.a / .b).round(2)");
  reads("- .a.b", "(-.a.b)");
  reads(".a == -1", "(.a == (-1))");
  reads("(.a == 1) != .b", "((.a == 1) != .b)");
  reads(".ends > now() + 2d", "(.ends > (now() + 2d))");
  reads("1d", "1d");
  reads('.name == "it\'s"', "(.name == 'it's')");
  reads("if .a then 1 else if .b then 2 else 3 + 4", "(if .a then 1 else (if .b then 2 else (3 + 4)))");
  reads("1 + (if .a then 1 else 2)", "(1 + (if .a then 1 else 2))");
  reads(
    "caller.loans.count(.is_open) < settings.max_loans",
    "(caller.loans.count(.is_open) < settings.max_loans)",
  );
  reads(".loans.sort(.due desc, .id).first().copy.book", ".loans.sort(.due desc, .id).first().copy.book");
  reads("Branch.where(.copies.any(.book == self))", "Branch.where(.copies.any((.book == self)))");
  reads("librarian(.branch) and it == null", "(librarian(.branch) and (it == null))");
});

describe("what is wrong is found where it stands", () => {
  const fails = (text: string, at: string, kind: string) =>
    test(text, () => {
      const parsed = parseExpression(text);
      const problem = "problem" in parsed ? parsed.problem : null;
      const found = problem && [problem.kind, text.slice(problem.start, problem.end)];
      expect(found).toEqual([kind, at]);
    });

  fails("", "", "unexpected");
  fails(".a ==", "", "unexpected");
  fails(".a = 1", "=", "unexpected");
  fails(".a == 1 == .b", "==", "chained");
  fails(".a in (1) in (2)", "in", "chained");
  fails("1 + if .a then 1 else 2", "if", "unexpected");
  fails(".a desc", "desc", "misplaced");
  fails(".loans.any(.x as Y)", "as", "misplaced");
  fails(".1", "1", "unexpected");
  fails("(".repeat(200), "(", "unexpected");
  fails("'open", "'", "unexpected");
});

test("any text is read or has one problem inside of it", () => {
  const words = fc.constantFrom(
    ".a",
    "and",
    "or",
    "not",
    "in",
    "(",
    ")",
    ",",
    "==",
    "<",
    "1",
    "2h",
    "'x'",
    "if",
    "then",
    "else",
    "-",
    "+",
    "desc",
    "é",
    ".",
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(words).map((list) => list.join(" "))), (text) => {
      const parsed = parseExpression(text);
      const { start, end } = "problem" in parsed ? parsed.problem : parsed.expression;
      expect(start >= 0 && start <= end && end <= text.length).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("what is shown with all parentheses is read as the same", () => {
  const leaf = fc.constantFrom(".a", ".b.c", "1", "'x'", "true", "null", "now()", "2h");
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.tuple(tie("expression"), fc.constantFrom("and", "or", "+", "*", "=="), tie("expression")).map((
        [l, o, r],
      ) => `(${l} ${o} ${r})`),
      tie("expression").map((inner) => `(not ${inner})`),
    ),
  }));
  fc.assert(fc.property(expression, (text) => {
    const parsed = parseExpression(text);
    if ("problem" in parsed) throw new Error(JSON.stringify(parsed.problem));
    const again = parseExpression(shown(parsed.expression));
    expect("problem" in again ? again : shown(again.expression)).toBe(shown(parsed.expression));
  }));
});
