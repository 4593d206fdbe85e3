import type { Code, Id } from "../../mod.ts";
import type { JobHead } from "./job-head.ts";

type Toml = Code<"toml">;
type Markdown = Code<"markdown">;
type Make = Code<"make">;
type Ini = Code<"ini">;
type Yaml = Code<"yaml">;

/** templates/project/pyproject.eta */
export interface PyprojectView {
  readonly header: readonly Toml[];
  readonly name: Toml;
  /** Folders of the packages. */
  readonly members: Toml;
  readonly distributions: readonly Toml[];
  readonly dev: Toml;
  /** What the type checker reads. */
  readonly checked: Toml;
  /** Where the packages lie. */
  readonly sources: Toml;
  /** Where tests are. */
  readonly tested: Toml;
  /** Folders in which nothing is a test, whatever it is called. */
  readonly untested: Toml;
}

/** templates/project/readme.eta */
export interface ReadmeView {
  readonly title: Markdown;
  readonly description: Markdown | null;
  readonly services: readonly {
    readonly node: Id;
    readonly name: Markdown;
    readonly description: Markdown;
  }[];
  readonly migrates: boolean;
  readonly runs: boolean;
  readonly contained: boolean;
  /** Whether there is a database to be started with the containers. */
  readonly stores: boolean;
}

/** templates/project/architecture.eta */
export interface ArchitectureView {
  readonly title: Markdown;
  /** Whether there is a service that can be called. */
  readonly serves: boolean;
  readonly services: readonly {
    readonly node: Id;
    readonly name: Markdown;
    readonly description: Markdown;
    readonly domains: readonly {
      readonly node: Id;
      readonly name: Markdown;
      readonly spec: Markdown;
      readonly operations: Markdown;
    }[];
    /** How many it owns, or null: it has no database. */
    readonly models: Markdown | null;
    /** Its models and what refers to what; null: there are none, or too many for a picture. */
    readonly picture: Markdown | null;
  }[];
  /** Who talks to whom; null without services. */
  readonly picture: Markdown | null;
}

/** templates/project/agents-*.eta: the parts of AGENTS.md between which the lines of plugins stand. */
export interface AgentsView {
  readonly title: Markdown;
  readonly description: Markdown | null;
  readonly hasNothingOfYours: boolean;
  /** How many files of the user's are not listed, or null: none. */
  readonly more: Markdown | null;
  readonly runs: boolean;
  readonly migrates: boolean;
  /** In containers. */
  readonly contained: boolean;
}

/** templates/project/makefile.eta */
export interface MakefileView {
  /** What `SERVICE` is unless somebody says otherwise; null without services. */
  readonly service: Make | null;
  readonly packages: readonly Make[];
  readonly targets: readonly Make[];
}

/** templates/project/gitignore.eta */
export interface GitignoreView {
  readonly paths: readonly Make[];
}

/** templates/project/gitattributes.eta */
export interface GitattributesView {
  readonly header: readonly Make[];
}

/** templates/project/env-example.eta */
export interface EnvExampleView {
  readonly header: readonly Ini[];
  readonly variables: readonly {
    readonly description: Ini | null;
    readonly name: Ini;
    readonly value: Ini;
  }[];
}

/** templates/project/ci.eta */
export interface CiView extends JobHead {
  /** Folders of the packages. */
  readonly packages: readonly Yaml[];
}

/** Of a template without holes. */
export type EmptyView = Readonly<Record<never, never>>;
