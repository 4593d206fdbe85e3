import {
  type FileContribution,
  type Json,
  type Ownership,
  type Project,
  render,
  type Rendered,
  sh,
  writeYaml,
  yaml,
} from "../../mod.ts";
import { infra as templates } from "../../templates/index.ts";
import { ACTIONS } from "../project/contract.ts";
import { header, PROJECT_SPEC, UV_VERSION } from "../python/contract.ts";
import { composeBase, composeDev, composeLocal, composeProd, type Containers } from "./compose-files.ts";
import type { ServiceImage } from "./contract.ts";
import { storeContract } from "./store-contract.ts";
import type { DeployView } from "./views.ts";

/** Everything that a project with services is deployed with. */
export function* infraFiles(project: Project, containers: Containers): Iterable<FileContribution> {
  const members = ["shared", ...containers.images.map(({ folder }) => folder)].map(sh.word);
  for (const image of containers.images) {
    yield rendered(
      `${image.folder}/Dockerfile`,
      render(templates.dockerfile, {
        python: sh.name(`python:${project.python}-slim`),
        uv: sh.name(`ghcr.io/astral-sh/uv:${UV_VERSION}`),
        members,
        folder: sh.word(image.folder),
        distribution: sh.word(image.distribution),
        port: image.port === null ? null : sh.word(String(image.port)),
        command: sh.exec(["python", "-m", image.module]),
      }),
    );
  }
  yield rendered(".dockerignore", render(templates.dockerignore, { members }));
  yield data("infra/compose.base.yml", "generated", composeBase(containers));
  yield data("infra/compose.dev.yml", "generated", composeDev(containers));
  yield data("infra/compose.prod.yml", "generated", composeProd(containers));
  yield data("infra/compose.local.yml", "scaffold", composeLocal(containers));
  yield storeContract(containers);
  yield rendered("infra/rollout.sh", render(templates.rollout, {}));
  yield rendered(
    ".github/workflows/deploy.yml",
    render(templates.deploy, {
      project: yaml.str(project.name),
      checkout: yaml.str(ACTIONS.checkout.uses),
      checkoutVersion: yaml.comment(ACTIONS.checkout.version),
      images: containers.images.map(pushed),
    }),
  );
}

function pushed({ variable, host, folder }: ServiceImage): DeployView["images"][number] {
  return {
    variable: yaml.str(`${variable}_IMAGE`),
    host: yaml.str(host),
    dockerfile: yaml.str(`${folder}/Dockerfile`),
  };
}

function rendered(path: string, { text, origins }: Rendered): FileContribution {
  return { kind: "file", path, ownership: "scaffold", text, origins };
}

const YOURS = ["Made by svc, and yours to change: what you like to have different on your machine."];

function data(path: string, ownership: Ownership, value: Json): FileContribution {
  const head = ownership === "generated" ? header([PROJECT_SPEC]) : YOURS;
  return { kind: "file", path, ownership, text: writeYaml(value, { header: head }), origins: [] };
}
