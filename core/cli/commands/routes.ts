import { z } from "../../schema/schema.ts";
import { positionAt } from "../../text/source.ts";
import { askPlugins } from "../ask-plugins.ts";
import { defineCommand, type Result } from "../command.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { EXIT } from "../exit-code.ts";
import { broken, loadProject } from "../load-project.ts";

export const routes = defineCommand({
  name: "routes",
  aliases: [],
  group: "learn",
  summary: "list the routes: method, path, operation, and the line of the spec that says so",
  effect: "reads",
  input: z.object({ service: z.string().optional().describe("only those of this service") }),
  positionals: ["service"],
  examples: ["svc routes", "svc routes backend --json"],
  async run({ service: only }, context): Promise<Result> {
    const loaded = await loadProject(context);
    const { project, sources, findings } = loaded;
    if (project === null) return broken(loaded);
    const { model, spans } = project;
    const services = new Map(model.services.map((service) => [service.id, service.name]));
    if (only !== undefined && ![...services.values()].includes(only)) {
      const way = `services are: ${[...services.values()].join(", ")}`;
      const finding = found.SVC0709(undefined, { what: `there is no service ${only}`, way });
      return { exit: EXIT.usage, text: "", data: null, findings: [finding], sources, next: [] };
    }
    const served = askPlugins(project, (plugin, options) => plugin.routes(model, options));
    const operations = new Map(model.operations.map((operation) => [operation.id, operation]));
    const data = served.map(({ method, path, node }) => {
      const span = spans.get(node);
      const source = span === undefined ? undefined : sources.get(span.path);
      const place = span === undefined || source === undefined ? null : positionAt(source, span.start);
      return {
        service: services.get(operations.get(node)!.service)!,
        method,
        path,
        operation: node,
        file: span?.path ?? null,
        line: place?.line ?? null,
        column: place?.column ?? null,
      };
    }).filter(({ service }) => only === undefined || service === only).sort(byPath);
    const widths = columns(data.map(({ method, path, operation }) => [method, path, operation]));
    const lines = data.map(({ method, path, operation, file, line }) =>
      [...[method, path, operation].map((cell, index) => cell.padEnd(widths[index]!)), `${file}:${line}`]
        .join("  ")
    );
    return {
      exit: EXIT.ok,
      text: lines.map((line) => `${line}\n`).join(""),
      data,
      findings,
      sources,
      next: [],
    };
  },
});

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

interface Row {
  readonly service: string;
  readonly method: string;
  readonly path: string;
}

function byPath(a: Row, b: Row): number {
  const key = (row: Row) => `${row.service} ${row.path}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : METHODS.indexOf(a.method) - METHODS.indexOf(b.method);
}

function columns(rows: readonly (readonly string[])[]): number[] {
  return [0, 1, 2].map((index) => Math.max(0, ...rows.map((row) => row[index]!.length)));
}
