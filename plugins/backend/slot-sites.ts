import { type Domain, py, renderModule, type SlotSite } from "../../mod.ts";
import { backend as templates } from "../../templates/index.ts";
import { sourceFolder } from "../python/contract.ts";
import { type BackendService, hasSlots } from "./backend-service.ts";
import { type SlotFileView, slotFileView } from "./controllers-view.ts";

/** The methods that are to be written by hand, each as it would stand in a new slot file. */
export function slotSites(backend: BackendService): readonly SlotSite[] {
  return backend.domains
    .filter((domain) => hasSlots(backend, domain))
    .flatMap((domain) => sitesOf(backend, domain));
}

function sitesOf(backend: BackendService, domain: Domain): readonly SlotSite[] {
  const { index, service } = backend;
  const view = slotFileView(backend, domain);
  const path = `${sourceFolder(service)}/controllers/${domain.names.module}.py`;
  return view.slots.map((slot) => ({
    path,
    method: index.operation(slot.node).name,
    node: slot.node,
    stub: stubOf(view, slot.node),
  }));
}

/** Rendered as the only method of the class, and cut out: a slot looks the same wherever it is printed. */
function stubOf(view: SlotFileView, node: string): string {
  const only = { ...view, slots: view.slots.filter((slot) => slot.node === node) };
  const { text } = renderModule(templates.slots, only, {
    docstring: py.docstring({ summary: "Slots" }),
    firstParty: [],
  });
  return text.slice(text.indexOf("    async def ")).trimEnd();
}
