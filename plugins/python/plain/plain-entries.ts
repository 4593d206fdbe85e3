import {
  add,
  type Code,
  type Contribution,
  md,
  type ModelIndex,
  render,
  type Service,
} from "../../../mod.ts";
import { python as templates } from "../../../templates/index.ts";
import { images } from "../../infra/contract.ts";
import { agents } from "../../project/contract.ts";
import { everyServiceEntries, memberEntry } from "../service/entries.ts";
import { environmentEntries } from "../service/environment.ts";
import { imageOf } from "../service/image.ts";
import { serviceFolder, sourceFolder } from "../service/service-file.ts";

/** View of `templates/python/agents-plain.eta`. */
export interface AgentsPlainView {
  readonly work: Code<"markdown">;
  readonly test: Code<"markdown">;
}

/** What plain services add to the workspace, to the shared package and to containers. */
export function* plainEntries(index: ModelIndex, services: readonly Service[]): Iterable<Contribution> {
  if (services.length === 0) return;
  yield* everyServiceEntries();
  yield* environmentEntries(index.model);
  yield add(agents, "plain", { section: "rules", markdown: render(templates.agentsPlainRules, {}).text });
  for (const service of services) {
    yield memberEntry(service);
    const { text } = render(templates.agentsPlain, {
      work: md.code(`${sourceFolder(service)}/main.py`),
      test: md.code(`${serviceFolder(service)}/tests/test_main.py`),
    });
    yield add(agents, `plain-${service.id}`, { section: "yours", markdown: text }, service.id);
    yield add(images, service.name, {
      ...imageOf(index, service),
      migrates: false,
      port: null,
      stores: [],
      environment: {},
    }, service.id);
  }
}
