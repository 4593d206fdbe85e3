import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Project } from "../pipeline.ts";
import type { SlotSite } from "../plugin/define-plugin.ts";
import type { Span } from "../text/source.ts";
import { askPlugins } from "./ask-plugins.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { faultOf, methodOf, raisesOf, type SlotCode } from "./slot-text.ts";
import type { SourceFiles } from "./source-files.ts";

export interface SlotReport {
  readonly findings: readonly Diagnostic[];
  /** Methods that the slot files lack. */
  readonly missing: readonly SlotSite[];
}

/** All methods that are to be written by hand. */
export function slotSites(project: Project): readonly SlotSite[] {
  return askPlugins(project, (plugin, options) => plugin.slots(project.model, options));
}

/** Look into the slot files: which methods are missing, which are stubs still, which raise what nobody expects. */
export function slotFindings(project: Project, sources: SourceFiles): SlotReport {
  const { model, spans } = project;
  const findings: Diagnostic[] = [];
  const missing: SlotSite[] = [];
  const looked = new Set<string>();
  const controllers = new Map<string, ReadonlyMap<string, string>>();
  const errors = new Map(
    model.errors.flatMap((error) =>
      [error.names.class, ...(error.was ?? []).map(({ names }) => names.class)].map((name) =>
        [name, error] as const
      )
    ),
  );
  const sites = slotSites(project);
  const operations = new Map(model.operations.map((operation) => [operation.id, operation]));
  for (const site of sites) {
    const { path, method, node, stub } = site;
    const code = codeAt(path);
    if (code === null) continue; // the plan makes the file
    const body = methodOf(code, method);
    if (body === null) {
      const former = operations.get(node)?.was?.find((name) => methodOf(code, name) !== null);
      if (former !== undefined) {
        const help = `the operation was ${former}: rename the method`;
        findings.push(found.SVC0705(spans.get(node), { path, method, stub }, { help }));
        continue;
      }
      missing.push(site);
      const help = `paste it into the class:\n${stub}`;
      findings.push(found.SVC0705(spans.get(node), { path, method, stub }, { help }));
      continue;
    }
    const declared = spans.get(node);
    const related = declared === undefined
      ? []
      : [{ span: declared, label: "the operation is declared here" }];
    const open = /^\s*raise (NotImplementedError)\b/m.exec(body.code);
    if (open !== null) {
      const end = body.start + open.index + open[0].length;
      const span: Span = { path, start: end - "raise NotImplementedError".length, end };
      findings.push(found.SVC0704(span, { method, path }, { related }));
    }
    const expected = new Set(operations.get(node)?.raises);
    for (const { name, span, by } of raisesOf({ path, code }, method, beside(path))) {
      const error = errors.get(name);
      if (error === undefined || expected.has(error.id)) continue;
      const holes = { method, error: name, code: error.code };
      const raised = by === null ? [] : [{ span, label: "it is raised here" }];
      findings.push(found.SVC0741(by ?? span, holes, { related: [...raised, ...related] }));
    }
  }
  return { findings, missing };

  /** The slot file of the same service in which a controller is. */
  function beside(path: string) {
    const folder = folderOf(path);
    return (controller: string): SlotCode | null => {
      const known = controllers.get(folder) ?? controllersIn(folder);
      controllers.set(folder, known);
      const other = known.get(controller);
      return other === undefined ? null : { path: other, code: codeAt(other)! };
    };
  }

  /** The classes of the slot files of a folder, each with its file. */
  function controllersIn(folder: string): ReadonlyMap<string, string> {
    const paths = new Set(sites.map((site) => site.path).filter((path) => folderOf(path) === folder));
    return new Map(
      [...paths].flatMap((path) =>
        [...(codeAt(path) ?? "").matchAll(/^class[ \t]+(\w+)/gm)].map(([, name]) => [name!, path] as const)
      ),
    );
  }

  function codeAt(path: string): string | null {
    const code = sources.code(path);
    if (code === null || looked.has(path)) return code;
    looked.add(path);
    const fault = faultOf(sources.at(path)!.text, code);
    if (fault !== null) {
      const { problem, start, end } = fault;
      findings.push(found.SVC0745({ path, start, end }, { path, problem }));
    }
    return code;
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
