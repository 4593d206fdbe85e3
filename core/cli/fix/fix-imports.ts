import type { Project } from "../../pipeline.ts";
import type { Context } from "../command.ts";
import { formerImports } from "../former-imports.ts";
import { SourceFiles } from "../source-files.ts";
import { edited, type TextChanges } from "./edited.ts";

/** Imports of renamed packages in the user's own files, rewritten; nothing else of them changes. */
export function fixImports(context: Context, project: Project): TextChanges {
  const sources = new SourceFiles(context.host);
  const findings = formerImports(context, project, sources);
  const edits = Map.groupBy(findings.flatMap(({ edits = [] }) => edits), ({ span }) => span.path);
  return new Map([...edits].map(([path, inFile]) => {
    const before = sources.at(path)!.text;
    return [path, { before, after: edited(before, inFile) }];
  }));
}
