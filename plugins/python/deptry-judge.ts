import type { Judge } from "../../mod.ts";

/** Whether a package declares what it imports, and imports what it declares. */
export function deptryJudge(folder: string): Judge {
  return {
    name: `deptry ${folder}`,
    tool: "deptry",
    program: "deptry",
    args: ["src", "--json-output", "{report}"],
    folder,
  };
}
