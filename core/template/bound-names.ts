import { childrenOf, type Node, visitUses } from "./node.ts";
import { once } from "../text/once.ts";
import type { Part } from "./python-tokens.ts";

/** A logical line, as far as names go. */
interface Line {
  readonly indentation: number;
  readonly parts: readonly Part[];
}

/** Names that mean something else than an import would. */
export interface BoundNames {
  /** Something uses an import where its name means something else: the import has to step aside. */
  readonly clashing: ReadonlySet<string>;
  /** Names that are not free for an import that stepped aside. */
  readonly all: ReadonlySet<string>;
}

/** Lines in which names mean the same, and the imports that are used in them. */
interface Scope {
  readonly indentation: number;
  readonly names: Set<string>;
  readonly imports: Set<string>;
}

/**
 * Names in the holes of a template: params, members, locals that are called as a spec says. A param means something
 * in the body of its function only (its own type stands outside: `date: date` is fine), any other name in all of the
 * definition at the top level that it is in.
 */
export function boundNames(body: readonly Line[], imported: ReadonlySet<string>): BoundNames {
  const scopes = once(() => namesInScopes(body));
  // In most modules nothing is called like an import, and then nothing can clash.
  const isSuspect = body.some(({ parts }) =>
    parts.some((part) => typeof part !== "string" && mentions(part, imported))
  );
  return {
    clashing: isSuspect ? scopes().clashing : NONE,
    get all() {
      return scopes().all;
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

function mentions(node: Node, names: ReadonlySet<string>): boolean {
  switch (node.kind) {
    case "constant":
    case "string":
    case "ref":
      return false;
    case "name":
      return names.has(node.text);
    case "attribute":
    case "keyword":
    case "await":
      return mentions(node.value, names);
    case "call":
    case "subscript":
      return mentions(node.value, names) || node.items.some((item) => mentions(item, names));
    case "parameter":
      return names.has(node.name) || childrenOf(node).some((child) => mentions(child, names));
    default:
      return childrenOf(node).some((child) => mentions(child, names));
  }
}

function namesInScopes(body: readonly Line[]): BoundNames {
  const clashing = new Set<string>();
  const all = new Set<string>();
  let open: Scope[] = [];
  const closeFrom = (indentation: number) => {
    for (const { names, imports } of open.filter((scope) => scope.indentation >= indentation)) {
      for (const name of names) {
        all.add(name);
        if (imports.has(name)) clashing.add(name);
      }
    }
    open = open.filter((scope) => scope.indentation < indentation);
  };
  for (const { indentation, parts } of body) {
    closeFrom(indentation === 0 ? -1 : indentation);
    if (indentation === 0) open.push({ indentation: -1, names: new Set(), imports: new Set() });
    const [whole] = open;
    const params = new Set<string>();
    for (const part of parts) {
      if (typeof part === "string") continue;
      visitUses(part, ({ root }) => {
        for (const { imports } of open) imports.add(root);
      });
      collect(part, params, (name) => {
        if (indentation > 0 && !open.some(({ names }) => names.has(name))) whole?.names.add(name);
      });
    }
    if (params.size > 0) open.push({ indentation, names: params, imports: new Set() });
  }
  closeFrom(-1);
  return { clashing, all };
}

function collect(node: Node, params: Set<string>, bind: (name: string) => void): void {
  if (node.kind === "name") bind(node.text);
  else if (node.kind === "parameter") params.add(node.name);
  // What a lambda is given means something in it only; where it is used there, it counts as any other name.
  const inner = node.kind === "lambda" ? new Set<string>() : params;
  for (const child of childrenOf(node)) collect(child, inner, bind);
}
