import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../../diagnostics/order.ts";
import type { Scratch } from "../../host/host.ts";
import { readText } from "../../host/read-text.ts";
import type { Service } from "../../model/service.ts";
import type { Project } from "../../pipeline.ts";
import type { FuzzSite } from "../../plugin/define-plugin.ts";
import type { Complaint, ReadJudge } from "../../plugin/judge.ts";
import { z } from "../../schema/schema.ts";
import { askPlugins, readersOf } from "../ask-plugins.ts";
import { answer, type Context, defineCommand, type Result } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { EXIT } from "../exit-code.ts";
import { runningProject } from "../running-project.ts";
import { serviceCommand, stopAll } from "../service-process.ts";
import { childEnvironment, failed } from "../uv.ts";

export const fuzz = defineCommand({
  name: "fuzz",
  aliases: [],
  group: "check",
  summary: "start the services on databases of their own and attack them over their contract",
  effect: "starts processes",
  input: z.object({
    service: z.string().optional().describe("only this one"),
    examples: z.coerce.number().int().min(1).max(10_000).optional().describe(
      "how many requests to make up for each operation; the project's configuration if left out",
    ),
  }),
  positionals: ["service"],
  examples: ["svc fuzz", "svc fuzz backend --examples 500"],
  async run({ service: only, examples }, context): Promise<Result> {
    const running = await runningProject(context, only);
    if ("refused" in running) return running.refused;
    const { project, loaded, services } = running;
    const readers = readersOf(project);
    const attacked: Attack[] = [];
    // One after the other: two services and two fuzzers at once would only make each other late.
    for (const { service, plugin } of services) {
      const site = plugin.fuzz(service, project.model);
      if (site === null) continue;
      const attempt = await attack(context, service, site, examples, readers);
      if (attempt === "interrupted") return { ...answer("", null), exit: EXIT.interrupted };
      attacked.push(attempt);
    }
    if (attacked.length === 0) {
      return failed(EXIT.usage, "nothing is served, so there is nothing to attack", "svc routes");
    }
    const complaints = attacked.flatMap((each) => each.complaints);
    const silent = attacked.flatMap(({ problem }) =>
      // A log has many lines, and a hole has one.
      problem === null ? [] : [found.SVC0740(undefined, { problem: problem.problem }, { help: problem.way })]
    );
    const findings = sortDiagnostics([...placed(project, attacked), ...silent]);
    const lines = attacked.map(({ service, complaints, problem, milliseconds }) => {
      const what = problem !== null
        ? "failed"
        : complaints.length === 0
        ? "ok"
        : `${complaints.length} found`;
      return `${what.padStart(10)} ${service.name}  ${(milliseconds / 1000).toFixed(1)} s\n`;
    });
    return {
      exit: complaints.length > 0 ? EXIT.findings : silent.length > 0 ? EXIT.tool : EXIT.ok,
      text: lines.join("") + (findings.length > 0 ? "\n" : ""),
      data: attacked.map(({ service, complaints, milliseconds, childExit }) => ({
        service: service.name,
        findings: complaints.length,
        ms: milliseconds,
        child_exit: childExit,
      })),
      findings,
      sources: loaded.sources,
      next: [],
    };
  },
});

interface Attack {
  readonly service: Service;
  readonly site: FuzzSite;
  readonly complaints: readonly Complaint[];
  readonly problem: { readonly problem: string; readonly way: string } | null;
  readonly milliseconds: number;
  readonly childExit: number | null;
}

/** Migrate a database that nobody else has, start the service on it, let the tool at it, stop the service. */
async function attack(
  context: Context,
  service: Service,
  site: FuzzSite,
  examples: number | undefined,
  readers: Readonly<Record<string, ReadJudge>>,
): Promise<Attack | "interrupted"> {
  const { host } = context;
  const start = host.clock.monotonic();
  const scratch = host.scratch();
  try {
    const port = await host.processes.freePort();
    const env = Object.fromEntries(
      Object.entries(site.env).map(([name, value]) => [name, value.replaceAll("{scratch}", scratch.path)]),
    );
    const output = { file: `${scratch.path}/service.log` };
    const ended = (
      complaints: readonly Complaint[],
      problem: Attack["problem"],
      childExit: number | null,
    ) => ({
      service,
      site,
      complaints,
      problem,
      childExit,
      milliseconds: Math.round(host.clock.monotonic() - start),
    });
    if (site.migrates) {
      const { code } = await host.processes.run({
        ...serviceCommand(host, service, ["migrate"], env),
        output,
      });
      if (code !== 0) return ended([], trouble(`the migration of ${service.name} failed`, scratch), code);
    }
    const own = { ...env, HOST: "127.0.0.1", PORT: String(port) };
    const served = host.processes.start({ ...serviceCommand(host, service, [], own), output });
    const base = `http://127.0.0.1:${port}`;
    const tool = host.processes.start(toolCommand(context, site, examples, base, scratch));
    let end: "tool" | "service" | "asked" | null = null;
    const ends = (by: "service" | "asked") => {
      // A pid of a process that is gone may be somebody else's by now.
      if (end !== null) return;
      end = by;
      tool.signal("SIGTERM");
    };
    const stopListening = host.processes.onStop(() => ends("asked"));
    // A service that ends by itself would leave the tool waiting for it.
    void served.ended.then(() => ends("service"));
    const code = await tool.ended;
    const endedBy = end as typeof end | "service" | "asked";
    end ??= "tool";
    stopListening();
    await stopAll(host, [served]);
    if (endedBy === "asked") return "interrupted";
    if (endedBy === "service") {
      return ended([], trouble(`${service.name} ended while it was attacked`, scratch), code);
    }
    const report = readText(scratch, REPORT);
    const said = { code, stdout: "", stderr: readText(scratch, "tool.log") ?? "", report };
    const complaints = readers[site.judge.tool]?.(said) ?? null;
    return complaints === null
      ? ended([], trouble(`${site.judge.program} ended with exit code ${code} and no verdict`, scratch), code)
      : ended(complaints.map((each) => againstDev(each, base)), null, code);
  } finally {
    scratch.remove();
  }
}

/** The attacked service is gone when its findings are read; the one of `svc dev` can be asked again. */
function againstDev(complaint: Complaint, base: string): Complaint {
  const { help } = complaint;
  if (help === null || !help.includes(base)) return complaint;
  return { ...complaint, help: `with svc dev: ${help.replaceAll(base, "http://127.0.0.1:8000")}` };
}

const REPORT = "report";

function toolCommand(
  { host, json }: Context,
  { judge, examplesOption }: FuzzSite,
  examples: number | undefined,
  base: string,
  scratch: Scratch,
) {
  const args = judge.args.map((arg) =>
    arg.replace("{report}", `${scratch.path}/${REPORT}`).replace("{base}", base)
  );
  const more = examples === undefined ? [] : [examplesOption, String(examples)];
  return {
    program: "uv",
    args: ["run", "--no-sync", "--quiet", judge.program, ...args, ...more],
    ...(judge.folder === "." ? {} : { folder: judge.folder }),
    env: { ...childEnvironment(host), ...(host.output.errIsTerminal ? {} : { NO_COLOR: "1" }) },
    output: json ? { file: `${scratch.path}/tool.log` } : "inherit" as const,
  };
}

function trouble(problem: string, scratch: Scratch): { problem: string; way: string } {
  const log = readText(scratch, "service.log") ?? "";
  const last = log.trim().split("\n").slice(-5).join("\n");
  return { problem, way: last === "" ? "run it with svc dev" : `its log ends with\n${last}` };
}

/** A complaint is about a route, `GET /books`; it points at the operation in the spec. */
function placed(project: Project, attacked: readonly Attack[]): Diagnostic[] {
  const { model, spans } = project;
  const served = askPlugins(project, (plugin, options) => plugin.routes(model, options));
  const serviceOf = new Map(model.operations.map(({ id, service }) => [id, service]));
  return attacked.flatMap(({ service, site, complaints }) => {
    const own = served.filter(({ node }) => serviceOf.get(node) === service.id);
    const nodes = new Map(own.map(({ method, path, node }) => [`${method} ${path}`, node]));
    return complaints.map(({ rule, severity, message, help, identity }): Diagnostic => {
      const node = identity === null ? undefined : nodes.get(identity);
      const span = node === undefined ? undefined : spans.get(node);
      return {
        code: `${site.judge.tool}/${rule}`,
        severity,
        message,
        ...(span === undefined ? {} : { span }),
        ...(help === null ? {} : { help }),
      };
    });
  });
}
