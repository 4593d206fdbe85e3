import type { Code } from "../../mod.ts";

type Shell = Code<"shell">;
type Yaml = Code<"yaml">;

/** templates/infra/dockerfile.eta */
export interface DockerfileView {
  readonly python: Shell;
  readonly uv: Shell;
  /** Folders of the packages of the workspace. */
  readonly members: readonly Shell[];
  readonly folder: Shell;
  readonly distribution: Shell;
  /** Null: nobody calls it. */
  readonly port: Shell | null;
  readonly command: Shell;
}

/** templates/infra/dockerignore.eta */
export interface DockerignoreView {
  /** Folders of the packages of the workspace. */
  readonly members: readonly Shell[];
}

/** templates/infra/make-*.eta */
export interface MakeView {
  readonly project: Code<"make">;
}

/** templates/infra/deploy.eta */
export interface DeployView {
  readonly project: Yaml;
  readonly checkout: Yaml;
  readonly checkoutVersion: Yaml;
  readonly images: readonly {
    /** `BACKEND_IMAGE` */
    readonly variable: Yaml;
    readonly host: Yaml;
    readonly dockerfile: Yaml;
  }[];
}

/** Of a template without holes. */
export type EmptyView = Readonly<Record<never, never>>;
