/** The disk refuses the n-th effect of a run, or the run dies in it, for every n: what is left is the old project or the new one. */
import { describe, expect, test } from "bun:test";
import { recover } from "../../core/apply/recover.ts";
import { runCli } from "../../core/cli/run-cli.ts";
import type { MemoryHost } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";
import { readCase } from "../support/case.ts";
import { everyFailure } from "../support/failing-host.ts";
import { arranged, runIn, worldOf } from "../support/run-case.ts";

describe("every effect of a run refused, or its last", () => {
  for (const name of ["services/none", "edit/title-without-services"]) {
    test(name, async () => {
      const before = await arranged(readCase(name));
      const after = (await runIn(before, ["generate"])).tree;
      const seen = { old: 0, new: 0, refused: 0 };
      const worlds = await everyFailure(before, generate, async ({ host, how, said }) => {
        if (said.includes("No files were changed.")) {
          seen.refused++;
          const left = withoutRecords(host.files.tree());
          expect({ how, left }).toEqual({ how, left: withoutRecords(before) });
        }
        await recover(host);
        const left = withoutRecords(host.files.tree());
        const isNew = Bun.deepEquals(left, withoutRecords(after));
        if (!isNew) expect({ how, left }).toEqual({ how, left: withoutRecords(before) });
        seen[isNew ? "new" : "old"]++;

        expect({ how, exit: await generate(host) }).toEqual({ how, exit: 0 });
        // A lock of a process that is gone is taken over by the next one that writes; without work there is none.
        const { ".svc/writer.lock": _, ...tree } = host.files.tree();
        expect({ how, tree }).toEqual({ how, tree: after });
      });
      expect(worlds).toBeGreaterThan(50);
      expect(seen.old).toBeGreaterThan(0);
      expect(seen.new).toBeGreaterThan(0);
      expect(seen.refused).toBeGreaterThan(0);
    }, 300_000);
  }
});

async function generate(host: MemoryHost): Promise<number> {
  return await runCli(["generate"], worldOf(host));
}

/** The project as people see it: what svc notes for itself is compared after the next run. */
function withoutRecords(tree: MemoryTree): MemoryTree {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !path.startsWith(".svc/")));
}
