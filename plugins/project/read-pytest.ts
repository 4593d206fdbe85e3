import type { Complaint, Place, Said } from "../../mod.ts";

/** pytest: tests failed, and no tests were collected. */
const TESTS_FAILED = 1;
const NO_TESTS = 5;

/** What pytest wrote as JUnit XML. Anything that keeps tests from being collected is a complaint too. */
export function readPytest({ code, stdout, stderr, report }: Said): Complaint[] | null {
  const failures = report === null ? [] : [...testcases(report)];
  if (failures.length > 0 || code === 0 || code === NO_TESTS) return failures;
  if (code === TESTS_FAILED) return null;
  // A conftest that cannot be imported ends pytest before there is a report.
  const said = `${stdout}\n${stderr}`;
  const reason = /^E\s+(\w+(?:Error|Exception|Warning)\b.*)$/m.exec(said)?.[1];
  if (reason === undefined) return null;
  return [{ ...complaint("collection", `the tests cannot be collected: ${reason}`), ...lastPlace(said) }];
}

function* testcases(xml: string): Iterable<Complaint> {
  for (
    const [, attributes = "", inside = ""] of xml.matchAll(/<testcase ([^>]*[^/])>([\s\S]*?)<\/testcase>/g)
  ) {
    const failed = /<(failure|error)(?: message="([^"]*)")?[^>]*>([\s\S]*?)<\/\1>/.exec(inside);
    if (failed === null) continue;
    const [, kind, message = "", text = ""] = failed;
    const name = attributeOf(attributes, "name") ?? "";
    const file = attributeOf(attributes, "file");
    const line = Number(attributeOf(attributes, "line") ?? -1) + 1;
    const trace = lastPlace(unescaped(text));
    const test = `${file ?? attributeOf(attributes, "classname") ?? ""}::${name}`;
    const first = unescaped(message).split("\n").filter((part) => part.trim() !== "")[0] ?? "it failed";
    yield {
      ...complaint(kind === "error" ? "error" : "failure", `${test}: ${first}`),
      file: trace.file ?? file,
      start: trace.file !== null ? trace.start : line > 0 ? { line, column: 1 } : null,
      identity: test,
      help: `svc test -- ${test.replace(/\[.*$/s, "")}`,
    };
  }
}

function complaint(rule: string, message: string): Complaint {
  return { rule, severity: "error", message, file: null, start: null, end: null, help: null, identity: null };
}

/** The innermost line of a short traceback that lies in the project: paths of libraries are absolute. */
function lastPlace(text: string): { file: string | null; start: Place | null } {
  const syntax = [...text.matchAll(/File "([^"\n]+)", line (\d+)\n/g)];
  const frames = [...text.matchAll(/^([^\s/<>:][^\s<>:]*\.py):(\d+): /gm)].filter(([, path]) =>
    !path!.startsWith(".venv/")
  );
  const last = syntax.at(-1) ?? frames.at(-1);
  if (last === undefined) return { file: null, start: null };
  return { file: last[1]!, start: { line: Number(last[2]), column: 1 } };
}

function attributeOf(attributes: string, name: string): string | null {
  const value = new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? null : unescaped(value);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(
    /&(?:#(x?)([0-9a-fA-F]+)|(\w+));/g,
    (all, hex: string, number: string, name: string) => {
      if (name !== undefined && name !== "") return ENTITIES[name] ?? all;
      const point = parseInt(number, hex === "x" ? 16 : 10);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    },
  );
}
