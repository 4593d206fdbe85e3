// The commands of the CI workflow, in its order and with its variables, as its runner would give them to bash.
import { afterAll, expect, test } from "bun:test";
import { join } from "node:path";
import { freePort } from "../../scripts/free-port.ts";
import type { GeneratedProject } from "../support/generated-project.ts";
import { atLeisure, judge } from "../support/judge.ts";
import { Court, once } from "../support/judge-court.ts";

interface Job {
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly service: readonly string[] } };
  readonly steps: readonly {
    readonly name: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
  }[];
}

const court = new Court();
afterAll(() => court.close());
const library = once(() => atLeisure(() => court.project({ starter: "library" })));

test.concurrent("lint-and-test", () => runs("lint-and-test", () => Promise.resolve({})));

test.concurrent("postgresql", () =>
  runs("postgresql", async () => ({
    "postgresql+asyncpg://postgres:postgres@127.0.0.1:5432/postgres": await court.database(),
    "postgresql+asyncpg://postgres:postgres@127.0.0.1:5432/tests": await court.database(),
  })));

test.concurrent("fuzz", () =>
  runs("fuzz", async () => {
    const port = await freePort();
    // What a fuzzer finds with more examples, the judges of the projects ask; here the commands are judged.
    return {
      "127.0.0.1:8000": `127.0.0.1:${port}`,
      " run http": " run --max-examples 2 http",
      "uv run --no-sync python": `PORT=${port} uv run --no-sync python`,
    };
  }));

/** `replacing` says what is another place on this machine than on a runner. */
async function runs(name: string, replacing: () => Promise<Readonly<Record<string, string>>>): Promise<void> {
  const original = await library();
  await atLeisure(async () => {
    const project = await court.copy(original);
    const text = Object.entries(await replacing()).reduce((all, [from, to]) => {
      expect(all).toContain(from);
      return all.replaceAll(from, () => to);
    }, jobOf(project, name));
    const job = Bun.YAML.parse(text) as Job;
    for (const service of job.strategy?.matrix.service ?? [""]) {
      for (const step of job.steps) {
        if (step.run === undefined) continue;
        const own = Object.fromEntries(
          Object.entries({ ...job.env, ...step.env }).map((
            [key, value],
          ) => [key, value.replace("${{ matrix.service }}", service)]),
        );
        await judge(["bash", "-e", "-c", step.run], {
          folder: project.folder,
          env: { ...project.env, ...own },
        });
      }
    }
  });
}

/** One job, as text: what is replaced in it must not be looked for in the others. */
function jobOf(project: GeneratedProject, name: string): string {
  const { jobs } = Bun.YAML.parse(project.text(join(".github", "workflows", "ci.yml"))) as {
    jobs: Record<string, Job>;
  };
  return JSON.stringify(jobs[name]);
}
