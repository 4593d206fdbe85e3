// What a project is deployed with, as the tools read it that will.
import { afterAll, describe, expect, test } from "bun:test";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { starters } from "../../plugins/starters.ts";
import { judge } from "../support/judge.ts";
import { once } from "../support/judge-court.ts";
import { testToolchain } from "../support/toolchain.ts";

const svc = join(import.meta.dir, "../../dist/svc");
const specs = join(import.meta.dir, "../projects");
const scratch = mkdtempSync(join(tmpdir(), "svc-deploy-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const toolchain = await testToolchain();
const tools = toolchain.deploy!;
const env = { PATH: "/usr/bin:/bin" };

/** Every starter and every project of ours that is deployed, as it is before anything is installed. */
const projects: readonly (readonly [string, () => Promise<string>])[] = [
  ...starters.map(({ name }) => [name, once(() => begin(name))] as const),
  ...readdirSync(specs).sort().filter(isDeployed).map((name) => [name, once(() => generate(name))] as const),
];

function isDeployed(name: string): boolean {
  return /^ *infra:/m.test(readFileSync(join(specs, name, "specs/services.yml"), "utf8"));
}

async function begin(name: string): Promise<string> {
  await judge([svc, "init", name, "--yes", "--example", name], { folder: scratch, env });
  return join(scratch, name);
}

async function generate(name: string): Promise<string> {
  const folder = join(scratch, name);
  cpSync(join(specs, name, "specs"), folder, { recursive: true });
  await judge([svc, "generate"], { folder, env });
  return folder;
}

describe.each(projects)("%s", (_name, make) => {
  test("workflows: actionlint, zizmor and the schema have nothing to say", async () => {
    const folder = await make();
    const workflows = readdirSync(join(folder, ".github/workflows")).map((name) =>
      `.github/workflows/${name}`
    );
    expect(workflows.sort()).toEqual([".github/workflows/ci.yml", ".github/workflows/deploy.yml"]);
    await judge([tools.actionlint, "-shellcheck", tools.shellcheck, ...workflows], { folder, env });
    await judge([tools.zizmor, "--offline", "--no-progress", "."], { folder, env });
    const schema = ["--builtin-schema", "vendor.github-workflows"];
    await judge([toolchain.judges.checkJsonschema, ...schema, ...workflows], { folder, env });
  });

  test("Dockerfiles and scripts: hadolint and shellcheck have nothing to say", async () => {
    const folder = await make();
    for (const service of readdirSync(join(folder, "services"))) {
      await judge([tools.hadolint, `services/${service}/Dockerfile`], { folder, env });
    }
    await judge([tools.shellcheck, "infra/rollout.sh"], { folder, env });
  });

  test("Compose accepts every layer, and nothing has a default that should be a secret", async () => {
    const folder = await make();
    const files = ["base", "dev", "local", "prod"].map((layer) => `infra/compose.${layer}.yml`);
    await judge([toolchain.judges.checkJsonschema, "--builtin-schema", "vendor.compose-spec", ...files], {
      folder,
      env,
    });
    const complete = {
      POSTGRES_USER: "shop",
      POSTGRES_PASSWORD: "secret",
      POSTGRES_DB: "shop",
      ...Object.fromEntries(
        readdirSync(join(folder, "services")).map((name) => [`${name.toUpperCase()}_IMAGE`, "x@sha256:0"]),
      ),
    };
    for (const layers of [["base", "dev"], ["base", "dev", "local"], ["base", "prod"]]) {
      const args = layers.flatMap((layer) => ["-f", `infra/compose.${layer}.yml`]);
      const compose = (variables: Readonly<Record<string, string>>) =>
        judge([tools.compose, ...args, "config", "--quiet", "--no-env-resolution"], {
          folder,
          env: { ...env, ...variables },
        });
      await compose(complete);
      if (readFileSync(join(folder, "infra/compose.base.yml"), "utf8").includes("POSTGRES_PASSWORD")) {
        const { POSTGRES_PASSWORD: _, ...open } = complete;
        await expect(compose(open)).rejects.toThrow("POSTGRES_PASSWORD is missing a value");
      }
    }
  });

  test("base and dev stay within what a strict orchestrator allows", async () => {
    const folder = await make();
    for (const layer of ["base", "dev"]) {
      const text = readFileSync(join(folder, `infra/compose.${layer}.yml`), "utf8");
      const { services, volumes, ...rest } = Bun.YAML.parse(text) as {
        services: Record<string, Record<string, unknown>>;
        volumes?: Record<string, unknown>;
      };
      expect(rest).toEqual({});
      expect(Object.values(volumes ?? {}).filter((volume) => JSON.stringify(volume) !== "{}")).toEqual([]);
      for (const [name, service] of Object.entries(services)) {
        expect([name, Object.keys(service).filter((key) => !allowed.has(key))]).toEqual([name, []]);
        const { build, env_file: file } = service as { build?: Record<string, unknown>; env_file?: string };
        expect(Object.keys(build ?? {}).filter((key) => !["context", "dockerfile", "args"].includes(key)))
          .toEqual([]);
        expect(JSON.stringify([build?.["context"], build?.["dockerfile"], file])).not.toContain("$");
        expect(JSON.stringify(service["volumes"] ?? []), "no binds").not.toMatch(/"[./~]/);
        if (layer === "base") expect(service["labels"]).toHaveProperty(["com.codegen.project_id"]);
      }
    }
  });
});

const allowed = new Set(
  ("image build command environment env_file labels restart depends_on healthcheck stop_grace_period deploy " +
    "volumes ports").split(" "),
);
