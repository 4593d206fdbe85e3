import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Host } from "../host/host.ts";
import type { Project } from "../pipeline.ts";
import type { SlotSite } from "../plugin/define-plugin.ts";
import type { Source, Span } from "../text/source.ts";
import { askPlugins } from "./ask-plugins.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { codeOf, faultOf, methodOf, raisesOf, type SlotCode } from "./slot-text.ts";
import { SourceFiles } from "./source-files.ts";

export interface SlotReport {
  readonly findings: readonly Diagnostic[];
  /** Methods that the slot files lack. */
  readonly missing: readonly SlotSite[];
  /** Texts that findings point into. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** All methods that are to be written by hand. */
export function slotSites(project: Project): readonly SlotSite[] {
  return askPlugins(project, (plugin, options) => plugin.slots(project.model, options));
}

/** Look into the slot files: which methods are missing, which are stubs still, which raise what nobody expects. */
export function slotFindings(host: Host, project: Project): SlotReport {
  const { model, spans } = project;
  const findings: Diagnostic[] = [];
  const missing: SlotSite[] = [];
  const sources = new SourceFiles(host);
  const codes = new Map<string, string>();
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
  return { findings, missing, sources: sources.read };

  /** The slot file of the same service in which a controller is. */
  function beside(path: string) {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const others = new Set(sites.map((site) => site.path).filter((other) => other.startsWith(folder)));
    return (controller: string): SlotCode | null => {
      const isClass = new RegExp(`^class[ \\t]+${controller}\\b`, "m");
      for (const other of others) {
        const code = codeAt(other);
        if (code !== null && isClass.test(code)) return { path: other, code };
      }
      return null;
    };
  }

  function codeAt(path: string): string | null {
    const source = sources.at(path);
    if (source === null) return null;
    const known = codes.get(path);
    if (known !== undefined) return known;
    const code = codeOf(source.text);
    codes.set(path, code);
    const fault = faultOf(source.text, code);
    if (fault !== null) {
      const { problem, start, end } = fault;
      findings.push(found.SVC0745({ path, start, end }, { path, problem }));
    }
    return code;
  }
}
