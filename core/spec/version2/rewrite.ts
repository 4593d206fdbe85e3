import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { YamlEntry, YamlMap, YamlNode } from "../../text/node.ts";
import { entryOf } from "../../text/walk.ts";
import { shapeFindings } from "../diagnostics.ts";
import { version2Findings as found } from "./diagnostics.ts";

type Report = (finding: Diagnostic) => void;

/** `services: [{ name: a, … }]` → `services: { a: { … } }`; entries without name or type are told and left out. */
export function rewriteServices(node: YamlNode, report: Report): YamlNode {
  return replaceValue(node, "services", (services) => {
    if (services.kind !== "list") {
      if (services.kind === "scalar" && services.value === null) return services;
      report(found.SVC0145(services.span, { reason: "services is no list" }));
      return emptyMap(services);
    }
    const entries: YamlEntry[] = [];
    for (const item of services.items) {
      const name = textAt(item, "name");
      const twice = name !== null && entries.some((entry) => entry.key === name.text);
      const reason = item.kind !== "map"
        ? "it is no map"
        : name === null
        ? "it has no name"
        : textAt(item, "type") === null
        ? "it has no type"
        : twice
        ? `${name.text} stands there already`
        : null;
      if (reason !== null) report(found.SVC0145(item.span, { reason }));
      else entries.push({ key: name!.text, keySpan: name!.node.span, value: without(item, "name") });
    }
    return { ...emptyMap(services), entries };
  });
}

/** Params as a map by name; a transport without content is none. */
export function rewriteDomain(node: YamlNode, report: Report): YamlNode {
  const operations = replaceValue(node, "operations", (value) => replaceValues(value, rewriteOperation));
  return replaceValue(operations, "config", (config) => withoutEmpty(config, "rest"));

  function rewriteOperation(operation: YamlNode, name: string): YamlNode {
    const place = `params of operation ${name}`;
    const rewritten = replaceValue(operation, "params", (params) => paramsByName(params, place, report));
    return withoutEmpty(rewritten, "rest");
  }
}

function paramsByName(params: YamlNode, place: string, report: Report): YamlNode {
  if (params.kind !== "list") {
    if (params.kind === "map") {
      report(shapeFindings.SVC0112(params.span, { place, expected: "a list", found: "a map" }));
    }
    return params.kind === "map" ? emptyMap(params) : params;
  }
  const entries: YamlEntry[] = [];
  for (const item of params.items) {
    const short = item.kind === "scalar" && typeof item.value === "string";
    const name = short ? { text: item.value as string, node: item } : textAt(item, "name");
    if (name === null) {
      report(shapeFindings.SVC0111(item.span, { key: "name", place: `a param in ${place}` }));
    } else if (entries.some((entry) => entry.key === name.text)) {
      report(found.SVC0147(name.node.span, { name: name.text, place }));
    } else {
      const value = short ? emptyMap(item) : without(item, "name");
      entries.push({ key: name.text, keySpan: name.node.span, value });
    }
  }
  return { ...emptyMap(params), entries };
}

function replaceValue(node: YamlNode, key: string, replace: (value: YamlNode) => YamlNode): YamlNode {
  return replaceValues(node, (value, name) => name === key ? replace(value) : value);
}

function replaceValues(node: YamlNode, replace: (value: YamlNode, key: string) => YamlNode): YamlNode {
  if (node.kind !== "map") return node;
  return {
    ...node,
    entries: node.entries.map((entry) => ({ ...entry, value: replace(entry.value, entry.key) })),
  };
}

function without(node: YamlNode, key: string): YamlNode {
  if (node.kind !== "map") return node;
  return { ...node, entries: node.entries.filter((entry) => entry.key !== key) };
}

function withoutEmpty(node: YamlNode, key: string): YamlNode {
  const value = entryOf(node, key)?.value;
  return value?.kind === "map" && value.entries.length === 0 ? without(node, key) : node;
}

function emptyMap(node: YamlNode): YamlMap {
  return { kind: "map", span: node.span, flow: true, entries: [] };
}

function textAt(node: YamlNode, key: string): { readonly text: string; readonly node: YamlNode } | null {
  const value = entryOf(node, key)?.value;
  return value?.kind === "scalar" && typeof value.value === "string"
    ? { text: value.value, node: value }
    : null;
}
