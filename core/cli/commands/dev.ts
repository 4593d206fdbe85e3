import type { RunningProcess } from "../../host/host.ts";
import type { Service } from "../../model/service.ts";
import { z } from "../../schema/schema.ts";
import { type Context, defineCommand, type Result } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { runningProject } from "../running-project.ts";
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
      "port of the first service; the others follow",
    ),
  }),
  positionals: ["service"],
  examples: ["svc dev", "svc dev backend --port 9000"],
  async run({ service: only, port }, context): Promise<Result> {
    const running = await runningProject(context, only);
    if ("refused" in running) return running.refused;
    const chosen = running.services.map(({ service }) => service);
    for (const [position, service] of chosen.entries()) {
      if (await context.host.processes.canListen(port + position)) continue;
      const problem = `port ${port + position}, which ${service.name} would have, is taken`;
      const way = `end what listens there, or take other ports: svc dev --port ${port + 100}`;
      return failed(EXIT.transient, problem, way);
    }
    for (const service of chosen.filter((candidate) => candidate.owns.length > 0)) {
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
    return await serve(context, chosen, port);
  },
});

/** Run all until one ends or somebody asks to stop; then stop the others, politely first. */
async function serve(context: Context, services: readonly Service[], firstPort: number): Promise<Result> {
  const { host } = context;
  const running: { service: Service; child: RunningProcess; port: number }[] = services.map(
    (service, position) => {
      const port = firstPort + position;
      const child = host.processes.start({
        ...serviceCommand(host, service, [], { PORT: String(port) }),
        output: "inherit",
      });
      host.output.err(`${service.name}: http://127.0.0.1:${port}\n`);
      return { service, child, port };
    },
  );
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
