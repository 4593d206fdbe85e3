import type { Service } from "../../model/service.ts";
import { suggestion } from "../../model/resolution.ts";
import { z } from "../../schema/schema.ts";
import { answer, type Context, defineCommand, type Result } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { type MigrationState, migrationStates } from "../migrations.ts";
import { runningProject } from "../running-project.ts";
import { serviceCommand } from "../service-process.ts";
import { failed } from "../uv.ts";

const service = z.string().optional().describe("only this service");

export const migrateUp = defineCommand({
  name: "migrate up",
  aliases: [],
  group: "run",
  summary: "bring the databases to the newest migration",
  effect: "starts processes",
  input: z.object({ service }),
  positionals: ["service"],
  examples: ["svc migrate up"],
  run: async (input, context): Promise<Result> =>
    await withServices(input.service, context, (chosen) => migrate(context, servicesOf(chosen), ["up"])),
});

export const migrateDown = defineCommand({
  name: "migrate down",
  aliases: [],
  group: "run",
  summary: "take the last migration back, or all down to one",
  effect: "starts processes",
  input: z.object({
    service,
    to: z.string().regex(/^[A-Za-z0-9_]+$/, "takes the name of a migration, or base").optional().describe(
      "the migration that stays, or base for none",
    ),
  }),
  positionals: ["service"],
  examples: ["svc migrate down", "svc migrate down --to 0003_add_isbn", "svc migrate down backend --to base"],
  run: async (input, context): Promise<Result> =>
    await withServices(input.service, context, async (chosen) => {
      const [only, another] = chosen;
      if (another !== undefined) {
        const names = servicesOf(chosen).map(({ name }) => name).join(", ");
        return failed(EXIT.usage, "several services have migrations", `name one of ${names}`);
      }
      const ids = only!.revisions.map(({ id }) => id);
      const to = input.to ?? "-1";
      if (![...ids, "base", "-1"].includes(to)) {
        const problem = `${only!.service.name} has no migration ${to}`;
        return failed(EXIT.usage, problem, suggestion(to, ["base", ...ids], "svc migrate status lists them"));
      }
      const result = await migrate(context, [only!.service], ["down", to]);
      return { ...result, next: [] };
    }),
});

export const migrateStatus = defineCommand({
  name: "migrate status",
  aliases: [],
  group: "run",
  summary: "show which migrations the databases have",
  effect: "starts processes",
  input: z.object({ service }),
  positionals: ["service"],
  examples: ["svc migrate status", "svc migrate status --json"],
  run: async (input, context): Promise<Result> =>
    await withServices(input.service, context, (chosen) => status(context, servicesOf(chosen))),
});

function servicesOf(states: readonly MigrationState[]): readonly Service[] {
  return states.map((state) => state.service);
}

/** Services with migrations, or the one that was asked for. */
async function withServices(
  asked: string | undefined,
  context: Context,
  work: (services: readonly MigrationState[]) => Promise<Result>,
): Promise<Result> {
  const running = await runningProject(context, undefined);
  if ("refused" in running) return running.refused;
  const { states } = migrationStates(context.host.files, running.project);
  const known = states.filter(({ reached }) => reached !== null);
  const chosen = known.filter(({ service }) => asked === undefined || service.name === asked);
  if (chosen.length > 0) return await work(chosen);
  const names = known.length === 0
    ? "no service has any"
    : `services are: ${servicesOf(known).map(({ name }) => name).join(", ")}`;
  const problem = asked === undefined ? "there are no migrations" : `there are no migrations of ${asked}`;
  return failed(EXIT.usage, problem, names);
}

/** One service after the other: what one prints is not mixed with what another does. */
async function migrate(
  context: Context,
  services: readonly Service[],
  step: readonly string[],
): Promise<Result> {
  const { host, json } = context;
  for (const service of services) {
    const command = serviceCommand(context.host, service, ["migrate", ...step]);
    const ended = await host.processes.run({ ...command, output: json ? "capture" : "inherit" });
    if (ended.code !== 0) {
      const problem = `migrating the database of ${service.name} failed`;
      return failed(
        EXIT.tool,
        problem,
        "read its message above; the database is as it was before that migration",
        ended.code,
      );
    }
  }
  return await status(context, services);
}

interface Applied {
  readonly id: string;
  /** `unknown`: the database has it, and this project does not. */
  readonly state: "applied" | "pending" | "unknown";
}

async function status(context: Context, services: readonly Service[]): Promise<Result> {
  const rows: { service: string; migrations: Applied[] }[] = [];
  for (const service of services) {
    const command = serviceCommand(context.host, service, ["migrate", "status"]);
    const ended = await context.host.processes.run({ ...command, output: "capture" });
    if (ended.code !== 0) {
      const [last] = ended.stderr.trimEnd().split("\n").slice(-1);
      const problem = `the database of ${service.name} does not tell${last ? `: ${last}` : ""}`;
      return failed(
        EXIT.tool,
        problem,
        "look at DATABASE_URL in .env, and whether the server runs",
        ended.code,
      );
    }
    rows.push({ service: service.name, migrations: [...readStatus(ended.stdout)] });
  }
  const text = rows.map(({ service, migrations }) =>
    `${service}\n${migrations.map(({ id, state }) => `  ${state.padEnd(8)} ${id}\n`).join("")}`
  );
  const isBehind = rows.some(({ migrations }) => migrations.some(({ state }) => state === "pending"));
  const told = rows.map(({ service, migrations }) => ({
    service,
    migrations: migrations.map((row) => ({ ...row })),
  }));
  const next = isBehind ? [{ cmd: "svc migrate up", why: "some migrations are not applied" }] : [];
  return answer(text.join(""), { services: told }, next);
}

function* readStatus(text: string): Iterable<Applied> {
  for (const line of text.split("\n")) {
    const [, state, id] = /^(applied|pending|unknown) (\S+)$/.exec(line.trim()) ?? [];
    if (state !== undefined && id !== undefined) yield { id, state: state as Applied["state"] };
  }
}
