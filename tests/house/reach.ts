import { importsOf } from "./scan.ts";

/** `core/spec/load.ts` + `../text/source.ts` → `core/text/source.ts` */
export function resolveImport(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

export function reachableFrom(files: ReadonlyMap<string, string>, entries: readonly string[]): Set<string> {
  const reached = new Set(entries);
  for (const path of reached) {
    for (const { specifier } of importsOf(files.get(path) ?? "")) {
      if (specifier.startsWith(".")) reached.add(resolveImport(path, specifier));
    }
  }
  return reached;
}
