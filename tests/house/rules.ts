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
  return [...found, ...unreachable(files)];
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
