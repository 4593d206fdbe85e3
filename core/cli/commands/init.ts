import { readText } from "../../host/read-text.ts";
import { understand } from "../../pipeline.ts";
import { USER } from "../../plan/wanted.ts";
import type { OwnedFile } from "../../plugin/run-plugins.ts";
import { z } from "../../schema/schema.ts";
import { answer, defineCommand, refusal, type Result } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { EXIT } from "../exit-code.ts";
import { again } from "../init/again.ts";
import { answers, defaultName, withFile } from "../init/answers.ts";
import { ask } from "../init/ask.ts";
import { servicesYml } from "../init/services-yml.ts";
import { isInteractive } from "../interactive.ts";
import { broken, type LoadedProject } from "../load-project.ts";
import { finish, planProject } from "../plan-project.ts";
import { writerOptions } from "./generate.ts";

export const init = defineCommand({
  name: "init",
  aliases: ["new"],
  group: "project",
  summary: "make a new project, or bring an existing one up to date",
  effect: "writes files",
  input: z.object({
    folder: z.string().optional().describe("where; this folder if left out"),
    ...answers,
    answers: z.string().optional().describe("YAML file with the answers; flags come first"),
    yes: z.boolean().default(false).describe("take the default for every answer that is not given"),
    ...writerOptions,
  }),
  positionals: ["folder"],
  examples: ["svc init shop --yes", "svc init --name shop --title 'The shop' --example none"],
  async run({ folder, answers: file, yes, dryRun, check, diff, ...flags }, outer): Promise<Result> {
    const context = folder === undefined ? outer : { ...outer, host: outer.hostAt(folder) };
    const { host } = context;
    if (!["folder", "link", null].includes(host.files.kind("."))) {
      const help = "name a folder; it is made if it is not there";
      return refusal(EXIT.usage, found.SVC0700(undefined, { problem: `${folder} is no folder` }, { help }));
    }
    const given = file === undefined ? { answers: flags } : withFile(outer, file, flags);
    if ("result" in given) return given.result;
    if (host.files.kind("services.yml") !== null) {
      return await again(given.answers, { dryRun, check, diff }, context);
    }
    const asked = yes || !isInteractive(context) ? given.answers : await ask(given.answers, context);
    if (asked === null) return refusal(EXIT.decision, found.SVC0701(undefined, NOTHING_DONE));
    if (asked === "interrupted") return { ...answer("", null), exit: EXIT.interrupted };
    const name = asked.name ?? (yes ? defaultName(host.root) : undefined);
    if (name === undefined) {
      return refusal(
        EXIT.decision,
        found.SVC0701(undefined, {
          problem: "the project needs a name",
          way: `add --name ${defaultName(host.root)}, or --yes to take it and the other defaults`,
        }),
      );
    }
    const wanted = asked.example ?? context.starters[0]!.name;
    const starter = context.starters.find((candidate) => candidate.name === wanted);
    if (starter === undefined) {
      const names = context.starters.map((candidate) => candidate.name).join(", ");
      return refusal(
        EXIT.usage,
        found.SVC0709(undefined, { what: `there is no example "${wanted}"`, way: `examples are ${names}` }),
      );
    }
    const specs = new Map([["services.yml", servicesYml({ ...asked, name }, starter)]]);
    const yours = new Map<string, string>();
    for (const [path, text] of Object.entries(starter.files)) {
      (path.includes("/spec/") ? specs : yours).set(path, text);
    }
    const bytes = new Map(
      [...specs].map(([path, text]) => [path, new TextEncoder().encode(readText(host, path) ?? text)]),
    );
    const { value, diagnostics } = understand(bytes, context.plugins);
    const loaded: LoadedProject = {
      project: value.project,
      files: bytes,
      sources: value.sources,
      findings: diagnostics,
    };
    if (value.project === null) return broken(loaded);
    const extra = (contributed: ReadonlySet<string>) =>
      [...specs, ...yours].filter(([path]) => !contributed.has(path)).map(([path, text]): OwnedFile => ({
        kind: "file",
        path,
        ownership: "once",
        text,
        origins: [],
        owner: USER,
      }));
    const planned = planProject(host, context.version, value.project, {
      decisions: { ours: [], theirs: [] },
      sources: [],
      extra,
      filled: yours,
    });
    const result = await finish(planned, { dryRun, check, diff }, context, value.sources, diagnostics, [
      ...(folder === undefined ? [] : [{ cmd: `cd ${shellWord(folder)}`, why: "the project is there" }]),
      { cmd: "svc setup", why: "make .env and the Python environment" },
      { cmd: "svc test", why: "see that all is well" },
      { cmd: "svc dev", why: "start the services" },
    ]);
    return specs.size > 1 ? result : { ...result, notes: FIRST_SPEC };
  },
});

const FIRST_SPEC = `
There is no spec yet. Models go to shared/spec/models.yaml, operations to services/SERVICE/spec/DOMAIN.yaml;
svc generate does the rest.
`;

const NOTHING_DONE = {
  problem: "the questions were not answered to the end, and nothing was made",
  way: "svc init --yes takes the defaults; svc help init names the flag of each answer",
};

function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
