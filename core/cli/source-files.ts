import type { Host } from "../host/host.ts";
import { newSource, type Source } from "../text/source.ts";
import { readText } from "../host/read-text.ts";
import { codeOf } from "./slot-text.ts";

/** Files of the project that findings point into, each read once. */
export class SourceFiles {
  readonly #sources = new Map<string, Source>();
  readonly #codes = new Map<string, string>();
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Null if it cannot be read. */
  at(path: string): Source | null {
    const known = this.#sources.get(path);
    if (known !== undefined) return known;
    const text = readText(this.#host, path);
    if (text === null) return null;
    const source = newSource(path, text);
    this.#sources.set(path, source);
    return source;
  }

  /** What Python runs of a file; null if it cannot be read. */
  code(path: string): string | null {
    const known = this.#codes.get(path);
    if (known !== undefined) return known;
    const source = this.at(path);
    if (source === null) return null;
    const code = codeOf(source.text);
    this.#codes.set(path, code);
    return code;
  }

  /** All that were read. */
  get read(): ReadonlyMap<string, Source> {
    return this.#sources;
  }
}
