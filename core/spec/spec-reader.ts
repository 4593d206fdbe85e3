import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { explainDecodeProblem, explainYamlProblem } from "../diagnostics/yaml-problems.ts";
import { decodeSource } from "../text/decode.ts";
import type { YamlNode } from "../text/node.ts";
import { parseYaml } from "../text/parse-yaml.ts";
import { newSource, type Source } from "../text/source.ts";

/** All spec files of a project: path → bytes. */
export type SpecFiles = ReadonlyMap<string, Uint8Array>;

/** What a file holds: a tree, nothing at all, or mistakes, which are reported. */
export type Read = { readonly node: YamlNode } | "empty" | "broken";

/** Bytes → YAML, with what is wrong on the way. */
export class SpecReader {
  /** Of every file that was asked for. */
  readonly sources = new Map<string, Source>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #files: SpecFiles;

  constructor(files: SpecFiles) {
    this.#files = files;
  }

  read(path: string, options: { readonly anchors: boolean }): Read {
    const source = this.source(path);
    if (source === null) return "broken";
    const { node, problems } = parseYaml(source, options);
    const explained = problems.map((problem) => explainYamlProblem(problem, source));
    this.diagnostics.push(...explained);
    if (hasErrors(explained)) return "broken";
    return node === null ? "empty" : { node };
  }

  source(path: string): Source | null {
    const decoded = decodeSource(path, this.#files.get(path)!);
    this.sources.set(path, decoded.value ?? newSource(path, ""));
    if (decoded.problem !== null) this.diagnostics.push(explainDecodeProblem(decoded.problem));
    return decoded.value;
  }
}
