import { type FileContribution, lazyFile, renderModule, type Template } from "../../mod.ts";
import { header } from "./header.ts";

/** A generated module of the shared package, by its dotted name. A package is the module `….__init__`. */
export function moduleFile<View>(
  module: string,
  template: Template<View>,
  view: () => View,
  sources: readonly string[],
  summary: string,
): FileContribution {
  const path = `shared/src/${module.replaceAll(".", "/")}.py`;
  const options = { header: header(sources), docstring: summary };
  return lazyFile(path, "generated", () => renderModule(template, view(), options));
}
