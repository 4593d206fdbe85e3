import type { Host } from "../host/host.ts";
import type { Plan } from "../plan/change.ts";
import type { Project } from "../pipeline.ts";
import { slotSites } from "./slots.ts";

/** More than this of one kind would push the rest off the screen. */
const SHOWN = 6;

/** What svc makes in a project of the old template and what is left to its authors, in one screen. */
export function version2Screen(host: Host, project: Project, plan: Plan): string {
  const created = plan.changes.filter(({ verb }) => verb === "create").map(({ path }) => path);
  const inTheWay = plan.changes.filter(({ verb }) => verb === "conflict").map(({ path }) => path);
  const moves = movesOf(host, project);
  const idle = project.model.services.filter(({ plugin }) => plugin === null);
  return [
    `${project.model.project.title} is written in version 2: its specs stay as they are, its Python gets the layout of version 3.`,
    ...block("New", foldersOf(created)),
    ...block(
      "To move by hand (the old file stays; its methods get their values by name and no session)",
      moves.map(({ from, to, methods }) => `${from}\n    to ${to}: ${methods.join(", ")}`),
    ),
    ...block("In the way, and left as it is: --ours keeps yours, --theirs takes the new one", inTheWay),
    ...block(
      "Nothing is made yet for",
      idle.map(({ name, type }) => `${name} (${type})`),
    ),
    "",
    "Models have no tables until services.yml says version 3; until then the ORM stays your own.",
    "",
  ].join("\n");
}

interface Move {
  readonly from: string;
  readonly to: string;
  readonly methods: readonly string[];
}

/** Controllers of the old layout that are still there, and the slot files that take their methods. */
function movesOf(host: Host, project: Project): readonly Move[] {
  const slots = Map.groupBy(slotSites(project), ({ path }) => path);
  return [...slots].flatMap(([to, sites]) => {
    const [, service, stem] = /^services\/([^/]+)\/.*\/([^/]+)\.py$/.exec(to) ?? [];
    const from = `services/${service}/src/controllers/${stem}.py`;
    if (host.files.kind(from) !== "file") return [];
    return [{ from, to, methods: sites.map(({ method }) => method) }];
  });
}

/** The folders in which most of the new files are, each with how many. */
function foldersOf(paths: readonly string[]): readonly string[] {
  const groups = Map.groupBy(paths, (path) => {
    const parts = path.split("/");
    const depth = parts.indexOf("src") === -1 ? 2 : parts.indexOf("src") + 3;
    return parts.length === 1 ? "" : `${parts.slice(0, Math.min(depth, parts.length - 1)).join("/")}/`;
  });
  const root = groups.get("") ?? [];
  const folders = [...groups].filter(([folder]) => folder !== "")
    .map(([folder, files]) => `${folder.padEnd(44)} ${files.length} file${files.length === 1 ? "" : "s"}`);
  return [...folders, ...(root.length === 0 ? [] : [root.join(", ")])];
}

function block(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length > SHOWN ? [`  and ${lines.length - SHOWN} more`] : [];
  return ["", `${title}:`, ...lines.slice(0, SHOWN).map((line) => `  ${line}`), ...more];
}
