import { type FileContribution, indexModel, type Model, type Service, type Template } from "../../../mod.ts";
import { backend } from "../../../templates/index.ts";
import { domainSpec, PROJECT_SPEC, testFile } from "../../python/contract.ts";
import { asItTravels } from "./as-it-travels.ts";
import { conftestView } from "./conftest-view.ts";
import { newContext, servedOf } from "./context.ts";
import { domainTests } from "./domain-tests.ts";
import { uniqueNames } from "./names.ts";
import { operationsTestsView } from "./operations-tests.ts";
import { serviceTestsView } from "./service-view.ts";

/** The generated tests of a service: through REST for each domain, and what every service promises. */
export function* testFiles(model: Model, service: Service): Iterable<FileContribution> {
  const index = indexModel(asItTravels(model));
  const context = newContext(index, service);
  const file = <View>(
    name: string,
    source: string,
    docstring: string,
    template: Template<View>,
    view: () => View,
  ): FileContribution => testFile(model, service, template, view, { name, docstring, source });
  const title = `\`${service.name}\``;
  const hint = "put your own into a test module";
  yield file(
    "conftest",
    PROJECT_SPEC,
    `Fixtures of the tests of ${title}; ${hint}.`,
    backend.testsConftest,
    () => conftestView(context),
  );
  const unique = uniqueNames(["test_operations", "test_service"]);
  for (const id of service.domains) {
    const domain = index.domain(id);
    if (servedOf(context, domain).length === 0) continue;
    const docstring = `The domain \`${domain.name}\`, through REST.`;
    yield file(
      unique(`test_${domain.names.module}`),
      domainSpec(index, id),
      docstring,
      backend.testsDomain,
      () => domainTests(context, domain),
    );
  }
  const operations = operationsTestsView(context);
  const folder = `services/${service.name}/spec`;
  if (operations !== null) {
    const docstring = "What every operation promises, whoever calls it.";
    yield file("test_operations", folder, docstring, backend.testsOperations, () => operations);
  }
  yield file(
    "test_service",
    PROJECT_SPEC,
    "What every HTTP service promises.",
    backend.testsService,
    () => serviceTestsView(context),
  );
}
