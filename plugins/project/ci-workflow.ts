import { type Entries, type Model, render, type Rendered, yaml } from "../../mod.ts";
import { project as templates } from "../../templates/index.ts";
import { jobs, members } from "./contract.ts";
import { jobHead } from "./job-head.ts";
import { joined } from "./joined.ts";

/** The workflow of every change: what `make` runs, with plain uv, and the jobs of plugins. */
export function ciWorkflow(model: Model, entries: Entries): Rendered {
  const head = render(templates.ci, {
    ...jobHead(model),
    packages: entries.of(members).map(({ value }) => yaml.str(value.path)),
  });
  return joined([head, ...entries.of(jobs).map(({ value }) => `\n${value.job}`)]);
}
