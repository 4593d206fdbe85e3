import type { Host } from "../../core/host/host.ts";

/** The host, and in its scratch folder what the tools of a test have written there so far. */
export function withScratch(host: Host, written: ReadonlyMap<string, string>): Host {
  const scratch = host.scratch();
  const read = (path: string) => {
    const text = written.get(path);
    return text === undefined ? null : new TextEncoder().encode(text);
  };
  return { ...host, scratch: () => ({ ...scratch, files: { ...scratch.files, read } }) };
}
