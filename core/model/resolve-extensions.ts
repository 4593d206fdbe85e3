import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import type { Json } from "../text/json.ts";
import type { Span } from "../text/source.ts";
import type { ModelPlugin } from "./extension.ts";
import type { Model } from "./model.ts";
import type { Id } from "./node.ts";
import type { Domain, Operation } from "./operation.ts";
import { placeFinding } from "./place-finding.ts";
import { keyOf } from "./resolution.ts";

/** Resolve the keys of plugins: domains first, because operations may build on what stands in theirs. */
export function resolveExtensions(
  model: Model,
  plugins: readonly ModelPlugin[],
  raw: ReadonlyMap<Id, Readonly<Record<string, Json>>>,
  spans: ReadonlyMap<Id, Span>,
): Outcome<Model> {
  const diagnostics: Diagnostic[] = [];
  const resolveAt = <N extends Domain | Operation>(at: "domain" | "operation", node: N, whole: Model): N => {
    const ext: Record<string, Json> = { ...node.ext };
    for (const plugin of plugins) {
      for (const extension of plugin.extends.filter((candidate) => candidate.at === at)) {
        const { value, findings } = extension.resolve(raw.get(node.id)?.[extension.key], node, whole);
        if (value !== undefined) ext[extension.key] = value;
        const written = spans.get(keyOf(node.id, extension.key));
        const placed = findings.map((finding) => {
          const isHere = finding.node === node.id && written !== undefined;
          return { ...placeFinding(finding, plugin, spans), ...(isHere ? { span: written } : {}) };
        });
        diagnostics.push(...placed);
      }
    }
    return { ...node, ext };
  };
  const withDomains = {
    ...model,
    domains: model.domains.map((domain) => resolveAt("domain", domain, model)),
  };
  const operations = model.operations.map((operation) => resolveAt("operation", operation, withDomains));
  return { value: { ...withDomains, operations }, diagnostics };
}
