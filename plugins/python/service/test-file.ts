import {
  type FileContribution,
  lazyFile,
  type Model,
  renderModule,
  type Service,
  type Template,
} from "../../../mod.ts";
import { header } from "../header.ts";
import { serviceFolder } from "./service-file.ts";

export interface TestText {
  /** Of the module. */
  readonly name: string;
  readonly docstring: string;
  /** Spec file that it is made from; null: it is made once and then the user's. */
  readonly source: string | null;
}

/** A module in the folder of the tests of a service, which is no package. */
export function testFile<View>(
  model: Model,
  service: Service,
  template: Template<View>,
  view: () => View,
  { name, docstring, source }: TestText,
): FileContribution {
  const options = {
    ...(source === null ? {} : { header: header([source]) }),
    docstring,
    firstParty: ["shared", ...model.services.map(({ names }) => names.package)],
  };
  const path = `${serviceFolder(service)}/tests/${name}.py`;
  return lazyFile(
    path,
    source === null ? "once" : "generated",
    () => renderModule(template, view(), options),
  );
}
