import type { FindingContribution, ModelPlugin } from "../model/extension.ts";
import type { Model } from "../model/model.ts";
import type { Service } from "../model/service.ts";
import type { z } from "../schema/schema.ts";
import type { Json } from "../text/json.ts";
import type { Contribution, FileContribution } from "./contribution.ts";
import type { Fixer, Judge, ReadJudge } from "./judge.ts";
import type { Revision, RevisionRequest } from "./revision.ts";

/** A plugin is a value: its keys in the spec, its points, and two pure functions. */
export interface Plugin extends ModelPlugin {
  /** One line for `svc help` and for findings about keys that it owns. */
  readonly summary: string;
  readonly points: readonly Point[];
  contribute(model: Model, options: Json): Iterable<Contribution>;
  assemble(model: Model, options: Json, entries: Entries): Iterable<FileContribution | FindingContribution>;
  /** What the spec leaves to people: one method each. */
  slots(model: Model, options: Json): Iterable<SlotSite>;
  /** Where operations are served over HTTP. */
  routes(model: Model, options: Json): Iterable<ServedRoute>;
  /** Outside tools that a project made by this plugin has to satisfy. */
  judges(model: Model, options: Json): Iterable<Judge>;
  /** Outside tools that mend the user's own files, in this order. */
  fixers(model: Model, options: Json): Iterable<Fixer>;
  /** By tool, for the judges of all plugins: whoever brings a tool into the project reads what it says. */
  readonly readers: { readonly [tool: string]: ReadJudge };
  /** Whether a service of its types listens on a port, which the variable `PORT` names. */
  listens(service: Service): boolean;
  /** Where a service of its types says which database it has; null for one that has none. */
  database(service: Service): DatabaseSite | null;
  /** How the contract of a service of its types is attacked; null where there is none. */
  fuzz(service: Service, model: Model): FuzzSite | null;
  /** Folders that are called after a service of its types, the outer ones first; relative to the project. */
  folders(service: string): readonly string[];
  /** Folder of the migrations of a service, relative to the project; null if the plugin writes none. */
  migrations(service: Service): string | null;
  /** Read a file of the folder `versions`; null if it is no migration. */
  readRevision(file: string, text: string): Revision | null;
  /** Write one migration of a service of its types; a change that it cannot write is a finding. */
  revise(request: RevisionRequest): Iterable<FileContribution | FindingContribution>;
}

/** A method that is to be written by hand, and where. */
export interface SlotSite {
  readonly path: string;
  readonly method: string;
  /** Id of the operation. */
  readonly node: string;
  /** The method as it is to be pasted, with its body to come. */
  readonly stub: string;
}

/** An operation as it is called over HTTP. */
export interface ServedRoute {
  readonly method: string;
  readonly path: string;
  /** Id of the operation. */
  readonly node: string;
}

/** A database as the environment names it. */
export interface DatabaseSite {
  /** The variable that holds its URL; `{service}` in it stands for the schema. */
  readonly variable: string;
  readonly schema: string;
}

/** A tool that calls a running service. */
export interface FuzzSite {
  /** `{base}` stands for the address of the service, `{report}` for a file; both in `args` only. */
  readonly judge: Judge;
  /** What the service gets besides `.env`; `{scratch}` stands for a folder of this run. */
  readonly env: { readonly [name: string]: string };
  /** Whether there is a database to be migrated first. */
  readonly migrates: boolean;
  /** Option of the tool for the number of examples. */
  readonly examplesOption: string;
}

/** Everything but a name has a default. */
export type PluginDefinition = Pick<Plugin, "name" | "summary" | "options"> & Partial<Plugin>;

export function definePlugin(definition: PluginDefinition): Plugin {
  return {
    always: false,
    needs: [],
    serviceTypes: [],
    refuses: {},
    extends: [],
    points: [],
    diagnostics: null,
    contribute: () => [],
    assemble: () => [],
    slots: () => [],
    routes: () => [],
    judges: () => [],
    fixers: () => [],
    readers: {},
    listens: () => true,
    database: () => null,
    fuzz: () => null,
    folders: (service) => [`services/${service}`],
    migrations: () => null,
    readRevision: () => null,
    revise: () => [],
    ...definition,
  };
}

/**
 * What other plugins may add to. `list`: entries with unique keys. `tree`: entries are merged by the path
 * that their key is; unequal values at one path are a finding that names both origins.
 */
export interface Point<T extends Json = Json> {
  /** `backend/lifespan` */
  readonly name: string;
  readonly strategy: "list" | "tree";
  readonly schema: z.ZodType<T>;
}

export function definePoint<T extends Json>(
  name: string,
  strategy: Point["strategy"],
  schema: z.ZodType<T>,
): Point<T> {
  return { name, strategy, schema };
}

/** One entry as the owner of its point sees it. */
export interface Entry<T extends Json = Json> {
  readonly plugin: string;
  readonly key: string;
  readonly value: T;
  readonly node: string | null;
}

/** The entries of a plugin's own points, sorted by (plugin, key). */
export interface Entries {
  of<T extends Json>(point: Point<T>): readonly Entry<T>[];
}

/** Add to a point: `yield add(lifespan, "database", {…})`. */
export function add<T extends Json>(
  point: Point<T>,
  key: string,
  value: T,
  node: string | null = null,
): Contribution {
  return { kind: "entry", point: point.name, key, value, node };
}
