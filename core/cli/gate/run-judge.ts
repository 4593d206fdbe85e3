import type { Scratch } from "../../host/host.ts";
import type { Complaint, Judge, ReadJudge, Said } from "../../plugin/judge.ts";
import type { Context } from "../command.ts";
import { childEnvironment } from "../uv.ts";

/** What came of one check. */
export interface Verdict {
  readonly judge: Judge;
  readonly complaints: readonly Complaint[];
  /** Why it could not judge; null if it did. */
  readonly problem: { readonly what: string; readonly way: string } | null;
  readonly isMissing: boolean;
  readonly milliseconds: number;
  /** The judge's own exit code, as it is. */
  readonly childExit: number | null;
}

/** Run one judge in the environment of the project. What it says about the project never fails svc. */
export async function runJudge(
  judge: Judge,
  read: ReadJudge | undefined,
  { host }: Context,
  scratch: Scratch,
): Promise<Verdict> {
  const start = host.clock.monotonic();
  const report = judge.name.replace(/[^a-z0-9]+/gi, "-");
  const args = judge.args.map((arg) => arg.replace("{report}", `${scratch.path}/${report}`));
  const { code, stdout, stderr } = await host.processes.run({
    program: "uv",
    args: ["run", "--no-sync", "--quiet", judge.program, ...args],
    ...(judge.folder === "." ? {} : { folder: judge.folder }),
    env: { ...childEnvironment(host), NO_COLOR: "1", FORCE_COLOR: undefined },
    output: "capture",
  });
  const written = scratch.files.read(report);
  const said: Said = {
    code,
    stdout,
    stderr,
    report: written === null ? null : new TextDecoder().decode(written),
  };
  const isMissing = code === NOT_SPAWNED && /Failed to spawn/i.test(stderr);
  const complaints = isMissing ? null : read?.(said) ?? null;
  return {
    judge,
    complaints: complaints ?? [],
    problem: complaints !== null ? null : isMissing ? missing(judge) : broken(judge, said),
    isMissing,
    milliseconds: Math.round(host.clock.monotonic() - start),
    childExit: code,
  };
}

/** Exit code of uv for a program that is not in the environment; the programs know it too. */
const NOT_SPAWNED = 2;

function missing({ program }: Judge) {
  return { what: `${program} is not in the Python environment`, way: "svc setup" };
}

function broken({ name, program, args, folder }: Judge, { code, stdout, stderr }: Said) {
  const lines = `${stdout}\n${stderr}`.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const last = lines.findLast((line) => /error|exception/i.test(line)) ?? lines.at(-1) ?? "it said nothing";
  const where = folder === "." ? "" : `cd ${folder} && `;
  return {
    what: `${name} ended with exit code ${code} and no verdict: ${last.slice(0, 200)}`,
    way: `see what it says: ${where}uv run ${program} ${args.filter((arg) => !arg.includes("{")).join(" ")}`,
  };
}
