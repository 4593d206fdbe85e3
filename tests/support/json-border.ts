import type { Entries, Plugin, Point } from "../../core/plugin/define-plugin.ts";
import type { Json } from "../../core/text/json.ts";

/** A plugin behind a border that only JSON crosses, as it would be in a sandbox. */
export function overJson(plugin: Plugin): Plugin {
  return {
    ...plugin,
    extends: plugin.extends.map((extension) => ({
      ...extension,
      derive: (...given) => crossing(extension.derive(...crossing(given))),
      reads: (raw) => crossing(extension.reads(crossing(raw))),
      placeholders: (raw, domain) => crossing(extension.placeholders(crossing(raw), crossing(domain))),
      resolve: (raw, node, model) =>
        crossing(extension.resolve(crossing(raw), crossing(node), crossing(model))),
    })),
    contribute: (model, options) => crossing([...plugin.contribute(crossing(model), crossing(options))]),
    assemble: (model, options, entries) =>
      crossing([...plugin.assemble(crossing(model), crossing(options), entriesOverJson(entries))]),
    slots: (model, options) => crossing([...plugin.slots(crossing(model), crossing(options))]),
    routes: (model, options) => crossing([...plugin.routes(crossing(model), crossing(options))]),
    judges: (model, options) => crossing([...plugin.judges(crossing(model), crossing(options))]),
    fixers: (model, options) => crossing([...plugin.fixers(crossing(model), crossing(options))]),
    readers: Object.fromEntries(
      Object.entries(plugin.readers).map(([tool, read]) => [tool, (said) => crossing(read(crossing(said)))]),
    ),
    database: (service) => crossing(plugin.database(crossing(service))),
    fuzz: (service, model) => crossing(plugin.fuzz(crossing(service), crossing(model))),
    migrations: (service) => crossing(plugin.migrations(crossing(service))),
    revise: (request) => crossing([...plugin.revise(crossing(request))]),
  };
}

function entriesOverJson(entries: Entries): Entries {
  return { of: <T extends Json>(point: Point<T>) => crossing(entries.of(point)) };
}

function crossing<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value)) as T;
}
