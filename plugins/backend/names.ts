/** A name for a local that none of the others has. Names of a spec never end with an underscore. */
export function localName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? localName(`${name}_`, taken) : name;
}
