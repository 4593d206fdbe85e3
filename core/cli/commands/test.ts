import { z } from "../../schema/schema.ts";
import { defineCommand, type Result } from "../command.ts";
import { environmentProblem } from "../environment.ts";
import { EXIT } from "../exit-code.ts";
import { broken, loadProject } from "../load-project.ts";
import { childEnvironment, failed, requireUv } from "../uv.ts";

/** What pytest ends with if tests failed, if a module of tests could not be collected, and if there are no tests. */
const TESTS_SAY_NO = [1, 2, 5];
/** A wrong argument, or a conftest.py that cannot be imported. */
const NOT_STARTED = 4;

export const test = defineCommand({
  name: "test",
  aliases: [],
  group: "run",
  summary: "run the tests of the project",
  effect: "starts processes",
  input: z.object({ args: z.array(z.string()).default([]).describe("arguments for pytest, after --") }),
  positionals: ["args"],
  examples: ["svc test", "svc test -- -x -k books"],
  async run({ args }, context): Promise<Result> {
    const loaded = await loadProject(context);
    if (loaded.project === null) return broken(loaded);
    const uv = requireUv(context);
    if (uv !== null) return uv;
    const { host, json } = context;
    const problem = environmentProblem(host.files);
    if (problem !== null) return failed(EXIT.decision, problem, "svc setup");
    const ended = await host.processes.run({
      program: "uv",
      args: ["run", "--no-sync", "pytest", ...args],
      env: childEnvironment(host),
      output: json ? "capture" : "inherit",
    });
    const data = { child_exit: ended.code, output: json ? ended.stdout : null };
    const saysNo = TESTS_SAY_NO.includes(ended.code) || (ended.code === NOT_STARTED && args.length === 0);
    const exit = ended.code === 0 ? EXIT.ok : saysNo ? EXIT.findings : EXIT.tool;
    return { exit, text: "", data, findings: loaded.findings, sources: loaded.sources, next: [] };
  },
});
