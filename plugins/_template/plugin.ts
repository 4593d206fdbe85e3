import { add, definePlugin, type Origin, z } from "../../mod.ts";
import { lines } from "./contract.ts";
import { newPluginFindings } from "./diagnostics.ts";

export default definePlugin({
  name: "new_plugin",
  summary: "A text file about the services",
  options: z.strictObject({}),
  points: [lines],
  diagnostics: newPluginFindings,

  *contribute(model) {
    if (model.services.length === 0) yield { kind: "finding", code: "NEW0001", args: {}, node: "project" };
    for (const { id, name, type } of model.services) yield add(lines, name, { text: `${name}: ${type}` }, id);
  },

  *assemble(_model, _options, entries) {
    const all = entries.of(lines);
    if (all.length === 0) return;
    yield {
      kind: "file",
      path: "docs/new_plugin.txt",
      ownership: "generated",
      text: all.map(({ value }) => `${value.text}\n`).join(""),
      origins: all.map(({ node }, index): Origin => ({
        first: index + 1,
        last: index + 1,
        node,
        template: "plugins/new_plugin/plugin.ts",
      })),
    };
  },
});
