import {
  type FileContribution,
  lazyFile,
  type Ownership,
  type Py,
  type Rendered,
  renderModule,
  type Service,
  type Template,
} from "../../../mod.ts";
import { header } from "../header.ts";

export interface ModuleText {
  /** Below the package, with dots; a package is its `….__init__`. */
  readonly module: string;
  readonly docstring: string | Py;
  /** Spec files that it is made from; none: it is the user's and has no header. */
  readonly sources: readonly string[];
  readonly ownership?: Ownership;
}

/** A Python module in the package of a service. Its view and its text are made when they are asked for. */
export function serviceFile<View>(
  service: Service,
  template: Template<View>,
  view: () => View,
  { module, docstring, sources, ownership = "generated" }: ModuleText,
): FileContribution {
  const path = `${sourceFolder(service)}/${module.replaceAll(".", "/")}.py`;
  const options = {
    ...(sources.length === 0 ? {} : { header: header(sources) }),
    docstring,
    firstParty: ["shared", service.names.package],
  };
  return lazyFile(path, ownership, () => renderModule(template, view(), options));
}

/** A file of a service that is no module: its name in the folder of the distribution. */
export function textFile(
  service: Service,
  name: string,
  { text, origins }: Rendered,
): FileContribution {
  return { kind: "file", path: `${serviceFolder(service)}/${name}`, ownership: "generated", text, origins };
}

/** Folder of the import package. */
export function sourceFolder(service: Service): string {
  return `${serviceFolder(service)}/src/${service.names.package}`;
}

/** Folders that are called after a service, the outer one first. */
export function serviceFolders(name: string): readonly string[] {
  return [`services/${name}`, `services/${name}/src/${name}`];
}

/** Folder of the distribution. */
export function serviceFolder({ name }: Service): string {
  return `services/${name}`;
}
