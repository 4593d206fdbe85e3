import {
  type Code,
  type Entries,
  type Entry,
  ini,
  type Json,
  make as makeCode,
  md,
  type Model,
  render,
  type Rendered,
  renderModule,
  toml,
} from "../../mod.ts";
import { project as templates } from "../../templates/index.ts";
import { type Distribution, header, PROJECT_SPEC, requirement, withEnding } from "../python/contract.ts";
import { devDependencies, env, ignore, make, members } from "./contract.ts";
import { joined } from "./joined.ts";

/** Tools of every project; those that only some need come with their plugins. `anyio` runs asynchronous tests. */
const TOOLS: readonly Distribution[] = ["anyio", "deptry", "mypy", "pytest", "ruff"];

export function pyproject({ project }: Model, entries: Entries): Rendered {
  const packages = entries.of(members).map((entry) => entry.value);
  const paths = packages.map(({ path }) => path);
  const sources = paths.map((path) => `${path}/src`);
  const distributions = packages.map(({ distribution }) => distribution).sort();
  const tools = [
    ...TOOLS.map(requirement),
    ...entries.of(devDependencies).map((entry) => entry.value.requirement),
  ];
  const services = paths.filter((path) => path !== "shared");
  return render(templates.pyproject, {
    header: header([PROJECT_SPEC]).map(toml.comment),
    name: toml.str(`${project.name}-workspace`),
    members: lines(paths),
    distributions: distributions.map(toml.key),
    dev: lines([...new Set([...distributions, ...tools])].sort()),
    checked: lines([...paths, "tests"]),
    sources: lines(sources),
    tested: lines(["tests", ...services]),
    untested: lines([".*", "build", "dist", "node_modules", ...sources]),
  });
}

function lines(items: readonly string[]): Code<"toml"> {
  return toml.lines(items.map(toml.str));
}

export function gitattributes(): Rendered {
  return render(templates.gitattributes, {
    header: header([PROJECT_SPEC]).map((line) => makeCode.text(line)),
  });
}

export function envExample(entries: Entries): Rendered {
  return render(templates.envExample, {
    header: header([PROJECT_SPEC]).map(ini.comment),
    variables: eachOnce(entries.of(env)).map(({ value }) => ({
      description: value.description === "" ? null : ini.comment(value.description),
      name: ini.key(value.name),
      value: ini.env(value.example ?? ""),
    })),
  });
}

export function driftTest(): Rendered {
  return renderModule(templates.driftTest, {}, {
    header: header([PROJECT_SPEC]),
    docstring: "What svc generated is as svc generated it: changes belong into the spec.",
  });
}

export function makefile({ services }: Model, entries: Entries): Rendered {
  const rules = eachOnce(entries.of(make));
  const generated = services.filter(({ plugin }) => plugin !== null);
  // The one for which most targets mean something.
  const usual = generated.find(({ owns }) => owns.length > 0) ??
    generated.find(({ exposes }) => exposes.length > 0) ?? generated[0];
  const head = render(templates.makefile, {
    service: usual === undefined ? null : makeCode.name(usual.names.package),
    packages: entries.of(members).map(({ value }) => makeCode.name(value.path)),
    targets: rules.map(({ key }) => makeCode.name(key)),
  });
  return joined([head, ...rules.map(({ value }) => value.rule)]);
}

export function readme({ project, services }: Model, entries: Entries): Rendered {
  const targets = new Set(entries.of(make).map(({ key }) => key));
  return render(templates.readme, {
    title: md.text(project.title),
    description: project.description === null ? null : md.text(project.description),
    services: services.map((service) => ({
      node: service.id,
      name: md.code(service.name),
      description: md.text(withEnding(service) ?? service.type),
    })),
    migrates: targets.has("migrate"),
    runs: targets.has("dev"),
    contained: targets.has("up"),
    stores: services.some(({ owns }) => owns.length > 0),
  });
}

/** Several plugins may need the same; the first of them says where it stands. */
function eachOnce<T extends Json>(entries: readonly Entry<T>[]): readonly Entry<T>[] {
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
}

export function gitignore(entries: Entries): Rendered {
  return render(templates.gitignore, {
    paths: entries.of(ignore).map(({ value }) => makeCode.name(value.path)),
  });
}
