/**
 * What version 2 wrote in another way and version 3 means alike: it is read as if it were written in the new way, with
 * a hint and the edit that makes it so. What changes its meaning between the versions is not here.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { YamlEntry, YamlMap, YamlNode } from "../text/node.ts";
import type { Source, Span } from "../text/source.ts";
import { entryOf, toValue } from "../text/walk.ts";
import type { FileKind } from "./shapes.ts";
import { version2Findings as found } from "./version2/diagnostics.ts";

type Report = (finding: Diagnostic) => void;

export function readOlderSpellings(kind: FileKind, node: YamlNode, source: Source, report: Report): YamlNode {
  const hint = (span: Span, what: string, way: string, edits: readonly { span: Span; text: string }[]) =>
    report(found.SVC0158(span, { what, way }, edits.length === 0 ? {} : { edits }));
  switch (kind) {
    case "services":
      return inMap(node, "services", servicesByName);
    case "models":
      return inMap(node, "models", (models) => inEach(models, ofModel));
    case "domain":
      return inMap(node, "operations", (operations) => inEach(operations, ofOperation));
    default:
      return node;
  }

  function servicesByName(list: YamlNode): YamlNode {
    if (list.kind !== "list") return list;
    const entries: YamlEntry[] = [];
    const edits: { span: Span; text: string }[] = [];
    for (const item of list.items) {
      const name = textOf(entryOf(item, "name")?.value);
      if (item.kind !== "map" || name === null || entries.some(({ key }) => key === name)) return list;
      const [first, second] = item.entries;
      entries.push({ key: name, keySpan: first!.value.span, value: without(item, ["name"]) });
      if (list.flow || first!.key !== "name" || second === undefined) continue;
      const start = source.text.lastIndexOf("-", item.span.start);
      const end = item.flow ? second.keySpan.start : first!.value.span.end;
      edits.push({ span: { path: source.path, start, end }, text: item.flow ? `${name}: { ` : `${name}:` });
    }
    hint(
      list.span,
      "a list of services",
      "services: { name: { type: … } }",
      edits.length < entries.length ? [] : edits,
    );
    return { ...emptyMap(list.span), entries };
  }

  function ofModel(model: YamlNode): YamlNode {
    const fields = inMap(model, "fields", (all) => inEach(all, ofField));
    return inMap(fields, "variants", (variants) =>
      mapEntries(variants, (entry) => {
        if (entry.value.kind !== "scalar" || entry.value.value !== null) return entry;
        const at = source.text.indexOf(":", entry.keySpan.end) + 1;
        const edit = { span: { path: source.path, start: at, end: at }, text: " {}" };
        hint(entry.keySpan, `the variant ${entry.key} without a value`, `${entry.key}: {}`, [edit]);
        return { ...entry, value: emptyMap(entry.value.span) };
      }));
  }

  /** `type: { type: list, of: X }` → `type: list[X]`; of an enum the values go up to the field. */
  function ofField(field: YamlNode): YamlNode {
    const type = entryOf(field, "type");
    if (field.kind !== "map" || type?.value.kind !== "map") return field;
    const { span } = type.value;
    const values = entryOf(type.value, "values");
    const isEnum = textOf(entryOf(type.value, "type")?.value) === "enum" && values !== null;
    const text = isEnum ? "enum" : typeText(type.value);
    if (text === null || (isEnum && entryOf(field, "values") !== null)) return field;
    const shown = field.flow && /[[\]{},]/.test(text) ? JSON.stringify(text) : text;
    const more = isEnum
      ? `${field.flow ? ", " : `\n${" ".repeat(columnOf(type.keySpan))}`}values: ${
        flowText(toValue(values!.value))
      }`
      : "";
    hint(span, "a type in a type", `type: ${shown}${isEnum ? ", values: […]" : ""}`, [{
      span,
      text: shown + more,
    }]);
    const entries = field.entries.flatMap((entry) =>
      entry !== type ? [entry] : [{ ...type, value: scalar(text, span) }, ...(isEnum ? [values!] : [])]
    );
    return { ...field, entries };
  }

  function ofOperation(operation: YamlNode): YamlNode {
    return mapEntries(operation, (entry) => {
      const { key, value } = entry;
      if (key === "params") return { ...entry, value: paramsByName(value) };
      const text = key === "input" || key === "output" ? textOf(value) : null;
      if (text === null || !text.startsWith("List[")) return entry;
      const list = `l${text.slice(1)}`;
      const start = source.text.indexOf("List[", value.span.start);
      hint(value.span, "List[…]", list, [{ span: { path: source.path, start, end: start + 1 }, text: "l" }]);
      return { ...entry, value: scalar(list, value.span) };
    });
  }

  function paramsByName(params: YamlNode): YamlNode {
    if (params.kind !== "list") return params;
    const entries = params.items.map(paramOf);
    if (entries.some((entry) => entry === null)) return params;
    const named = entries.filter((entry) => entry !== null);
    if (new Set(named.map(({ key }) => key)).size < named.length) return params;
    const map = { ...emptyMap(params.span), entries: named };
    const text = flowText(toValue(map));
    hint(params.span, "a list of params", `params: ${text}`, [{ span: params.span, text }]);
    return map;
  }

  function columnOf({ start }: Span): number {
    return start - (source.text.lastIndexOf("\n", start - 1) + 1);
  }
}

/** Where a value comes from the path of version 3 says itself; what may be left out is optional, unless it has a default. */
function paramOf(item: YamlNode): YamlEntry | null {
  const short = textOf(item);
  const name = short === null ? entryOf(item, "name")?.value : item;
  const key = textOf(name);
  if (key === null || name === undefined) return null;
  const written = textOf(entryOf(item, "type")?.value) ?? "string";
  const type = scalar(PYTHON_TYPES[written] ?? written, name.span);
  const value = entryOf(item, "default");
  const required = entryOf(item, "required")?.value;
  const isOptional = required?.kind === "scalar" && required.value === false && value === null;
  const known = ["name", "type", "source", "required", "default", "description"];
  if (item.kind === "map" && item.entries.some((entry) => !known.includes(entry.key))) return null;
  const more = [
    ...(isOptional ? [entry("optional", { ...scalar("true", name.span), value: true })] : []),
    ...["default", "description"].flatMap((each) => entryOf(item, each) ?? []),
  ];
  const long: YamlMap = { ...emptyMap(name.span), entries: [entry("type", type), ...more] };
  return { key, keySpan: name.span, value: more.length === 0 ? type : long };
}

const PYTHON_TYPES: Readonly<Record<string, string>> = { str: "string" };

function typeText(type: YamlNode | undefined): string | null {
  const text = textOf(type);
  if (text !== null || type?.kind !== "map") return text;
  const inner = (key: string) => typeText(entryOf(type, key)?.value);
  const only = (...keys: string[]) => type.entries.every(({ key }) => keys.includes(key));
  switch (textOf(entryOf(type, "type")?.value)) {
    case "list":
      return only("type", "of") ? around("list[", inner("of"), "]") : null;
    case "optional":
      return only("type", "of") ? around("", inner("of"), " | null") : null;
    case "dict": {
      const [key, value] = [inner("key"), inner("value")];
      return key === null || value === null || !only("type", "key", "value")
        ? null
        : `dict[${key}, ${value}]`;
    }
    default:
      return only("type") ? inner("type") : null;
  }
}

function around(before: string, text: string | null, after: string): string | null {
  return text === null ? null : before + text + after;
}

function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value).map(([key, each]) => `${key}: ${flowText(each)}`).join(", ")} }`;
  }
  const isPlain = typeof value === "string" && /^[A-Za-z_][A-Za-z0-9_]*$/.test(value) &&
    !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}

function entry(key: string, value: YamlNode): YamlEntry {
  return { key, keySpan: value.span, value };
}

function scalar(text: string, span: Span) {
  return { kind: "scalar", span, value: text, written: text, plain: false } as const;
}

function emptyMap(span: Span): YamlMap {
  return { kind: "map", span, flow: true, entries: [] };
}

function textOf(node: YamlNode | undefined): string | null {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : null;
}

function without(map: YamlMap, keys: readonly string[]): YamlMap {
  return { ...map, entries: map.entries.filter(({ key }) => !keys.includes(key)) };
}

function mapEntries(node: YamlNode, change: (entry: YamlEntry) => YamlEntry): YamlNode {
  return node.kind === "map" ? { ...node, entries: node.entries.map(change) } : node;
}

function inMap(node: YamlNode, key: string, change: (value: YamlNode) => YamlNode): YamlNode {
  return mapEntries(node, (entry) => entry.key === key ? { ...entry, value: change(entry.value) } : entry);
}

function inEach(node: YamlNode, change: (value: YamlNode) => YamlNode): YamlNode {
  return mapEntries(node, (entry) => ({ ...entry, value: change(entry.value) }));
}
