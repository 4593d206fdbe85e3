import { add, definePlugin, type FileContribution, type Ownership, type Rendered, z } from "../../mod.ts";
import { agentsText } from "./agents-text.ts";
import { architectureText } from "./architecture-text.ts";
import { ciWorkflow } from "./ci-workflow.ts";
import { agents, devDependencies, env, ignore, jobs, make, members } from "./contract.ts";
import { envContractFile, rawEntry } from "./env-contract.ts";
import { FIXERS, JUDGES, READERS } from "./judges.ts";
import {
  driftTest,
  envExample,
  gitattributes,
  gitignore,
  makefile,
  pyproject,
  readme,
} from "./workspace-files.ts";

export default definePlugin({
  name: "project",
  summary: "The files of the workspace: pyproject, Makefile, CI, README, AGENTS and what git leaves alone",
  always: true,
  options: z.strictObject({}),
  points: [agents, devDependencies, env, ignore, jobs, make, members],

  judges: () => JUDGES,
  fixers: () => FIXERS,
  readers: READERS,

  *contribute({ env: entries }) {
    for (const { id, key: name, description, environments, value: example } of entries) {
      if (environments.includes("local")) {
        yield add(env, name, { name, description: description ?? "", example }, id);
      }
    }
  },

  *assemble(model, _options, entries) {
    yield file("pyproject.toml", "generated", pyproject(model, entries));
    yield file(".gitattributes", "generated", gitattributes());
    yield file(".env.example", "generated", envExample(entries));
    if (model.env.length > 0) {
      const raw = Object.fromEntries(model.env.map((entry) => [entry.key, rawEntry(entry)]));
      yield envContractFile("", "project", raw);
    }
    yield file("tests/test_generated.py", "generated", driftTest());
    yield file("ARCHITECTURE.md", "generated", architectureText(model));
    yield file("Makefile", "scaffold", makefile(model, entries));
    yield file(".github/workflows/ci.yml", "scaffold", ciWorkflow(model, entries));
    yield file("README.md", "scaffold", readme(model, entries));
    yield file("AGENTS.md", "scaffold", agentsText(model, entries));
    yield file(".gitignore", "scaffold", gitignore(entries));
  },
});

function file(path: string, ownership: Ownership, { text, origins }: Rendered): FileContribution {
  return { kind: "file", path, ownership, text, origins };
}
