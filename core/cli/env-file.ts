/** The variables of a text like `.env`: the later line wins, quotes around a value are none of it. */
export function parseEnv(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, name, written] = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    if (name === undefined || written === undefined) continue;
    const [, double, single] = /^\s*(?:"((?:\\.|[^"\\])*)"|'([^']*)')/.exec(written) ?? [];
    const quoted = double?.replace(/\\(.)/g, (_, char: string) => char === "n" ? "\n" : char) ?? single;
    variables.set(name, quoted ?? written.replace(/\s+#.*$/, "").trim());
  }
  return variables;
}
