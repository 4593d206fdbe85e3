import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import type { Model } from "../model/model.ts";
import type { Id } from "../model/node.ts";
import { placeFinding } from "../model/place-finding.ts";
import { compareText } from "../text/compare.ts";
import type { Json } from "../text/json.ts";
import type { Span } from "../text/source.ts";
import type { EntryContribution, FileContribution } from "./contribution.ts";
import type { Entries, Entry, Plugin, Point } from "./define-plugin.ts";
import { pluginFindings as found } from "./diagnostics.ts";

/** A file with the plugin that wants it. */
export interface OwnedFile extends FileContribution {
  readonly owner: string;
}

/** Asks for no text: that may not be made yet. */
export function ownedFile(file: FileContribution, owner: string): OwnedFile {
  const { kind, path, ownership } = file;
  return {
    kind,
    path,
    ownership,
    owner,
    get text() {
      return file.text;
    },
    get origins() {
      return file.origins;
    },
  };
}

/** Who is asked, and what about. */
export interface PluginRun {
  readonly model: Model;
  readonly active: readonly Plugin[];
  readonly available: readonly Plugin[];
  readonly spans: ReadonlyMap<Id, Span>;
}

/**
 * Ask all plugins: first `contribute` of each, in no order that matters, then `assemble` with the entries of
 * its own points. Sorted by path, so that the order of plugins changes nothing.
 */
export function runPlugins({ model, active, available, spans }: PluginRun): Outcome<readonly OwnedFile[]> {
  const diagnostics: Diagnostic[] = [];
  const files: OwnedFile[] = [];
  const entries: Owned[] = [];
  const optionsOf = (plugin: Plugin): Json => model.plugins.find((use) => use.name === plugin.name)!.options;
  for (const plugin of active) {
    for (const contribution of plugin.contribute(model, optionsOf(plugin))) {
      switch (contribution.kind) {
        case "file":
          files.push(ownedFile(contribution, plugin.name));
          break;
        case "entry":
          entries.push({ ...contribution, plugin: plugin.name });
          break;
        case "finding":
          diagnostics.push(placeFinding(contribution, plugin, spans));
      }
    }
  }
  const byPoint = sortEntries(entries, active, available, spans);
  diagnostics.push(...byPoint.diagnostics);
  for (const plugin of active) {
    for (const contribution of plugin.assemble(model, optionsOf(plugin), entriesFor(plugin, byPoint.value))) {
      if (contribution.kind === "file") files.push(ownedFile(contribution, plugin.name));
      else diagnostics.push(placeFinding(contribution, plugin, spans));
    }
  }
  files.sort((a, b) => compareText(a.path, b.path) || compareText(a.owner, b.owner));
  return { value: files, diagnostics };
}

interface Owned extends EntryContribution {
  readonly plugin: string;
}

type ByPoint = ReadonlyMap<string, readonly Entry[]>;

function sortEntries(
  entries: readonly Owned[],
  active: readonly Plugin[],
  available: readonly Plugin[],
  spans: ReadonlyMap<Id, Span>,
): Outcome<ByPoint> {
  const points = new Map(active.flatMap((plugin) => plugin.points.map((point) => [point.name, point])));
  const dormant = new Set(available.flatMap((plugin) => plugin.points.map((point) => point.name)));
  const diagnostics: Diagnostic[] = [];
  const byPoint = new Map<string, Entry[]>();
  const sorted = [...entries].sort((a, b) => compareText(a.plugin, b.plugin) || compareText(a.key, b.key));
  for (const { point: name, plugin, key, value, node } of sorted) {
    const span = node === null ? undefined : spans.get(node);
    const point = points.get(name);
    if (point === undefined) {
      if (!dormant.has(name)) diagnostics.push(found.SVC0500(span, { plugin, key, point: name }));
      continue;
    }
    const parsed = point.schema.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const reason = [...issue?.path ?? [], issue?.message ?? "its shape is another"].map(String).join(": ");
      diagnostics.push(found.SVC0501(span, { plugin, key, point: name, reason }));
      continue;
    }
    const known = byPoint.get(name) ?? [];
    const first = known.find((entry) => clashes(point, entry, key, value));
    if (first !== undefined) {
      const holes = { first: first.plugin, second: plugin, key, point: name };
      const other = first.node === null ? undefined : spans.get(first.node);
      const related = other === undefined ? [] : [{ span: other, label: "the other value comes from here" }];
      diagnostics.push(found.SVC0502(span, holes, { related }));
      continue;
    }
    byPoint.set(name, [...known, { plugin, key, value: parsed.data, node }]);
  }
  return { value: byPoint, diagnostics };
}

/** In a tree equal values may meet; a value and a branch of the same path may not. */
function clashes(point: Point, entry: Entry, key: string, value: Json): boolean {
  if (entry.key === key) {
    return point.strategy === "list" || JSON.stringify(entry.value) !== JSON.stringify(value);
  }
  return point.strategy === "tree" && (key.startsWith(`${entry.key}.`) || entry.key.startsWith(`${key}.`));
}

function entriesFor(plugin: Plugin, byPoint: ByPoint): Entries {
  return {
    of: <T extends Json>(point: Point<T>): readonly Entry<T>[] => {
      if (!plugin.points.some((own) => own.name === point.name)) {
        throw new Error(`plugin ${plugin.name} asks for ${point.name}, which is not its own`);
      }
      // The value was parsed with the schema of this very point.
      return (byPoint.get(point.name) ?? []) as readonly Entry<T>[];
    },
  };
}
