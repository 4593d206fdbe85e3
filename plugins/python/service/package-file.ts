import type { FileContribution, Service } from "../../../mod.ts";
import { python as templates } from "../../../templates/index.ts";
import { PROJECT_SPEC } from "../header.ts";
import { serviceFile, sourceFolder } from "./service-file.ts";

/** View of `templates/python/package.eta`: a module that is nothing but its docstring. */
export type PackageView = Readonly<Record<never, never>>;

/** What a package says that holds generated modules alone. */
export const GENERATED_PACKAGE = "Made from the spec: change that, and run `svc generate`.";

/** A folder of a service as a package: `module` is its `….__init__`. */
export function packageFile(service: Service, module: string, docstring: string): FileContribution {
  return serviceFile(service, templates.package, () => ({}), { module, docstring, sources: [PROJECT_SPEC] });
}

/** The mark that type checkers look for in a package with types. */
export function typedMark(service: Service): FileContribution {
  const path = `${sourceFolder(service)}/py.typed`;
  return { kind: "file", path, ownership: "generated", text: "", origins: [] };
}
