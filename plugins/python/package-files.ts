import type { FileContribution, ModelIndex } from "../../mod.ts";
import { python as templates } from "../../templates/index.ts";
import { PROJECT_SPEC, SHARED_SPEC } from "./header.ts";
import { moduleFile } from "./module-file.ts";
import { typesModule } from "./refs.ts";
import { types } from "./schema-files.ts";

/** What makes folders packages. The package of a service holds the types that only this service sees. */
export function* packageFiles(
  index: ModelIndex,
  modules: readonly FileContribution[],
): Iterable<FileContribution> {
  const { title } = index.model.project;
  yield initFile(
    "shared",
    PROJECT_SPEC,
    `What the services of ${title} share: schemas, errors and runtime support.`,
  );
  yield initFile(
    "shared.generated",
    PROJECT_SPEC,
    "Made from the spec: change that, and run `svc generate`.",
  );
  const holds = (folder: string): boolean =>
    modules.some(({ path }) => path.startsWith(`shared/src/shared/generated/${folder}/`));
  if (holds("schemas")) yield initFile("shared.generated.schemas", SHARED_SPEC, "One module per model.");
  const services = index.model.services.map((service) => ({ service, definitions: types(index, service.id) }))
    .filter(({ service, definitions }) =>
      definitions.length > 0 || holds(`services/${service.names.package}`)
    );
  if (services.length > 0) {
    yield initFile("shared.generated.services", PROJECT_SPEC, "One package per service.");
  }
  for (const { service, definitions } of services) {
    const name = `${typesModule(index, service.id)}.__init__`;
    const summary = `The types that the service \`${service.name}\` declares for itself.`;
    yield moduleFile(
      name,
      templates.schemas,
      () => ({ definitions }),
      [`services/${service.name}/spec`],
      summary,
    );
  }
  yield { kind: "file", path: "shared/src/shared/py.typed", ownership: "generated", text: "", origins: [] };
}

function initFile(name: string, source: string, summary: string): FileContribution {
  return moduleFile(`${name}.__init__`, templates.schemas, () => ({ definitions: [] }), [source], summary);
}
