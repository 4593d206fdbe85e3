import type { HostReason } from "../../core/host/host.ts";
import { Death, type MemoryHost, memoryHost, type MemoryOptions } from "../../core/host/memory.ts";
import type { MemoryTree } from "../../core/host/memory-files.ts";

export interface Survivor {
  /** The same disk, seen by a later process. */
  readonly host: MemoryHost;
  /** `no_space at effect 7: rename README.md`, for messages of tests. */
  readonly how: string;
  /** What the run said of itself before it ended. */
  readonly said: string;
}

const REASONS: readonly HostReason[] = ["no_space", "no_permission", "other"];

/**
 * Run `act` in fresh copies of a world, each time with another effect being refused, or being the last one,
 * whole or torn. What is left of each is handed to `check`. Returns how many worlds there were.
 */
export async function everyFailure(
  tree: MemoryTree,
  act: (host: MemoryHost) => Promise<unknown>,
  check: (survivor: Survivor) => Promise<void>,
): Promise<number> {
  const healthy = memoryHost(tree);
  await act(healthy);
  let worlds = 0;
  for (const at of healthy.effects.keys()) {
    for (const options of failuresAt(at + 1)) {
      const host = memoryHost(tree, options);
      await act(host).catch((error: unknown) => {
        if (!(error instanceof Death)) throw error;
      });
      const how = `${options.fail?.reason ?? (options.die?.torn ? "torn" : "killed")} at effect ${at + 1}: ` +
        `${host.effects[at]}`;
      await check({ host: laterProcess(host), how, said: host.printed.err });
      worlds++;
    }
  }
  return worlds;
}

/** The disk of a host, as a process sees it after that host's process is gone. */
export function laterProcess(host: MemoryHost): MemoryHost {
  const processes = { pid: host.processes.pid + 1, isAlive: () => false, startOf: () => null };
  return memoryHost(host.files.tree(), { now: host.clock.now() + 1000, processes });
}

function failuresAt(at: number): readonly MemoryOptions[] {
  return [
    { die: { at } },
    { die: { at, torn: true } },
    { fail: { at, reason: "no_space", lasting: true } },
    ...REASONS.map((reason) => ({ fail: { at, reason } })),
  ];
}
