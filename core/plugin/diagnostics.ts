import { defineDiagnostics } from "../diagnostics/define.ts";

/** What a plugin can do wrong. Its author sees these; a user meets them with a plugin of a third party. */
export const pluginFindings = defineDiagnostics({
  SVC0500: {
    severity: "error",
    title: "An entry for a point that does not exist",
    message: 'plugin {plugin} adds "{key}" to the point {point}, which nobody declares',
    help: "the points of a plugin stand in its contract",
    explain:
      "A plugin adds entries to points that other plugins declare. Entries for a plugin that is not active are dropped; a name that no plugin knows is a mistake.",
    bad: { "plugins/shelf/plugin.ts": 'yield add({ ...lifespan, name: "lifespam" }, "shelf", value);\n' },
    good: { "plugins/shelf/plugin.ts": 'yield add(lifespan, "shelf", value);\n' },
  },
  SVC0501: {
    severity: "error",
    title: "An entry that does not fit its point",
    message: 'the entry "{key}" of plugin {plugin} does not fit the point {point}: {reason}',
    help: "give the entry the shape that the point declares",
    explain: "Everything that crosses the border of a plugin is checked, built-in or not.",
    bad: { "plugins/shelf/plugin.ts": 'yield add(members, "shelf", "shared/shelf");\n' },
    good: {
      "plugins/shelf/plugin.ts":
        'yield add(members, "shelf", { path: "shared/shelf", distribution: "shelf" });\n',
    },
  },
  SVC0502: {
    severity: "error",
    title: "Two values for one key of a point",
    message: 'plugins {first} and {second} both set "{key}" of the point {point}',
    help: "let one of them choose another key",
    explain:
      "Order never decides a conflict. Entries of a list have unique keys; entries of a tree may repeat a value, but not contradict it, nor put a branch where another has a value.",
    bad: {
      "plugins/shelf/plugin.ts":
        'yield add(variables, "PORT", "8000");   // the plugin backend adds "8080"\n',
    },
    good: { "plugins/shelf/plugin.ts": 'yield add(variables, "SHELF_PORT", "8000");\n' },
  },
});
