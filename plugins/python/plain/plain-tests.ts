import { type FileContribution, type ModelIndex, type Py, py, type Service } from "../../../mod.ts";
import { python as templates } from "../../../templates/index.ts";
import { PROJECT_SPEC } from "../header.ts";
import { ref } from "../refs.ts";
import { formerVariables, missingVariables, settingValues } from "../service/setting-values.ts";
import { testFile } from "../service/test-file.ts";
import { plainMainView } from "./plain-files.ts";

/** View of templates/python/plain-tests-*.eta. */
export interface PlainTestsView {
  readonly packageModule: Py;
  readonly prefix: Py;
  readonly settings: Py;
  /** Settings that must be set, with valid values. */
  readonly values: Py;
  /** What is said of the variables that are missing. */
  readonly required: readonly Py[];
  /** Former variables with the names of today, or null. */
  readonly former: Py | null;
}

/** The tests of a plain service: what every one promises, and the first of the user's own. */
export function* plainTests(index: ModelIndex, service: Service): Iterable<FileContribution> {
  const { model } = index;
  const title = `\`${service.name}\``;
  const view = () => plainTestsView(index, service);
  yield testFile(model, service, templates.plainTestsConftest, view, {
    name: "conftest",
    docstring: `Fixtures of the tests of ${title}; put your own into a test module.`,
    source: PROJECT_SPEC,
  });
  yield testFile(model, service, templates.plainTestsService, view, {
    name: "test_service",
    docstring: "What every plain service promises.",
    source: PROJECT_SPEC,
  });
  yield testFile(model, service, templates.plainWorkTest, () => plainMainView(service), {
    name: "test_main",
    docstring: `What ${title} does.`,
    source: null,
  });
}

function plainTestsView(index: ModelIndex, service: Service): PlainTestsView {
  const { package: name } = service.names;
  return {
    packageModule: py.ref({ module: name, name: "" }),
    prefix: py.str(`${name}.`),
    settings: ref(`${name}.generated.settings`, "Settings"),
    values: settingValues(index, service),
    required: missingVariables(index, service),
    former: formerVariables(index, service),
  };
}
