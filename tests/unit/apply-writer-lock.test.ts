import { describe, expect, test } from "bun:test";
import { apply } from "../../core/apply/apply.ts";
import { takeWriterLock } from "../../core/apply/writer-lock.ts";
import { memoryHost, type MemoryOptions } from "../../core/host/memory.ts";
import { planOf } from "../support/small-pipeline.ts";

const NOW = 1_700_000_000_000;

function held(more: object = {}, options: MemoryOptions = {}) {
  const holder = { host: "memory", pid: 7, start: "70", token: "other", renewed: NOW, ...more };
  const processes = { isAlive: (pid: number) => pid === 7, startOf: (pid: number) => String(pid * 10) };
  const { processes: others, ...rest } = options;
  return memoryHost({ ".svc/writer.lock": JSON.stringify(holder) }, {
    now: NOW,
    processes: { ...processes, ...others },
    ...rest,
  });
}

describe("the right to write", () => {
  const cases: readonly [string, ReturnType<typeof held>, "mine" | "held"][] = [
    ["nobody has it", memoryHost(), "mine"],
    ["a living process has it", held(), "held"],
    ["its process is gone", held({ pid: 8 }), "mine"],
    ["its process id was used again", held({ start: "69" }), "mine"],
    ["a process of another machine has it", held({ host: "other", pid: 8 }), "held"],
    [
      "a process of another machine was silent for a minute",
      held({ host: "other", renewed: NOW - 61_000 }),
      "mine",
    ],
    ["a living process was silent for a minute", held({ renewed: NOW - 61_000 }), "mine"],
    ["the clock of another machine is ahead", held({ host: "other", renewed: NOW + 3_600_000 }), "held"],
    ["the file was cut off", memoryHost({ ".svc/writer.lock": `{"host":` }), "mine"],
    ["the file is empty", memoryHost({ ".svc/writer.lock": "" }), "mine"],
  ];
  for (const [name, host, expected] of cases) {
    test(name, async () => {
      const begun = host.clock.monotonic();
      const taken = await takeWriterLock(host);
      expect(taken.kind).toBe(expected);
      const waited = host.clock.monotonic() - begun;
      expect(waited).toBeLessThanOrEqual(expected === "held" ? 10_000 : 2_000);
      if (expected === "held") expect(waited).toBe(10_000);
      if (taken.kind !== "mine") return;
      expect(taken.lock.isMine()).toBe(true);
      taken.lock.release();
      expect(host.files.kind(".svc/writer.lock")).toBe(null);
    });
  }

  test("one who waits gets it when it is free", async () => {
    const host = held();
    const sleep = host.clock.sleep;
    let naps = 0;
    const clock = {
      ...host.clock,
      sleep: (ms: number) => {
        if (++naps === 3) host.files.remove(".svc/writer.lock");
        return sleep(ms);
      },
    };
    expect((await takeWriterLock({ ...host, clock })).kind).toBe("mine");
    expect(naps).toBe(3);
  });

  test("of two who find it stale the slower one takes nothing away", async () => {
    const host = held({ pid: 8 });
    let raced = false;
    const files = {
      ...host.files,
      rename: (from: string, to: string) => {
        // Between its look and its move, another process was faster.
        if (!raced) {
          raced = true;
          const fresh = { host: "memory", pid: 7, start: "70", token: "faster", renewed: NOW };
          host.files.write(".svc/writer.lock", JSON.stringify(fresh));
        }
        host.files.rename(from, to);
      },
    };
    const taken = await takeWriterLock({ ...host, files });
    expect(taken).toMatchObject({ kind: "held", by: { token: "faster" } });
    expect(host.files.list(".svc/tmp")).toEqual([]);
  });

  test("signs of life are given, but not too many", async () => {
    const host = memoryHost();
    const taken = await takeWriterLock(host);
    if (taken.kind !== "mine") throw new Error("not mine");
    const effects = host.effects.length;
    for (let second = 0; second < 35; second++) {
      await host.clock.sleep(1000);
      taken.lock.renew();
    }
    expect(host.effects.length - effects).toBe(3);
  });

  test("a lost lock stops an apply before it begins", async () => {
    const host = memoryHost();
    const { plan } = planOf(host, { "a.py": ["generated", "1\n"] });
    const files = {
      ...host.files,
      write: (path: string, content: string | Uint8Array) => {
        host.files.write(path, content);
        host.files.write(
          ".svc/writer.lock",
          JSON.stringify({ host: "x", pid: 1, start: null, token: "t", renewed: 0 }),
        );
      },
    };
    const { value } = await apply({ ...host, files }, plan);
    expect(value).toEqual({ kind: "refused", because: "another_writer", untouched: true });
    expect(host.files.kind("a.py")).toBe(null);
    expect(host.files.kind(".svc/writer.lock")).toBe("file");
  });

  test("a refusal names who has it", async () => {
    const host = held();
    const { value, diagnostics } = await apply(host, planOf(host, { "a.py": ["generated", "1\n"] }).plan);
    expect(value).toEqual({ kind: "refused", because: "another_writer", untouched: true });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "another svc is writing here: process 7 on memory",
    ]);
  });

  test("a linked .svc is not written through", async () => {
    const host = memoryHost({ ".svc": { link: "/tmp" } });
    const { value } = await apply(host, planOf(host, { "a.py": ["generated", "1\n"] }).plan);
    expect(value).toEqual({ kind: "refused", because: "system", untouched: true });
    expect(host.effects).toEqual([]);
  });
});
