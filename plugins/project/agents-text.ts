import { type Entries, md, type Model, render, type Rendered } from "../../mod.ts";
import { project as templates } from "../../templates/index.ts";
import { agents, make } from "./contract.ts";
import { joined } from "./joined.ts";

/** The page is read before every task: what does not fit is found by looking at the folders it names. */
const MOST_LINES_OF_YOURS = 50;

/** AGENTS.md: ours is the frame, the lines between come from the plugins that know them. */
export function agentsText({ project }: Model, entries: Entries): Rendered {
  const given = entries.of(agents).map((entry) => entry.value);
  const lines = (section: (typeof given)[number]["section"]) =>
    given.filter((entry) => entry.section === section).map((entry) => entry.markdown);
  const [yours, more] = firstOf(lines("yours"));
  const targets = new Set(entries.of(make).map(({ key }) => key));
  const view = {
    title: md.text(project.title),
    description: project.description === null ? null : md.text(project.description),
    hasNothingOfYours: yours.length === 0,
    more: more === 0 ? null : md.text(String(more)),
    runs: targets.has("dev"),
    migrates: targets.has("migrate"),
    contained: targets.has("up"),
  };
  return joined([
    render(templates.agentsHead, view),
    render(templates.agentsContracts, view),
    ...lines("contracts"),
    render(templates.agentsYours, view),
    ...yours,
    render(templates.agentsMore, view),
    render(templates.agentsRules, view),
    ...lines("rules"),
    render(templates.agentsCommands, view),
    render(templates.agentsGate, view),
    ...lines("gate"),
  ]);
}

/** As many as fit, and how many do not. */
function firstOf(items: readonly string[]): readonly [fitting: readonly string[], more: number] {
  let lines = 0;
  const end = items.findIndex((item) => (lines += item.split("\n").length - 1) > MOST_LINES_OF_YOURS);
  return end === -1 ? [items, 0] : [items.slice(0, end), items.length - end];
}
