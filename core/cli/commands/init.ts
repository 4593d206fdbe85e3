import { attempt } from "../../host/attempt.ts";
import { understand } from "../../pipeline.ts";
import { USER } from "../../plan/wanted.ts";
import type { OwnedFile } from "../../plugin/run-plugins.ts";
import type { Starter } from "../../plugin/starter.ts";
import { z } from "../../schema/schema.ts";
import { kebabCase } from "../../model/names.ts";
import type { Json } from "../../text/json.ts";
import { parseYaml } from "../../text/parse-yaml.ts";
import { newSource } from "../../text/source.ts";
import { toValue } from "../../text/walk.ts";
import { writeYaml } from "../../text/write-yaml.ts";
import { answer, type Context, defineCommand, refusal, type Result } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { EXIT } from "../exit-code.ts";
import { askFor } from "../init/dialogue.ts";
import { isInteractive } from "../interactive.ts";
import { broken, folderName, type LoadedProject, loadProject } from "../load-project.ts";
import { readText } from "../../host/read-text.ts";
import { finish, planProject } from "../plan-project.ts";
import { version2Screen } from "../version2-screen.ts";
import { writerOptions } from "./generate.ts";

/** What a new project is asked. One schema gives the flags and the answers file. */
const answers = {
  name: z.string().optional().describe(
    "name of the project, kebab-case; the folder's if left out with --yes",
  ),
  title: z.string().optional().describe("title for people"),
  description: z.string().optional().describe("what it is, in a sentence"),
  python: z.string().optional().describe("version of Python in the images, like 3.12"),
  example: z.string().optional().describe("specs to begin with: library (default) or none"),
};
/** Version of the images unless somebody says otherwise. */
const PYTHON = "3.12";
const answersFile = z.strictObject(answers);
type Answers = z.infer<typeof answersFile>;

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
      ...(folder === undefined ? [] : [{ cmd: `cd ${folder}`, why: "the project is there" }]),
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

/** The answers that were not given, from somebody at the terminal; null if they would rather not. */
async function ask(given: Answers, context: Context): Promise<Answers | "interrupted" | null> {
  const { host, starters } = context;
  const [first] = starters;
  const starterOf = (name: string | undefined) => starters.find((starter) => starter.name === name) ?? first!;
  const problem = (key: "name" | "python") => (text: string) => problemOf({ [key]: text }, context);
  const dialogue = await host.dialogue();
  try {
    const answered = await askFor<keyof Answers>(
      dialogue,
      [
        { key: "name", text: "Name", fallback: () => defaultName(host.root), problem: problem("name") },
        { key: "title", text: "Title for people", fallback: ({ name }) => titleOf(name!) },
        {
          key: "example",
          text: "Begin with",
          choices: starters.map(({ name }) => name),
          fallback: () => first!.name,
        },
        {
          key: "description",
          text: "What it is, in a sentence",
          fallback: ({ example }) => starterOf(example).description ?? "",
        },
        { key: "python", text: "Python of the images", fallback: () => PYTHON, problem: problem("python") },
      ],
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      ({ name }) => `Make ${name} in ${host.root}?`,
    );
    if (answered.kind === "interrupted") return "interrupted";
    if (answered.kind === "refused") return null;
    const { description, ...others } = answered.answers;
    return { ...others, ...(description === "" ? {} : { description }) };
  } finally {
    dialogue.close();
  }
}

/** What the language says about an answer: it is the one that knows. */
function problemOf(given: Answers, { plugins }: Context): string | null {
  const nothing: Starter = { name: "", description: null, plugins: {}, services: {}, files: {} };
  const text = servicesYml({ ...given, name: given.name ?? "project" }, nothing);
  const { diagnostics } = understand(new Map([["services.yml", new TextEncoder().encode(text)]]), plugins);
  return diagnostics.find(({ severity }) => severity === "error")?.message ?? null;
}

/** On a project that exists: `generate`, if the answers are those of services.yml. */
async function again(
  given: Answers,
  options: { dryRun: boolean; check: boolean; diff: boolean },
  context: Context,
): Promise<Result> {
  if (given.example !== undefined) {
    const problem = "--example begins a new project, and there is one here";
    return refusal(
      EXIT.usage,
      found.SVC0700(undefined, { problem }, { help: "leave it out, or name another folder" }),
    );
  }
  const loaded = await loadProject(context);
  if (loaded.project === null) return broken(loaded);
  const { project } = loaded.project.model;
  const facts = {
    name: project.name,
    title: project.title,
    description: project.description,
    python: project.python,
  };
  for (const [key, fact] of Object.entries(facts)) {
    const answer = given[key as keyof typeof facts];
    if (answer === undefined || answer === fact) continue;
    return refusal(
      EXIT.decision,
      found.SVC0708(undefined, { key, found: fact ?? "nothing", flag: `--${key}`, given: answer }),
    );
  }
  const planned = planProject(context.host, context.version, loaded.project, {
    decisions: { ours: [], theirs: [] },
    sources: [...loaded.files.keys()],
  });
  const result = await finish(planned, options, context, loaded.sources, loaded.findings, []);
  if (planned.plan === null || loaded.project.model.language === 3 || options.diff) return result;
  return { ...result, text: version2Screen(context.host, loaded.project, planned.plan) };
}

function withFile(context: Context, path: string, flags: Answers): { answers: Answers } | { result: Result } {
  const read = attempt(() => readText(context.host, path));
  if (!read.ok || read.value === null) {
    return {
      result: refusal(
        EXIT.usage,
        found.SVC0709(undefined, { what: `there is no file ${path}`, way: "give the path of the answers" }),
      ),
    };
  }
  const { node, problems } = parseYaml(newSource(path, read.value), { anchors: false });
  const parsed = answersFile.safeParse(problems.length === 0 ? toValue(node) : undefined);
  if (parsed.success) {
    const set = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
    return { answers: { ...parsed.data, ...set } };
  }
  const keys = Object.keys(answers).join(", ");
  return {
    result: refusal(
      EXIT.usage,
      found.SVC0700(undefined, { problem: `${path} is no answers file: its keys are ${keys}, all text` }),
    ),
  };
}

function defaultName(root: string): string {
  const name = kebabCase(folderName(root).toLowerCase()).replace(/[^a-z0-9-]+/g, "-").replace(
    /^[^a-z]+|-+$/g,
    "",
  );
  return name.slice(0, 40).replace(/-+$/, "") || "project";
}

function servicesYml(
  { name, title, description, python }: Answers & { name: string },
  starter: Starter,
): string {
  const project: Record<string, Json> = { name };
  project.title = title ?? titleOf(name);
  const text = description ?? starter.description;
  if (text !== null) project.description = text;
  project.python = python ?? PYTHON;
  project.timezone = "UTC";
  const body = writeYaml({
    version: 3,
    edition: "2026-11",
    project,
    plugins: starter.plugins,
    services: starter.services,
  });
  return `# yaml-language-server: $schema=.svc/schema/services.json\n${body}`;
}

function titleOf(name: string): string {
  const words = name.replaceAll("-", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
