import { defineDiagnostics } from "../diagnostics/define.ts";
import { shapeFindings } from "../spec/diagnostics.ts";

const errors = "errors:\n  LOAN_DATES: 422 It ends before it begins\n";
const loan = (that: string) => ({
  "shared/spec/models.yaml": "models:\n  Loan:\n    fields:\n" +
    "      begins: date\n      ends: date | null\n      open: bool\n      state: { type: enum, values: [held, lost] }\n" +
    `    check:\n      - { that: '${that}', else: LOAN_DATES }\n`,
  "shared/spec/errors.yaml": errors,
});
const book = (field: string) => ({
  "shared/spec/models.yaml":
    `models:\n  Book:\n    fields:\n      title: string\n      note: string | null\n      ${field}\n`,
});
const good = loan(".ends == null or .ends > .begins");

/** What the text and the types of an expression can have wrong. */
export const expressionFindings = {
  SVC0108: shapeFindings.SVC0108,
  ...defineDiagnostics({
    SVC0121: {
      severity: "error",
      title: "An expression that cannot be read",
      message: "{found} where {expected} is expected",
      help: "the parts of an expression are .fields, literals, comparisons, and, or, not, in and ( )",
      explain:
        "An expression is read from left to right: `not`, then comparisons, then `and`, then `or`. A leading dot is a field of the row at hand.",
      bad: loan(".ends > > .begins"),
      good,
    },
    SVC0122: {
      severity: "error",
      title: "A chained comparison",
      message: '"{operator}" compares the answer of another comparison',
      help: "join two comparisons with and",
      explain: "`.a < .b < .c` would compare true or false with `.c`. Say `.a < .b and .b < .c`.",
      bad: loan(".begins < .ends < .begins"),
      good,
    },
    SVC0123: {
      severity: "error",
      title: "A word of lists and shapes in an expression",
      message: '"{word}" cannot stand here',
      help: "leave it out",
      explain: "`desc` stands behind a key of `sort(…)`, `as` behind a row that is shown as a variant.",
      bad: loan(".open desc"),
      good,
    },
    SVC0124: {
      severity: "error",
      title: "Unknown function",
      message: 'there is no function "{name}"',
      explain: "Expressions have a closed list of functions; there are none of one's own.",
      bad: loan("upper(.state) == .state"),
      good,
    },
    SVC0240: {
      severity: "error",
      title: "A name that means nothing in an expression",
      message: '"{name}" is not known here',
      explain:
        "A bare name is a root, and a check or a partial index has none: it reads the row, with a dot.",
      bad: loan("ends > begins"),
      good,
    },
    SVC0241: {
      severity: "error",
      title: "A member that a row does not have",
      message: '{model} has no "{name}"',
      explain: "Fields are written as in the spec: the reference is `.author`, not `.author_id`.",
      bad: loan(".end == null"),
      good,
    },
    SVC0242: {
      severity: "error",
      title: "Values that do not compare",
      message: "{what} {problem}",
      help: "compare values of one type; order goes with numbers, dates, points in time and enums",
      explain:
        "Both sides have one type: an enum compares with its values, a number with a number that its column can hold. Strings have no order, because each database has its own.",
      bad: loan(".begins > 5"),
      good,
    },
    SVC0243: {
      severity: "error",
      title: "A value that may be absent where one is needed",
      message: "{what} may be absent, and {place} is required",
      explain:
        "A required field needs a value in every row. `.or(…)` says what stands in for an absent one: another field or a literal.",
      bad: book("text: { type: string, backfill: .note }"),
      good: book("text: { type: string, backfill: .note.or(.title) }"),
    },
    SVC0244: {
      severity: "error",
      title: "No value of the enum",
      message: '"{value}" is no value of {what}',
      explain: "An enum compares with its own values only; anything else would never be equal.",
      bad: loan('.state == "burnt"'),
      good: loan('.state == "lost"'),
    },
    SVC0245: {
      severity: "error",
      title: "Null where nothing can be absent",
      message: "{what} is never absent",
      help: "leave the comparison out",
      explain: "Only an optional field may be absent; the comparison would always have the same answer.",
      bad: loan(".begins == null"),
      good,
    },
    SVC0246: {
      severity: "error",
      title: "A value where a condition is needed",
      message: "this is {what}, and a condition is needed",
      help: "compare it with something",
      explain: "A condition is true or false: a comparison, or a bool.",
      bad: loan(".begins"),
      good: loan(".open"),
    },
    SVC0247: {
      severity: "error",
      title: "A condition about no row",
      message: "this comparison reads no field",
      help: "begin with a field, like .price > 0",
      explain: "Its answer would be the same for every row.",
      bad: loan("1 < 2"),
      good,
    },
  }),
};
