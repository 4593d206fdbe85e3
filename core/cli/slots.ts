import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Host } from "../host/host.ts";
import type { Project } from "../pipeline.ts";
import type { SlotSite } from "../plugin/define-plugin.ts";
import { newSource, type Source, type Span } from "../text/source.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { readText } from "./plan-project.ts";

export interface SlotReport {
  readonly findings: readonly Diagnostic[];
  /** Methods that the slot files lack. */
  readonly missing: readonly SlotSite[];
  /** Texts that findings point into. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** Look into the slot files: which methods are missing, which still raise `NotImplementedError`. */
export function slotFindings(host: Host, project: Project): SlotReport {
  const findings: Diagnostic[] = [];
  const missing: SlotSite[] = [];
  const sources = new Map<string, Source>();
  for (const plugin of project.active) {
    const options = project.model.plugins.find((use) => use.name === plugin.name)!.options;
    for (const site of plugin.slots(project.model, options)) {
      const text = readText(host, site.path);
      if (text === null) continue; // the plan makes the file
      const body = methodBody(text, site.method);
      if (body === null) {
        missing.push(site);
        findings.push(
          found.SVC0705(project.spans.get(site.node), {
            path: site.path,
            method: site.method,
            stub: site.stub,
          }, {
            help: `paste it into the class:\n${site.stub}`,
          }),
        );
        continue;
      }
      const stub = /^\s*raise NotImplementedError\b/m.exec(body.text);
      if (stub === null) continue;
      sources.set(site.path, newSource(site.path, text));
      const at = body.start + stub.index + stub[0].indexOf("raise");
      const span: Span = { path: site.path, start: at, end: at + "raise NotImplementedError".length };
      const declared = project.spans.get(site.node);
      const related = declared === undefined
        ? []
        : [{ span: declared, label: "the operation is declared here" }];
      findings.push(found.SVC0704(span, { method: site.method, path: site.path }, { related }));
    }
  }
  return { findings, missing, sources };
}

/** The lines of a method, up to the next line that is not indented deeper than its `def`. */
function methodBody(text: string, method: string): { text: string; start: number } | null {
  const head = new RegExp(`^([ \\t]*)(?:async[ \\t]+)?def[ \\t]+${method}\\b`, "m").exec(text);
  if (head === null) return null;
  const indent = head[1]!.length;
  const start = head.index + head[0].length;
  const rest = text.slice(start);
  const end = new RegExp(`\\n[ \\t]{0,${indent}}[^ \\t\\n)]`).exec(rest);
  return { text: end === null ? rest : rest.slice(0, end.index), start };
}
