/** What a run of a program costs. */
export interface Cost {
  readonly wallMs: number;
  /** User and system together: what a machine that is busy with other things does not blur. */
  readonly cpuMs: number;
  readonly peakBytes: number;
}

/** A program, with what has to be done before each run of it and is not counted. */
export interface Contender {
  readonly command: readonly string[];
  readonly folder: string;
  prepare?(): void;
}

/** Run all in turns, so that whatever else the machine does falls on each of them; the median of each. */
export function sideBySide(rounds: number, ...contenders: readonly Contender[]): Cost[] {
  const costs = contenders.map((): Cost[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) costs[index]!.push(runOnce(contender));
  }
  return costs.map((each) => ({
    wallMs: median(each.map(({ wallMs }) => wallMs)),
    cpuMs: median(each.map(({ cpuMs }) => cpuMs)),
    peakBytes: median(each.map(({ peakBytes }) => peakBytes)),
  }));
}

function runOnce({ command, folder, prepare }: Contender): Cost {
  prepare?.();
  const started = performance.now();
  const child = Bun.spawnSync([...command], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const wallMs = performance.now() - started;
  if (child.exitCode !== 0) {
    throw new Error(`${command.join(" ")} ended with ${child.exitCode}\n${child.stderr.toString()}`);
  }
  const { cpuTime, maxRSS } = child.resourceUsage!;
  return { wallMs, cpuMs: Number(cpuTime.total) / 1000, peakBytes: maxRSS };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

export function minus(a: Cost, b: Cost): Cost {
  return { wallMs: a.wallMs - b.wallMs, cpuMs: a.cpuMs - b.cpuMs, peakBytes: a.peakBytes };
}
