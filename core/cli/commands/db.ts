import { readText } from "../../host/read-text.ts";
import type { Service } from "../../model/service.ts";
import type { DatabaseSite } from "../../plugin/define-plugin.ts";
import { z } from "../../schema/schema.ts";
import { answer, type Context, defineCommand, type Result } from "../command.ts";
import { clientFor } from "../database-client.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { parseEnv } from "../env-file.ts";
import { EXIT } from "../exit-code.ts";
import { runningProject } from "../running-project.ts";
import { serviceCommand } from "../service-process.ts";
import { failed } from "../uv.ts";

const service = z.string().optional().describe("whose database; may be left out if there is one");

export const dbReset = defineCommand({
  name: "db reset",
  aliases: [],
  group: "run",
  summary: "drop all tables of a service and migrate its database from nothing",
  effect: "starts processes",
  input: z.object({
    service,
    yes: z.boolean().default(false).describe("yes, all rows of it may go"),
  }),
  positionals: ["service"],
  examples: ["svc db reset --yes", "svc db reset backend --yes"],
  async run({ service: only, yes }, context): Promise<Result> {
    const chosen = await chooseDatabase(context, only);
    if ("refused" in chosen) return chosen.refused;
    const { name } = chosen.service;
    if (!yes) {
      const problem = `every row in the database of ${name} would be lost`;
      const finding = found.SVC0701(undefined, { problem, way: `svc db reset ${name} --yes` });
      return { ...answer("", null), exit: EXIT.decision, findings: [finding] };
    }
    const { host, json } = context;
    const ended = await host.processes.run({
      ...serviceCommand(host, chosen.service, ["reset"]),
      output: json ? "capture" : "inherit",
    });
    if (ended.code !== 0) {
      const said = ended.stderr.trim().split("\n").at(-1) ?? "";
      const problem = `the database of ${name} was not reset${said === "" ? "" : `: ${said}`}`;
      return failed(EXIT.tool, problem, "read its message above", ended.code);
    }
    return answer(`The database of ${name} is empty, and at the newest migration\n`, { service: name });
  },
});

export const dbShell = defineCommand({
  name: "db shell",
  aliases: [],
  group: "run",
  summary: "open psql or sqlite3 on the database of a service",
  effect: "starts processes",
  input: z.object({
    service,
    args: z.array(z.string()).default([]).describe("arguments for psql or sqlite3, after --"),
  }),
  positionals: ["service", "args"],
  examples: ["svc db shell", "svc db shell backend -- -c 'select count(*) from books'"],
  async run({ service: only, args }, context): Promise<Result> {
    const chosen = await chooseDatabase(context, only);
    if ("refused" in chosen) return chosen.refused;
    const { host, json } = context;
    const { variable } = chosen.site;
    const url = host.env(variable) ?? parseEnv(readText(host, ".env") ?? "").get(variable);
    if (url === undefined) {
      return failed(EXIT.decision, `${variable} is not set`, "svc setup writes it to .env");
    }
    const client = clientFor(url, chosen.site);
    if (client === null) {
      return failed(EXIT.usage, `${variable} is no address that svc has a client for`, "look at .env");
    }
    if (host.processes.find(client.program) === null) {
      return failed(EXIT.tool, `${client.program} is not on PATH`, `install ${client.program}`);
    }
    const ended = await host.processes.run({
      program: client.program,
      args: [...client.args, ...args],
      env: client.env,
      output: json ? "capture" : "terminal",
    });
    const data = { child_exit: ended.code, output: json ? ended.stdout : null };
    return { ...answer("", data), exit: ended.code === 0 ? EXIT.ok : EXIT.tool };
  },
});

type Chosen = { readonly service: Service; readonly site: DatabaseSite } | { readonly refused: Result };

async function chooseDatabase(context: Context, only: string | undefined): Promise<Chosen> {
  const running = await runningProject(context, only);
  if ("refused" in running) return running;
  const sites = running.services.flatMap(({ service, plugin }) => {
    const site = service.owns.length > 0 ? plugin.database(service) : null;
    return site === null ? [] : [{ service, site }];
  });
  const [first, ...others] = sites;
  if (first !== undefined && others.length === 0) return first;
  const names = sites.map(({ service }) => service.name).join(", ");
  return {
    refused: first === undefined
      ? failed(
        EXIT.usage,
        `${only ?? "the project"} has no database`,
        "svc describe shows what there is",
      )
      : failed(EXIT.decision, "there are several databases", `name the service: ${names}`),
  };
}
