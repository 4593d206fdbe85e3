import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../../diagnostics/order.ts";
import type { Project } from "../../pipeline.ts";
import type { Json } from "../../text/json.ts";
import type { Source } from "../../text/source.ts";
import { askPlugins, readersOf } from "../ask-plugins.ts";
import type { Context } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { placeComplaints } from "./place-complaint.ts";
import { runJudge, type Verdict } from "./run-judge.ts";
import { by } from "../../text/compare.ts";

/** What the outside tools made of a project. */
export interface GateRun {
  /** Somebody asked to stop, so what the tools said is no verdict. */
  readonly isInterrupted: boolean;
  readonly verdicts: readonly Verdict[];
  readonly findings: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, Source>;
}

/** All judges of all plugins, side by side: none waits for another, and none hides what another says. */
export async function runGate(context: Context, project: Project): Promise<GateRun> {
  const judges = askPlugins(project, (plugin, options) => plugin.judges(project.model, options))
    .toSorted(by(({ name }) => name));
  const readers = readersOf(project);
  const { host, json } = context;
  const isWatched = host.output.errIsTerminal && !json;
  const running = new Set(judges.map(({ name }) => name));
  const show = (text: string) => isWatched && host.output.err(`\r\u001b[K${text}`);
  const scratch = host.scratch();
  let isInterrupted = false;
  // The tools hear Ctrl-C too, and end; what they wrote is cleared away before svc does.
  const stopListening = host.processes.onStop(() => {
    isInterrupted = true;
  });
  try {
    show(`running ${[...running].join(", ")}`);
    const verdicts = await Promise.all(judges.map(async (judge) => {
      const verdict = await runJudge(judge, readers[judge.tool], context, scratch);
      running.delete(judge.name);
      show(running.size === 0 ? "" : `running ${[...running].join(", ")}`);
      return verdict;
    }));
    const complaints = verdicts.flatMap(({ judge, complaints }) =>
      complaints.map((complaint) => ({ judge, complaint }))
    );
    const placed = placeComplaints(host, complaints);
    const silent = verdicts.flatMap(({ problem }) =>
      problem === null ? [] : [found.SVC0740(undefined, { problem: problem.what, way: problem.way })]
    );
    return {
      isInterrupted,
      verdicts,
      findings: sortDiagnostics([...placed.findings, ...silent]),
      sources: placed.sources,
    };
  } finally {
    stopListening();
    scratch.remove();
  }
}

/** One line of the report. */
export interface Row {
  readonly name: string;
  readonly verdict: "ok" | "findings" | "missing" | "failed" | "skipped";
  readonly findings: number;
  readonly milliseconds: number | null;
  readonly childExit: number | null;
}

export function rowOf({ judge, complaints, problem, isMissing, milliseconds, childExit }: Verdict): Row {
  const verdict = isMissing
    ? "missing"
    : problem !== null
    ? "failed"
    : complaints.length > 0
    ? "findings"
    : "ok";
  return { name: judge.name, verdict, findings: complaints.length, milliseconds, childExit };
}

export function printRows(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, verdict, findings, milliseconds }) => {
    const what = verdict === "findings" ? `${findings} found` : verdict;
    const time = milliseconds === null ? "" : `  ${(milliseconds / 1000).toFixed(1).padStart(5)} s`;
    return `${what.padStart(10)} ${milliseconds === null ? name : name.padEnd(width)}${time}\n`;
  }).join("");
}

export function rowsJson(rows: readonly Row[]): Json {
  return rows.map(({ name, verdict, findings, milliseconds, childExit }) => ({
    name,
    verdict,
    findings,
    ms: milliseconds,
    child_exit: childExit,
  }));
}
