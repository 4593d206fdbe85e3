import { attempt } from "../../host/attempt.ts";
import { readText } from "../../host/read-text.ts";
import { kebabCase } from "../../model/names.ts";
import { z } from "../../schema/schema.ts";
import { parseYaml } from "../../text/parse-yaml.ts";
import { newSource } from "../../text/source.ts";
import { toValue } from "../../text/walk.ts";
import { type Context, refusal, type Result } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { EXIT } from "../exit-code.ts";
import { folderName } from "../load-project.ts";

/** What a new project is asked. One schema gives the flags and the answers file. */
export const answers = {
  name: z.string().optional().describe(
    "name of the project, kebab-case; the folder's if left out with --yes",
  ),
  title: z.string().optional().describe("title for people"),
  description: z.string().optional().describe("what it is, in a sentence"),
  python: z.string().optional().describe("version of Python in the images, like 3.12"),
  example: z.string().optional().describe("specs to begin with: library (default) or none"),
};

const answersFile = z.strictObject(answers);
export type Answers = z.infer<typeof answersFile>;

/** Those of a file, and before them those of flags. */
export function withFile(
  context: Context,
  path: string,
  flags: Answers,
): { answers: Answers } | { result: Result } {
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

/** A name for the project out of that of its folder. */
export function defaultName(root: string): string {
  const name = kebabCase(folderName(root).toLowerCase()).replace(/[^a-z0-9-]+/g, "-").replace(
    /^[^a-z]+|-+$/g,
    "",
  );
  return name.slice(0, 40).replace(/-+$/, "") || "project";
}

export function titleOf(name: string): string {
  const words = name.replaceAll("-", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
