import { importRule, nodeRule, packageRule } from "./import-rules.ts";
import { reachableFrom, resolveImport } from "./reach.ts";
import { codeOf, importsOf, lineAt } from "./scan.ts";
import { wordRules } from "./word-rules.ts";

/**
 * What in these TypeScript files (path from the root → text) breaks a rule of the house, each with the reason of the
 * rule. Pure, so that the rules can be tested with trees of two lines.
 */
export function violations(files: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [path, text] of files) {
    for (const { specifier, line } of importsOf(text)) {
      const broken = specifier.startsWith(".")
        ? importRule(path, resolveImport(path, specifier))
        : /^(node|bun)(:|$)/.test(specifier)
        ? nodeRule(path, specifier)
        : packageRule(path, specifier);
      if (broken !== null) found.push(`${path}:${line}: imports ${specifier} — ${broken}`);
    }
    const code = codeOf(text);
    for (const rule of wordRules) {
      if (rule.allowed(path)) continue;
      for (const match of (rule.inComments ? text : code).matchAll(rule.words)) {
        found.push(`${path}:${lineAt(text, match.index)}: says \`${match[0].trim()}\` — ${rule.reason}`);
      }
    }
  }
  return [...found, ...circles(files), ...unreachable(files), ...idleExports(files)];
}

/**
 * Exported values that no other file names. Types are free: whoever meets one may want to say its name. So is what
 * mod.ts offers whole, because those who need it are not here.
 */
function idleExports(files: ReadonlyMap<string, string>): string[] {
  const code = new Map([...files].map(([path, text]) => [path, codeOf(text)] as const));
  const users = new Map<string, number>();
  for (const text of code.values()) {
    for (const word of new Set(text.match(/[\w$]+/g))) users.set(word, (users.get(word) ?? 0) + 1);
  }
  const offered = importsOf(files.get("mod.ts") ?? "").map(({ specifier }) =>
    resolveImport("mod.ts", specifier)
  );
  return [...code].filter(([path]) => !offered.includes(path)).flatMap(([path, text]) =>
    [...text.matchAll(/^export (?:async )?(?:function\*?|const|let|class) ([\w$]+)/gm)]
      .filter(([, name]) => users.get(name!) === 1)
      .map((match) =>
        `${path}:${lineAt(text, match.index)}: exports ${
          match[1]
        }, and nothing imports it — what one file needs is its own`
      )
  );
}

/** Files of core that import each other, each circle once, by the file that comes first. */
function circles(files: ReadonlyMap<string, string>): string[] {
  const needs = new Map(
    [...files].filter(([path]) => path.startsWith("core/")).map(([path, text]) => {
      const imports = importsOf(text).filter(({ specifier, isType }) => specifier.startsWith(".") && !isType);
      return [path, imports.map(({ specifier }) => resolveImport(path, specifier))] as const;
    }),
  );
  const settled = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) {
      const through = way.slice(at + 1).join(", ");
      found.push(
        `${path}: imports itself by way of ${through} — what cannot be loaded alone cannot be read alone`,
      );
    }
    if (at >= 0 || settled.has(path)) return;
    for (const needed of needs.get(path) ?? []) visit(needed, [...way, path]);
    settled.add(path);
  };
  for (const path of needs.keys()) visit(path, []);
  return found;
}

function unreachable(files: ReadonlyMap<string, string>): string[] {
  const reached = reachableFrom(files, [...files.keys()].filter(isEntry));
  return [...files.keys()]
    .filter((path) => !reached.has(path) && !path.startsWith("plugins/_template/"))
    .map((path) =>
      `${path}: nothing imports it — what cannot be reached from main.ts, mod.ts, scripts/*.ts or a test is dead`
    );
}

function isEntry(path: string): boolean {
  return path === "main.ts" || path === "mod.ts" || /^scripts\/[^/]+\.ts$/.test(path) ||
    /^tests\/.+\.test\.ts$/.test(path);
}
