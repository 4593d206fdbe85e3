import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { parseYaml } from "../../core/text/parse-yaml.ts";
import { newSource } from "../../core/text/source.ts";
import { toValue } from "../../core/text/walk.ts";
import { writeYaml } from "../../core/text/write-yaml.ts";

test("block style", () => {
  const value = {
    services: {
      api: {
        image: "python:3.12-slim",
        ports: ["8000:8000"],
        command: ["python", "-m", "api"],
        environment: { DEBUG: "no", NOTE: "one\ntwo\n", EMPTY: "" },
      },
    },
    lists: [[1, 2], [{ a: 1, b: [] }], {}],
    "on": null,
  };
  expect(writeYaml(value, { header: ["Made by svc.", "", "Do not edit."] })).toBe(`# Made by svc.
#
# Do not edit.
services:
  api:
    image: python:3.12-slim
    ports:
      - "8000:8000"
    command:
      - python
      - -m
      - api
    environment:
      DEBUG: "no"
      NOTE: |
        one
        two
      EMPTY: ""
lists:
  - - 1
    - 2
  - - a: 1
      b: []
  - {}
"on": null
`);
});

const writes = (value: string | number, text: string) =>
  test(JSON.stringify(value), () => expect(writeYaml(value)).toBe(`${text}\n`));

describe("plain where every reader sees the same text", () => {
  for (
    const text of [
      "a",
      "a b",
      "a, b",
      "a:b",
      "a#b",
      "/books/{id}",
      "${VAR:-x}",
      "--port",
      ".env",
      "é",
      "日本",
      "5s",
    ]
  ) {
    writes(text, text);
  }
});

describe("quoted where some reader sees something else", () => {
  const texts = [
    ...[
      "",
      " ",
      "yes",
      "No",
      "y",
      "n",
      "on",
      "OFF",
      "true",
      "null",
      "~",
      "<<",
      "=",
      "1",
      "-1",
      "1_000",
      "0x1f",
      "0o7",
    ],
    ...[
      "010",
      "1e3",
      ".5",
      "1.",
      ".inf",
      "-.INF",
      ".nan",
      "1:30",
      "12:30:45",
      "2020-01-01",
      "8000:8000",
      "1.2.3",
      "e1",
    ],
    ...[
      "a: b",
      "a:",
      "a #b",
      "#",
      "- a",
      "-",
      "---",
      "...",
      "? a",
      "&a",
      "*a",
      "!a",
      "%a",
      "@a",
      "`a`",
      "|",
      ">",
      "'a",
    ],
    ...["[a", "{a", "a ", " a", ",a", ":a"],
  ];
  for (const text of texts) writes(text, JSON.stringify(text));
  writes("a\tb", '"a\\tb"');
  writes("a\n\n", '"a\\n\\n"');
  writes("\u202e\u0085\ufeff", '"\\u202e\\u0085\\ufeff"');
});

describe("numbers have a dot where YAML 1.1 needs one", () => {
  writes(1e21, "1.0e+21");
  writes(1.5e-7, "1.5e-7");
  writes(-0, "-0.0");
  writes(42, "42");
});

test("what is written is read again", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."ab01:.-_#?,[]{}&*!|>'\"%@` \n\t~=<+eExoyn/\\$T") }),
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value")),
      fc.dictionary(text, tie("value")),
    ),
  }));
  fc.assert(
    fc.property(value, (value) => {
      const written = writeYaml(value as string);
      const { node, problems } = parseYaml(newSource("a.yaml", written), { anchors: false });
      expect(problems).toEqual([]);
      const read = JSON.stringify(toValue(node), (_, part) => typeof part === "bigint" ? Number(part) : part);
      expect(read).toBe(JSON.stringify(value));
    }),
    { numRuns: 2000 },
  );
});
