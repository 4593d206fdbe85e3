/** A service gets another name: what stands under the old one goes on under the new one, and nothing is lost. */
import { describe, expect, test } from "bun:test";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { once } from "../../core/text/once.ts";
import { edited, readCase } from "../support/case.ts";
import { runIn } from "../support/run-case.ts";

const OLD = "services/backend/src/backend";
const NEW = "services/catalogue/src/catalogue";

/** The library with something in its slot file, a module beside it, and a line of the user in a merged file. */
const library = once(async () => {
  const { tree } = await runIn(readCase("base/library").tree, ["generate"]);
  return edited(tree, [
    { file: `${OLD}/controllers/books.py`, append: "\n\nMINE = True\n" },
    {
      file: `${OLD}/done.py`,
      write: "from backend.generated.orm import Book\n\n\ndef done(book: Book) -> Book:\n    return book\n",
    },
    { file: "Makefile", append: "\nmine:\n\techo mine\n" },
    { file: "services.yml", find: "services:\n  backend:", put: "services:\n  catalogue:\n    was: backend" },
  ]);
});

const moved = once(async () =>
  edited(await library(), [
    { folder: "services/backend", to: "services/catalogue" },
    { folder: "services/catalogue/src/backend", to: NEW },
  ])
);

const generated = once(async () => await runIn(await moved(), ["generate"]));

describe("a service with another name", () => {
  test("writes nothing until its files have moved, and says how", async () => {
    const before = await library();
    for (const args of [["generate"], ["migrate", "new"]]) {
      const ran = await runIn(before, args);
      expect([ran.exit, ran.err]).toEqual([
        2,
        expect.stringContaining("mv services/backend services/catalogue\n"),
      ]);
      expect(ran.tree).toEqual(before);
    }
  });

  test("keeps what the user wrote, and has nothing left to do", async () => {
    const [before, { exit, err, tree }] = [await moved(), await generated()];
    expect([exit, err]).toEqual([0, ""]);
    for (const path of [`${NEW}/controllers/books.py`, `${NEW}/done.py`]) {
      expect(tree[path]).toBe(before[path]!);
    }
    expect(tree["Makefile"]).toContain("SERVICE ?= catalogue");
    expect(tree["Makefile"]).toEndWith("\nmine:\n\techo mine\n");
    const again = await runIn(tree, ["generate"]);
    expect([again.exit, again.out]).toEqual([0, expect.stringContaining("Nothing changed.")]);
  });

  test("has its lines in the lock, each at the new place", async () => {
    const paths = (tree: MemoryTree) =>
      String(tree[".svc/lock.jsonl"]).trim().split("\n").slice(1).map((line) =>
        JSON.parse(line).path as string
      );
    const lately = paths(await library()).map((path) =>
      path.replace(OLD, NEW).replace("services/backend/", "services/catalogue/")
    );
    expect(paths((await generated()).tree)).toEqual(lately.sort());
  });

  test("goes on with its migrations", async () => {
    const { tree } = await generated();
    const state = `${NEW}/migrations/schema.json`;
    expect(tree[state]).toBe((await moved())[state]!);
    const next = await runIn(tree, ["migrate", "new"]);
    expect([next.exit, next.out]).toEqual([0, expect.stringContaining("Nothing changed.")]);
  });

  test("is imported by its new name after svc fix, and not before", async () => {
    const { tree } = await generated();
    const found = await runIn(tree, ["check"]);
    expect([found.exit, found.out]).toEqual([1, expect.stringContaining(`${NEW}/done.py imports backend`)]);
    const dry = await runIn(tree, ["fix", "--dry-run"]);
    expect(dry.tree).toEqual(tree);
    const fixed = await runIn(tree, ["fix"]);
    expect(fixed.exit).toBe(0);
    const changed = Object.keys(fixed.tree).filter((path) => fixed.tree[path] !== tree[path]);
    expect(changed).toEqual([`${NEW}/controllers/books.py`, `${NEW}/done.py`]);
    expect((await runIn(fixed.tree, ["check"])).out).toBe("Nothing to complain about.\n");
  });

  test("that was fixed before it moved is the same in the end", async () => {
    const fixed = await runIn(await library(), ["fix"]);
    const { tree } = await runIn(
      edited(fixed.tree, [
        { folder: "services/backend", to: "services/catalogue" },
        { folder: "services/catalogue/src/backend", to: NEW },
      ]),
      ["generate"],
    );
    expect((await runIn(tree, ["check"])).out).toBe("Nothing to complain about.\n");
  });

  test("may have had two names", async () => {
    const { tree } = await generated();
    const twice = edited(tree, [
      {
        file: "services.yml",
        find: "  catalogue:\n    was: backend",
        put: "  stock:\n    was: [backend, catalogue]",
      },
      { folder: "services/catalogue", to: "services/stock" },
      { folder: "services/stock/src/catalogue", to: "services/stock/src/stock" },
    ]);
    const ran = await runIn(twice, ["generate"]);
    expect([ran.exit, ran.err]).toEqual([0, ""]);
    expect(ran.tree["services/stock/src/stock/migrations/env.py"]).toContain('was=("backend", "catalogue")');
  });
});
