import type { RunningProcess } from "../../host/host.ts";
import type { Service } from "../../model/service.ts";
import { z } from "../../schema/schema.ts";
import { type Context, defineCommand, type Result } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { type RunningProject, runningProject } from "../running-project.ts";
import { serviceCommand, stopAll } from "../service-process.ts";
import { failed } from "../uv.ts";

const FIRST_PORT = 8000;

export const dev = defineCommand({
  name: "dev",
  aliases: [],
  group: "run",
  summary: "migrate and start the services on this machine, until Ctrl-C",
  effect: "starts processes",
  input: z.object({
    service: z.string().optional().describe("start only this one"),
    port: z.coerce.number().int().min(1).max(65000).default(FIRST_PORT).describe(
      "port of the first service that has one; the others follow",
    ),
  }),
  positionals: ["service"],
  examples: ["svc dev", "svc dev backend --port 9000"],
  async run({ service: only, port }, context): Promise<Result> {
    const running = await runningProject(context, only);
    if ("refused" in running) return running.refused;
    const chosen = withPorts(running.services, port);
    for (const { service, port: own } of chosen) {
      if (own === null || await context.host.processes.canListen(own)) continue;
      const problem = `port ${own}, which ${service.name} would have, is taken`;
      const way = `end what listens there, or take other ports: svc dev --port ${port + 100}`;
      return failed(EXIT.transient, problem, way);
    }
    for (const { service } of chosen.filter((candidate) => candidate.service.owns.length > 0)) {
      const migrated = await context.host.processes.run({
        ...serviceCommand(context.host, service, ["migrate"]),
        output: "inherit",
      });
      if (migrated.code !== 0) {
        return failed(
          EXIT.tool,
          `the migration of ${service.name} failed`,
          "read its message above",
          migrated.code,
        );
      }
    }
    return await serve(context, chosen);
  },
});

interface Chosen {
  readonly service: Service;
  /** Null: it does not listen. */
  readonly port: number | null;
}

function withPorts(services: RunningProject["services"], first: number): readonly Chosen[] {
  let next = first;
  return services.map(({ service, plugin }) => ({ service, port: plugin.listens(service) ? next++ : null }));
}

/** Run all until one ends or somebody asks to stop; then stop the others, politely first. */
async function serve(context: Context, services: readonly Chosen[]): Promise<Result> {
  const { host } = context;
  const running: { service: Service; child: RunningProcess }[] = services.map(({ service, port }) => {
    const child = host.processes.start({
      ...serviceCommand(host, service, [], port === null ? {} : { PORT: String(port) }),
      output: "inherit",
    });
    host.output.err(`${service.name}: ${port === null ? "started" : `http://127.0.0.1:${port}`}\n`);
    return { service, child };
  });
  let stopListening = () => {};
  const asked = new Promise<null>((resolve) => {
    stopListening = host.processes.onStop(() => resolve(null));
  });
  const first = await Promise.race([
    asked,
    ...running.map(async ({ service, child }) => ({ service, code: await child.ended })),
  ]);
  await stopAll(host, running.map(({ child }) => child));
  stopListening();
  if (first === null) {
    return {
      exit: EXIT.interrupted,
      text: "",
      data: { stopped: "asked" },
      findings: [],
      sources: new Map(),
      next: [],
    };
  }
  return failed(
    EXIT.tool,
    `${first.service.name} ended with exit code ${first.code}`,
    "read its log above",
    first.code,
  );
}
