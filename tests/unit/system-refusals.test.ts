// What the system or another svc refuses, by whole runs: each has its code, its exit code and a way out.
import { beforeAll, expect, test } from "bun:test";
import { runCli } from "../../core/cli/run-cli.ts";
import { type Files, type Host, HostError, type HostReason } from "../../core/host/host.ts";
import { memoryHost } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { runIn, worldOf } from "../support/run-case.ts";

let shop: MemoryTree;
beforeAll(async () => {
  const made = (await runIn({}, ["init", "--yes"])).tree;
  const path = "shared/spec/models.yaml";
  shop = { ...made, [path]: (made[path] as string).replace("max_length: 300", "max_length: 299") };
});

const writes: readonly [reason: HostReason, code: string, says: RegExp][] = [
  ["no_space", "SVC0432", /^there is no space left to write `\.svc\//],
  ["no_permission", "SVC0433", /^there is no permission to write `\.svc\//],
  ["read_only", "SVC0434", /^`\.svc\/.*` lies on a read-only file system$/],
  ["other", "SVC0435", /^`\.svc\/.*` could not be written: OTHER$/],
];
test.each(writes)("the first write is refused: %s", async (reason, code, says) => {
  const host = memoryHost(shop, { fail: { at: 1, reason } });
  const { exit, findings } = await generate(host);
  expect([exit, findings]).toEqual([4, [
    expect.objectContaining({ code, message: expect.stringMatching(says) }),
  ]]);
  expect(findings[0]!.help).toBeString();
  expect(host.files.tree()).toEqual(shop);
});

test("a refusal half-way says how far it came, and the next run finishes", async () => {
  const { effects } = await ended(memoryHost(shop));
  const at = effects.findIndex((effect) => effect.startsWith("rename services/")) + 1;
  const host = memoryHost(shop, { fail: { at, reason: "no_permission" } });
  const { exit, findings } = await generate(host);
  expect([exit, findings]).toEqual([4, [expect.objectContaining({ code: "SVC0439" })]]);
  const next = await generate(memoryHost(host.files.tree()));
  expect([next.exit, next.findings]).toEqual([0, [expect.objectContaining({ code: "SVC0436" })]]);
});

test("another svc that is alive is waited for, and then it is tried another time", async () => {
  const holder = { host: "build-7", pid: 4711, start: "1", token: "t", renewed: 1_700_000_000_000 };
  const tree = { ...shop, ".svc/writer.lock": JSON.stringify(holder) };
  const host = memoryHost(tree);
  const { exit, findings } = await generate(host);
  const message = "another svc is writing here: process 4711 on build-7";
  expect([exit, findings]).toEqual([5, [expect.objectContaining({ code: "SVC0431", message })]]);
  expect(host.files.tree()).toEqual(tree);
});

test("a file that changes while svc is at work is left alone, and it is tried another time", async () => {
  const path = "shared/src/shared/generated/schemas/book.py";
  const host = memoryHost(shop);
  const write: Files["write"] = (asked, ...rest) => {
    host.files.write(asked, ...rest);
    if (asked.startsWith(".svc/tmp/")) host.files.write(path, "# by another program\n");
  };
  const { exit, findings } = await generate(host, { ...host.files, write });
  const message = `\`${path}\` changed since the plan was made`;
  expect([exit, findings]).toEqual([5, [expect.objectContaining({ code: "SVC0430", message })]]);
  expect(host.files.tree()).toMatchObject({ [path]: "# by another program\n" });
});

test("a journal that svc did not write is not acted on", async () => {
  const tree = { ...shop, ".svc/journal.json": "delete everything\n" };
  const host = memoryHost(tree);
  const { exit, findings } = await generate(host);
  expect([exit, findings]).toEqual([2, [expect.objectContaining({ code: "SVC0438" })]]);
  expect(host.files.tree()).toEqual(tree);
});

const unreadable: readonly [path: string, code: string][] = [
  [".svc/lock.jsonl", "SVC0424"],
  ["shared/spec/models.yaml", "SVC0120"],
];
test.each(unreadable)("%s may not be read", async (path, code) => {
  const host = memoryHost(shop);
  const read: Files["read"] = (asked) => {
    if (asked === path) throw new HostError("no_permission", path, "EACCES");
    return host.files.read(asked);
  };
  const { exit, findings } = await generate(host, { ...host.files, read });
  expect([exit, findings]).toEqual([2, [expect.objectContaining({ code })]]);
  expect(host.files.tree()).toEqual(shop);
});

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly help: string;
}

async function generate(host: ReturnType<typeof memoryHost>, files: Files = host.files) {
  const exit = await runCli(["generate", "--json"], worldOf({ ...host, files } satisfies Host));
  const { findings } = JSON.parse(host.printed.out) as { readonly findings: readonly Finding[] };
  return { exit, findings };
}

async function ended(host: ReturnType<typeof memoryHost>) {
  await generate(host);
  return host;
}
