import { describe, expect, test } from "bun:test";
import { memoryHost } from "../../core/host/memory.ts";
import { printLock } from "../../core/plan/lock.ts";
import { parseLock } from "../../core/plan/parse-lock.ts";
import { readLock } from "../../core/plan/read-lock.ts";
import { generate, HEAD, planOf, verbs } from "../support/small-pipeline.ts";

const A = "a".repeat(64);
const B = "b".repeat(64);
const RUNNING = { svc: "0.3.1", model: 1 };
const head = `{"svc":"0.3.0","model":1,"plugins":{},"project":"library"}`;
const entry = (path: string, sha256 = A, kind = "generated", more = "") =>
  `{"path":"${path}","owner":"p","kind":"${kind}","sha256":"${sha256}"${more}}`;

describe("a lock", () => {
  test("comes back as it was written", () => {
    const text = [
      `{"svc":"0.3.0","model":1,"plugins":{"a":{"version":"1.0.0","hash":"x"},"b":{"version":"2.0.0","hash":"y"}},` +
      `"project":"library"}`,
      entry("a.py"),
      entry("b.py", A, "scaffold"),
      entry("c.py", A, "generated", `,"kept":"${B}"`),
      "",
    ].join("\n");
    const read = parseLock(text, RUNNING);
    expect(read.diagnostics).toEqual([]);
    expect(printLock(read.value)).toBe(text);
  });

  const broken: readonly [string, string][] = [
    ["not json", "SVC0420: line 2 of `.svc/lock.jsonl` is no JSON"],
    ["[]", "SVC0420: line 2 of `.svc/lock.jsonl` is no object"],
    [`{}`, "SVC0420: line 2 of `.svc/lock.jsonl` has no `path`"],
    [entry("../x"), "SVC0420: line 2 of `.svc/lock.jsonl` names a path that leaves the project"],
    [entry("/etc/passwd"), "SVC0420: line 2 of `.svc/lock.jsonl` names a path that is absolute"],
    [entry(".git/config"), "SVC0420: line 2 of `.svc/lock.jsonl` names a path that lies in .git"],
    [entry("a.py", "zz"), "SVC0420: line 2 of `.svc/lock.jsonl` has no `sha256`"],
    [entry("a.py", A, "forever"), "SVC0420: line 2 of `.svc/lock.jsonl` has no `kind` that svc knows"],
    [
      entry("a.py", A, "once", `,"kept":1`),
      "SVC0420: line 2 of `.svc/lock.jsonl` has a `kept` that is no SHA-256",
    ],
    [
      `{"svc":"one","model":1,"plugins":{}}`,
      "SVC0420: line 2 of `.svc/lock.jsonl` has no version under `svc`",
    ],
    [`{"svc":"0.1.0","plugins":{}}`, "SVC0420: line 2 of `.svc/lock.jsonl` has no number under `model`"],
    [
      `{"svc":"0.1.0","model":1,"plugins":{"a":1}}`,
      "SVC0420: line 2 of `.svc/lock.jsonl` has no `plugins` with version and hash",
    ],
  ];
  for (const [line, expected] of broken) {
    test(`line that is none: ${line}`, () => {
      const { diagnostics } = parseLock(`${head}\n${line}\n`, RUNNING);
      expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([expected]);
      expect(diagnostics[0]?.span).toEqual({
        path: ".svc/lock.jsonl",
        start: head.length + 1,
        end: head.length + 1 + line.length,
      });
    });
  }

  const versions: readonly [string, number, readonly string[]][] = [
    ["0.3.9", 1, []],
    ["0.2.0", 1, []],
    ["0.4.0", 1, ["SVC0422"]],
    ["1.0.0", 1, ["SVC0422"]],
    ["0.3.0", 2, ["SVC0422"]],
    ["0.4.0-rc.1", 1, ["SVC0422"]],
  ];
  for (const [svc, model, codes] of versions) {
    test(`of svc ${svc}, model ${model}`, () => {
      const { diagnostics } = parseLock(`{"svc":"${svc}","model":${model},"plugins":{}}\n`, RUNNING);
      expect(diagnostics.map(({ code }) => code)).toEqual([...codes]);
    });
  }

  test("without a head", () => {
    expect(parseLock(`${entry("a.py")}\n`, RUNNING).diagnostics.map(({ code }) => code)).toEqual(["SVC0421"]);
    expect(parseLock("", RUNNING).diagnostics).toEqual([]);
  });

  const merged: readonly [string, string[], object][] = [
    ["equal lines", [entry("a.py"), entry("a.py")], { sha256: A }],
    ["two texts: the later, knowing the other", [entry("a.py", A), entry("a.py", B)], {
      sha256: B,
      others: [A],
    }],
    ["two kinds: the more careful", [entry("a.py", A, "once"), entry("a.py", B)], {
      kind: "once",
      sha256: A,
      others: [B],
    }],
    ["git's markers", [
      "<<<<<<< HEAD",
      entry("a.py", A),
      "||||||| x",
      "=======",
      entry("a.py", A),
      ">>>>>>> y",
    ], {
      sha256: A,
    }],
    ["a decision of one side", [entry("a.py", A, "generated", `,"kept":"${B}"`), entry("a.py", A)], {
      sha256: A,
      kept: B,
    }],
  ];
  for (const [name, lines, expected] of merged) {
    test(`after a git merge: ${name}`, () => {
      const { value, diagnostics } = parseLock([head, ...lines, ""].join("\r\n"), RUNNING);
      expect(diagnostics).toEqual([]);
      expect(value.entries).toEqual([
        { path: "a.py", owner: "p", kind: "generated", sha256: A, ...expected } as never,
      ]);
    });
  }

  test("two heads: the newer svc", () => {
    const heads = [
      `{"svc":"0.10.0","model":1,"plugins":{},"x":1}`,
      `{"svc":"0.9.0","model":1,"plugins":{},"x":2}`,
    ];
    for (const text of [heads.join("\n"), heads.toReversed().join("\n")]) {
      const { value } = parseLock(text, { svc: "0.10.0", model: 1 });
      expect(value.head).toEqual({ svc: "0.10.0", model: 1, plugins: {}, facts: { x: 1 } });
    }
  });

  test("a merged file of either side counts as untouched", async () => {
    const host = memoryHost();
    await generate(host, { "a.py": ["generated", "1\n"] });
    const lock = new TextDecoder().decode(host.files.read(".svc/lock.jsonl")!);
    const other = lock.split("\n")[1]!.replace(host.sha256("1\n"), host.sha256("2\n"));
    host.files.write(".svc/lock.jsonl", `${lock}${other}\n`);
    expect(verbs(planOf(host, { "a.py": ["generated", "3\n"] }))).toEqual(["update a.py"]);
    await generate(host, { "a.py": ["generated", "3\n"] });
    const healed = new TextDecoder().decode(host.files.read(".svc/lock.jsonl")!);
    expect(healed.split("\n").length).toBe(lock.split("\n").length);
  });

  test("that is no file, or in a linked folder", () => {
    for (
      const [tree, path] of [
        [{ ".svc": { link: "/tmp" } }, ".svc"],
        [{ ".svc/lock.jsonl": { link: "/tmp" } }, ".svc/lock.jsonl"],
        [{ ".svc/base": { link: "/tmp" } }, ".svc/base"],
        [{ ".svc": "file" }, ".svc"],
      ] as const
    ) {
      const { diagnostics } = readLock(memoryHost(tree).files, RUNNING);
      expect(diagnostics.map(({ code, message }) => [code, message.split("`")[1]!])).toEqual([[
        "SVC0423",
        path,
      ]]);
    }
  });

  test("holds what the head says", async () => {
    const host = memoryHost();
    await generate(host, { "a.py": ["generated", "1\n"] });
    const { value } = readLock(host.files, RUNNING);
    expect(value.head).toEqual(HEAD);
  });
});
