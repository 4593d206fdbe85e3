import { describe, expect, test } from "bun:test";
import { memoryHost } from "../../core/host/memory.ts";
import { wantedFiles } from "../../core/plan/wanted.ts";

const { sha256 } = memoryHost();

const file = (owner: string, path: string) => ({
  owner,
  path,
  ownership: "generated",
  text: "same\n",
  origins: [],
} as const);

const TABLE: readonly [string, readonly [string, string][], readonly string[]][] = [
  ["different paths", [["a", "x.py"], ["b", "y.py"]], []],
  ["one path, equal texts", [["b", "x.py"], ["a", "x.py"]], ["SVC0415: `x.py` is written by both a and b"]],
  ["case", [["b", "X.py"], ["a", "x.py"]], [
    "SVC0416: `X.py` of b and `x.py` of a are one file where case does not count",
  ]],
  ["file and folder", [["b", "x/y.py"], ["a", "x"]], [
    "SVC0417: `x` of a is a file, but `x/y.py` of b needs a folder there",
  ]],
  ["file and folder but for case", [["b", "X/y/z.py"], ["a", "x"]], [
    "SVC0417: `x` of a is a file, but `X/y/z.py` of b needs a folder there",
  ]],
  ["out of the project", [["a", "../x"]], [
    "SVC0418: plugin a wants to write `../x`, a path that leaves the project",
  ]],
  ["in .svc", [["a", ".svc/lock.jsonl"]], [
    "SVC0418: plugin a wants to write `.svc/lock.jsonl`, a path that lies in .svc",
  ]],
  ["a spec", [["a", "services.yml"]], [
    "SVC0419: plugin a wants to write `services.yml`, which is a spec of yours",
  ]],
];

describe("the files of all plugins", () => {
  for (const [name, files, expected] of TABLE) {
    test(name, () => {
      const found = [files, files.toReversed()].map((some) =>
        wantedFiles(some.map(([owner, path]) => file(owner, path)), sha256, ["services.yml"]).diagnostics
          .map(({ code, message }) => `${code}: ${message}`)
      );
      expect(found).toEqual([[...expected], [...expected]]);
    });
  }
});
