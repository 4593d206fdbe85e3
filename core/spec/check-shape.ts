import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { z } from "../schema/schema.ts";
import { nearest } from "../text/nearest.ts";
import type { NodePath, YamlNode } from "../text/node.ts";
import { entryOf, keySpanAt, nodeAt, spanAt, toValue } from "../text/walk.ts";
import { describePlace } from "./describe-place.ts";
import { shapeFindings as found } from "./diagnostics.ts";
import { places } from "./map-shape.ts";
import type { FileKind } from "./shapes.ts";

type Issue = z.core.$ZodIssue;

/** What is known of keys that the language does not have: the plugin that would own them. */
export type KeyOwner = (key: string) => { readonly name: string; readonly available: boolean } | null;

export interface Checked<T> {
  /** Null if the shape is wrong. */
  readonly value: T | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compare a file with its shape; every mistake of the file is found, each once, where it stands. */
export function checkShape<T>(
  schema: z.ZodType<T>,
  node: YamlNode,
  context: { readonly kind: FileKind; readonly name: string; readonly owner: KeyOwner },
): Checked<T> {
  const parsed = schema.safeParse(toValue(node), { reportInput: false });
  if (parsed.success) return { value: parsed.data, diagnostics: [] };
  /** Of findings that a key is missing: where. */
  const missing = new Map<Diagnostic, string>();
  /** What keys that are written wrongly would be. */
  const meant = new Set<string>();
  const diagnostics = parsed.error.issues.flatMap((issue) => explain(issue, [], schema));
  // A key with a typo is not missing as well.
  return { value: null, diagnostics: diagnostics.filter((found) => !meant.has(missing.get(found) ?? "")) };

  function explain(issue: Issue, base: NodePath, root: z.ZodType): Diagnostic[] {
    const path: NodePath = [
      ...base,
      ...issue.path.map((step) => typeof step === "symbol" ? String(step) : step),
    ];
    const place = describePlace(context.kind, context.name, path);
    const span = spanAt(node, path) ?? node.span;
    const here = nodeAt(node, path);
    if (here === null && issue.code !== "unrecognized_keys") return [missingKey(path)];
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => unknownKey(key, path, schemaAt(root, path.slice(base.length))));
      case "invalid_union": {
        const branch = likeliestBranch(issue.errors, here);
        if (branch === null) {
          const expected = unionText(issue.errors);
          const list = nodeAt(node, path.slice(0, -1));
          if (expected.startsWith("a list") && list?.kind === "list" && list.items.every(isScalar)) {
            return path.at(-1) === 0 ? [flatList(path.slice(0, -1), list.items)] : [];
          }
          return [found.SVC0112(span, { place, expected: unionText(issue.errors), found: kindOf(here) })];
        }
        const option = unionOption(schemaAt(root, path.slice(base.length)), branch.index);
        return branch.issues.flatMap((inner) => explain(inner, path, option ?? root));
      }
      case "invalid_type": {
        const at = here?.kind === "map" ? schemaAt(root, path.slice(base.length)) : null;
        const laterMap = at === null ? undefined : places.get(at)?.laterMap;
        if (laterMap !== undefined) return [found.SVC0108(span, { ...laterMap, place })];
        const number = here?.kind === "scalar" && here.plain && issue.expected === "string";
        if (number && here.value !== null) {
          const held = typeof here.value === "boolean" ? "a bool" : "a number";
          return [found.SVC0103(span, { written: here.written, held, place }, {
            edits: [{ span, text: JSON.stringify(here.written) }],
          })];
        }
        return [found.SVC0112(span, { place, expected: typeText(issue.expected), found: kindOf(here) })];
      }
      case "invalid_value": {
        const values = issue.values.map(String);
        if (here?.kind === "scalar" && !here.plain && values.includes(String(here.value))) {
          const edits = [{ span, text: String(here.value) }];
          return [
            found.SVC0113(span, { place, values: values.join(", ") }, {
              help: "leave the quotes out",
              edits,
            }),
          ];
        }
        const near = here?.kind === "scalar" ? nearest(String(here.value), values)[0] : undefined;
        return [found.SVC0113(span, { place, values: values.join(", ") }, {
          help: near === undefined ? `write one of ${values.join(", ")}` : `did you mean "${near}"?`,
        })];
      }
      case "too_big":
        return [
          found.SVC0114(span, { place, rule: `at most ${String(issue.maximum)}${unit(issue.origin)}` }),
        ];
      case "too_small":
        return [
          found.SVC0114(span, { place, rule: `at least ${String(issue.minimum)}${unit(issue.origin)}` }),
        ];
      default:
        return [found.SVC0114(span, { place, rule: issue.message })];
    }
  }

  /** `unique: [a, b]`, where each set is a list. */
  function flatList(path: NodePath, items: readonly YamlNode[]): Diagnostic {
    const holes = {
      place: describePlace(context.kind, context.name, path),
      expected: "a list of lists",
      found: "one list",
    };
    const span = spanAt(node, path) ?? node.span;
    const text = `[[${items.map((item) => item.kind === "scalar" ? item.written : "").join(", ")}]]`;
    return found.SVC0112(span, holes, { help: `write ${text}` });
  }

  function missingKey(path: NodePath): Diagnostic {
    const [owner, key] = [path.slice(0, -1), String(path.at(-1) ?? "")];
    const place = describePlace(context.kind, context.name, owner);
    const finding = found.SVC0111(keySpanAt(node, owner) ?? node.span, { key, place });
    missing.set(finding, JSON.stringify(path));
    return finding;
  }

  function unknownKey(key: string, path: NodePath, at: z.ZodType | null): Diagnostic {
    const place = describePlace(context.kind, context.name, path);
    const span = keySpanAt(node, [...path, key]) ?? node.span;
    const later = mapsOf(at).map((map) => ownValue(places.get(map)?.later ?? {}, key)).find((stage) =>
      stage !== undefined
    );
    if (later !== undefined) {
      return found.SVC0108(span, { construct: `the key "${key}"`, place, stage: later });
    }
    const nameless = key !== "was"
      ? undefined
      : mapsOf(at).map((map) => places.get(map)?.nameless).find((why) => why);
    if (nameless) {
      return found.SVC0130(span, { place, why: nameless.why }, { help: nameless.instead });
    }
    const owner = context.owner(key);
    if (owner !== null) {
      const help = owner.available
        ? `it belongs to plugin ${owner.name}; add "${owner.name}: {}" to plugins`
        : `it belongs to plugin ${owner.name}, which this svc does not have yet`;
      return found.SVC0110(span, { key, place }, { help });
    }
    const known = knownKeys(at);
    const word = ownValue(OTHER_KEYS, key);
    if (known.includes("optional") && (key === "required" || key === "nullable" || key === "null")) {
      const help = "every field is required that does not say optional: true";
      return found.SVC0110(span, { key, place }, { help });
    }
    const [near] = word !== undefined && known.includes(word) ? [word] : nearest(key, known);
    if (near === undefined) {
      const help = known.length === 0 ? "no keys may stand here" : `the keys here are ${known.join(", ")}`;
      return found.SVC0110(span, { key, place }, { help });
    }
    meant.add(JSON.stringify([...path, near]));
    const edits = entryOf(nodeAt(node, path), near) === null ? [{ span, text: near }] : [];
    return found.SVC0110(span, { key, place }, { help: `did you mean "${near}"?`, edits });
  }
}

function isScalar(node: YamlNode): boolean {
  return node.kind === "scalar";
}

/** Words of other tools, and the keys that they are here. */
const OTHER_KEYS: Readonly<Record<string, string>> = {
  length: "max_length",
  maxlen: "max_length",
  minlen: "min_length",
  size: "max_length",
  minimum: "ge",
  min: "ge",
  maximum: "le",
  max: "le",
  regex: "pattern",
  choices: "values",
  doc: "description",
  desc: "description",
  comment: "description",
  ondelete: "on_delete",
  back_populates: "inverse",
  backref: "inverse",
  related_name: "inverse",
  returns: "output",
  raises: "errors",
};

/** The branch of a union that the value was meant for: the only one whose outermost kind fits. */
function likeliestBranch(
  branches: readonly (readonly Issue[])[],
  here: YamlNode | null,
): { readonly issues: readonly Issue[]; readonly index: number } | null {
  if (here === null) return null;
  const fitting = branches
    .map((issues, index) => ({ issues, index }))
    .filter(({ issues }) =>
      !issues.some((issue) => issue.path.length === 0 && issue.code === "invalid_type")
    );
  if (fitting.length < 2) return fitting[0] ?? null;
  // Two maps: the one that takes more of the keys that are written, then the one with fewer complaints.
  const complaints = ({ issues }: { readonly issues: readonly Issue[] }) =>
    issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1), 0);
  return fitting.reduce((best, candidate) => complaints(candidate) < complaints(best) ? candidate : best);
}

function unionText(branches: readonly (readonly Issue[])[]): string {
  const kinds = branches.flat().flatMap((issue) =>
    issue.path.length === 0 && issue.code === "invalid_type" ? [typeText(issue.expected)] : []
  );
  return [...new Set(kinds)].join(" or ") || "something else";
}

const TYPE_TEXTS: Readonly<Record<string, string>> = {
  string: "text",
  object: "a map",
  record: "a map",
  array: "a list",
  int: "a whole number",
  number: "a number",
  bigint: "a number",
  boolean: "true or false",
  null: "nothing",
};

function typeText(expected: string): string {
  return TYPE_TEXTS[expected] ?? expected;
}

function kindOf(node: YamlNode | null): string {
  if (node === null) return "nothing";
  if (node.kind === "map") return "a map";
  if (node.kind === "list") return "a list";
  switch (typeof node.value) {
    case "string":
      return "text";
    case "boolean":
      return "true or false";
    case "object":
      return "nothing";
    case "bigint":
      return `a number beyond ±${Number.MAX_SAFE_INTEGER}`;
    default:
      return Number.isFinite(node.value) ? "a number" : "no finite number";
  }
}

function unit(origin: string): string {
  if (origin === "string") return " characters";
  return origin === "array" || origin === "set" ? " items" : "";
}

/** The schema for the value at a path, or null where the path leaves it. */
function schemaAt(root: z.ZodType, path: NodePath): z.ZodType | null {
  let schema: z.ZodType | null = unwrap(root);
  for (const step of path) {
    if (schema instanceof z.ZodUnion) schema = optionWith(schema, step);
    if (schema instanceof z.ZodObject) schema = schema.shape[String(step)] ?? null;
    else if (schema instanceof z.ZodRecord) schema = schema.valueType as z.ZodType;
    else if (schema instanceof z.ZodArray) schema = schema.element as z.ZodType;
    else return null;
    schema = schema === null ? null : unwrap(schema);
  }
  return schema;
}

function unionOption(schema: z.ZodType | null, index: number): z.ZodType | null {
  return schema instanceof z.ZodUnion ? unwrap((schema.options as z.ZodType[])[index]!) : null;
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}

/** The branch of a union that a path goes on in: zod tells findings of the one that fits as the union's own. */
function optionWith(union: z.ZodUnion, step: string | number): z.ZodType | null {
  const options = (union.options as z.ZodType[]).map(unwrap);
  return options.find((option) =>
    option instanceof z.ZodObject && Object.hasOwn(option.shape, String(step))
  ) ??
    options.find((
      option,
    ) => (typeof step === "number" ? option instanceof z.ZodArray : option instanceof z.ZodRecord)) ??
    null;
}

/** The maps with fixed keys that a schema accepts. */
function mapsOf(schema: z.ZodType | null): z.ZodObject[] {
  if (schema instanceof z.ZodObject) return [schema];
  if (!(schema instanceof z.ZodUnion)) return [];
  return (schema.options as z.ZodType[]).map(unwrap).filter((option) => option instanceof z.ZodObject);
}

function knownKeys(schema: z.ZodType | null): string[] {
  return [...new Set(mapsOf(schema).flatMap((map) => Object.keys(map.shape)))];
}

/** A key of the user may be called like something that every object has. */
function ownValue(values: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
