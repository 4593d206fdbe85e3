/** A mistake in a template, with its place. */
export function fail(name: string, line: number, reason: string): never {
  throw new Error(`templates/${name}.eta:${line}: ${reason}`);
}
