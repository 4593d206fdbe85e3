import { type Code, type Model, yaml } from "../../mod.ts";
import { UV_VERSION } from "../python/contract.ts";
import { ACTIONS } from "./actions.ts";

type Yaml = Code<"yaml">;

/** What the first steps of a job of the CI workflow need: the sources, uv and Python. */
export interface JobHead {
  readonly checkout: Yaml;
  readonly checkoutVersion: Yaml;
  readonly setupUv: Yaml;
  readonly setupUvVersion: Yaml;
  readonly uv: Yaml;
  readonly python: Yaml;
}

export function jobHead({ project }: Model): JobHead {
  return {
    checkout: yaml.str(ACTIONS.checkout.uses),
    checkoutVersion: yaml.comment(ACTIONS.checkout.version),
    setupUv: yaml.str(ACTIONS.setupUv.uses),
    setupUvVersion: yaml.comment(ACTIONS.setupUv.version),
    uv: yaml.str(UV_VERSION),
    python: yaml.str(project.python),
  };
}
