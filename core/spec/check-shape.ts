import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { z } from "../schema/schema.ts";
import { nearest } from "../text/nearest.ts";
import type { NodePath, YamlNode } from "../text/node.ts";
import { keySpanAt, nodeAt, spanAt, toValue } from "../text/walk.ts";
import { describePlace } from "./describe-place.ts";
import { shapeFindings as found } from "./diagnostics.ts";
import { places } from "./map-shape.ts";
import { schemaAt, unionOption } from "./schema-at.ts";
import { kindOf, typeText, unionText, unit } from "./shape-words.ts";
import type { FileKind } from "./shapes.ts";
import { explainUnknownKey, type KeyOwner } from "./unknown-key.ts";

type Issue = z.core.$ZodIssue;

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
        return [found.SVC0114(span, { place, rule: issue.message }, { help: "write it like that" })];
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

  function unknownKey(key: string, path: NodePath, schema: z.ZodType | null): Diagnostic {
    const { finding, meant: near } = explainUnknownKey({
      key,
      span: keySpanAt(node, [...path, key]) ?? node.span,
      place: describePlace(context.kind, context.name, path),
      map: nodeAt(node, path),
      schema,
    }, context.owner);
    if (near !== null) meant.add(JSON.stringify([...path, near]));
    return finding;
  }
}

function isScalar(node: YamlNode): boolean {
  return node.kind === "scalar";
}

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
