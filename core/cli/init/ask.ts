import { DEFAULT_PYTHON } from "../../model/output-versions.ts";
import { understand } from "../../pipeline.ts";
import type { Starter } from "../../plugin/starter.ts";
import type { Context } from "../command.ts";
import { type Answers, defaultName, titleOf } from "./answers.ts";
import { askFor } from "./dialogue.ts";
import { servicesYml } from "./services-yml.ts";

/** The answers that were not given, from somebody at the terminal; null if they would rather not. */
export async function ask(given: Answers, context: Context): Promise<Answers | "interrupted" | null> {
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
        {
          key: "python",
          text: "Python of the images",
          fallback: () => DEFAULT_PYTHON,
          problem: problem("python"),
        },
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
