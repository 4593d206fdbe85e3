import { type Context, refusal, type Result } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { EXIT } from "../exit-code.ts";
import { broken, loadProject } from "../load-project.ts";
import { finish, planProject } from "../plan-project.ts";
import { version2Screen } from "../version2-screen.ts";
import type { Answers } from "./answers.ts";

/** On a project that exists: `generate`, if the answers are those of services.yml. */
export async function again(
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
