import { type Entries, md, type Model, render, type Rendered } from "../../mod.ts";
import { project as templates } from "../../templates/index.ts";
import { agents } from "./contract.ts";
import { joined } from "./joined.ts";

/** AGENTS.md: ours is the frame, the lines between come from the plugins that know them. */
export function agentsText({ project }: Model, entries: Entries): Rendered {
  const given = entries.of(agents).map((entry) => entry.value);
  const lines = (section: "yours" | "rules" | "gate") =>
    given.filter((entry) => entry.section === section).map((entry) => entry.markdown);
  const view = {
    title: md.text(project.title),
    description: project.description === null ? null : md.text(project.description),
    hasNothingOfYours: lines("yours").length === 0,
  };
  return joined([
    render(templates.agentsHead, view),
    render(templates.agentsYours, view),
    ...lines("yours"),
    render(templates.agentsRules, view),
    ...lines("rules"),
    render(templates.agentsGate, view),
    ...lines("gate"),
  ]);
}
