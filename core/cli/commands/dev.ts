import type { RunningProcess } from "../../host/host.ts";
import type { Service } from "../../model/model.ts";
import { z } from "../../schema/schema.ts";
import { type Context, defineCommand, type Result } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { broken, loadProject } from "../load-project.ts";
import { childEnvironment, failed, requireUv } from "../uv.ts";

const FIRST_PORT = 8000;
/** Longer than a service takes to finish its running requests (20 s). */
const GRACE_MS = 25_000;
const LOOK_AGAIN_MS = 50;

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
    const loaded = await loadProject(context);
    const { project } = loaded;
    if (project === null) return broken(loaded);
    const uv = requireUv(context);
    if (uv !== null) return uv;
    if (context.host.files.kind(".venv") !== "folder" || context.host.files.kind(".env") !== "file") {
      return failed(EXIT.decision, "the project is not set up", "svc setup", null);
    }
    const runnable = project.model.services.filter((service) => service.plugin !== null);
    const chosen = runnable.filter((service) => only === undefined || service.name === only);
    if (chosen.length === 0) {
      const names = runnable.map((service) => service.name).join(", ");
      return failed(
        EXIT.usage,
        only === undefined ? "the project has no service to start" : `there is no service ${only}`,
        `services are: ${names}`,
        null,
      );
    }
    for (const service of chosen.filter((candidate) => candidate.owns.length > 0)) {
      const migrated = await context.host.processes.run({
        ...serviceCommand(context, service, ["migrate"]),
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

function serviceCommand({ host }: Context, service: Service, args: readonly string[], port?: number) {
  const env = { ...childEnvironment(host), ...(port === undefined ? {} : { PORT: String(port) }) };
  return {
    program: "uv",
    args: ["run", "--no-sync", "--env-file", ".env", "python", "-m", service.names.package, ...args],
    env,
  };
}

/** Run all until one ends or somebody asks to stop; then stop the others, politely first. */
async function serve(context: Context, services: readonly Service[], firstPort: number): Promise<Result> {
  const { host } = context;
  const running: { service: Service; child: RunningProcess; port: number }[] = services.map(
    (service, position) => {
      const port = firstPort + position;
      const child = host.processes.start({
        ...serviceCommand(context, service, [], port),
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
  for (const { child } of running) child.signal("SIGTERM");
  let haveEnded = false;
  const all = Promise.all(running.map(({ child }) => child.ended)).then(() => haveEnded = true);
  // In small steps: one long sleep would keep svc alive after the services are gone.
  const deadline = host.clock.monotonic() + GRACE_MS;
  while (!haveEnded && host.clock.monotonic() < deadline) await host.clock.sleep(LOOK_AGAIN_MS);
  if (!haveEnded) { for (const { child } of running) child.signal("SIGKILL"); }
  await all;
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
