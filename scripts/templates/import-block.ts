/** A name of the import block at the top of a Python template. */
export interface Declared {
  readonly module: string;
  readonly name: string;
  readonly as: string | null;
}

const IMPORT = /^(?:from ([\w.]+) import ((?:\w+(?: as \w+)?(?:, )?)+)|import ([\w.]+)(?: as (\w+))?)\n/;

/** The import block at the top, and the body after it. */
export function readImports(text: string): { imports: readonly Declared[]; body: string; skipped: number } {
  const imports: Declared[] = [];
  let body = text;
  let skipped = 0;
  while (true) {
    const match = IMPORT.exec(body);
    const blank = match === null ? /^\n/.exec(body) : null;
    const taken = match ?? blank;
    if (taken === null) return { imports, body, skipped };
    if (match !== null) imports.push(...declared(match));
    body = body.slice(taken[0].length);
    skipped++;
  }
}

function declared([, from, names, module, as]: RegExpExecArray): readonly Declared[] {
  if (from === undefined) return [{ module: module!, name: "", as: as ?? null }];
  return names!.split(", ").map((text) => {
    const [name, alias] = text.split(" as ");
    return { module: from, name: name!, as: alias ?? null };
  });
}

export function localName({ module, name, as }: Declared): string {
  return as ?? (name === "" ? module : name);
}

export function printRef({ module, name, as }: Declared): string {
  const alias = as === null ? "" : `, as: ${JSON.stringify(as)}`;
  return `{ module: ${JSON.stringify(module)}, name: ${JSON.stringify(name)}${alias} }`;
}
