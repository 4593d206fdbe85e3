import { expect, test } from "bun:test";
import { type Host, HostError } from "../../core/host/host.ts";
import { readCase } from "../support/case.ts";
import { runIn } from "../support/run-case.ts";

/** A system that lets nobody see what one file holds. */
const withUnreadable = (path: string) => (host: Host): Host => ({
  ...host,
  files: {
    ...host.files,
    read: (asked) => asked === path ? refuse(path) : host.files.read(asked),
    hash: (asked) => asked === path ? refuse(path) : host.files.hash(asked),
  },
});

function refuse(path: string): never {
  throw new HostError("no_permission", path, "EACCES");
}

test("a file that cannot be read is left alone, and the rest is written", async () => {
  const path = "services/backend/src/backend/generated/app.py";
  const { tree } = await runIn(readCase("base/minimal").tree, ["generate"]);
  const { "README.md": _, ...others } = tree;
  const ran = await runIn(others, ["generate"], { host: withUnreadable(path) });
  expect(ran.exit).toBe(3);
  expect(ran.err).toContain(`error[SVC0409]: \`${path}\` cannot be read: EACCES`);
  expect(ran.tree[path]).toEqual(tree[path]!);
});
