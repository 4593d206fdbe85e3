// One project in containers, from its own Dockerfile and Compose files: built, started, deployed, rolled back, stopped.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { type Engine, startEngine } from "../../scripts/engine.ts";
import { freePort } from "../../scripts/free-port.ts";
import type { GeneratedProject } from "../support/generated-project.ts";
import { judge, ran } from "../support/judge.ts";
import { Court } from "../support/judge-court.ts";
import { edit } from "../support/judge-suite.ts";
import { testToolchain } from "../support/toolchain.ts";

const toolchain = await testToolchain();
if (toolchain.engine === null) console.log("no containers: only root can run an engine");

describe.skipIf(toolchain.engine === null)("containers", () => {
  const court = new Court();
  let engine: Engine;
  let project: GeneratedProject;
  let port: number;
  let image: string;
  /** Of the service that nobody calls. */
  let bot: string;

  beforeAll(async () => {
    // The image that the engine has is one of Debian's Python.
    project = await court.project({ starter: "library", python: "3.13" });
    edit(
      project,
      "services.yml",
      "services:\n",
      "services:\n  bot: { type: python, depends_on: [backend] }\n",
    );
    await project.svc("generate");
    await project.svc("setup");
    engine = await startEngine(toolchain.engine!, toolchain.deploy!.compose);
    port = await freePort();
  }, 600_000);
  afterAll(async () => {
    await engine?.stop();
    await court.close();
  }, 120_000);

  const docker = (args: readonly string[], folder = project.folder) =>
    judge([engine.docker, ...args], { folder, env: engine.env });
  const compose = (layers: readonly string[], args: readonly string[]) =>
    docker([
      ...["compose", "--project-name", "judged", "--env-file", ".env"],
      ...layers.flatMap((layer) => ["-f", layer]),
      ...args,
    ]);
  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: answer.status, body: await answer.json() as Record<string, unknown> };
  };

  test(
    "the image is built from little, with the locked packages, and runs as nobody of importance",
    async () => {
      // There is no bridge to a network: the build borrows the machine's.
      const build = [
        "build",
        "--network",
        "host",
        "--build-arg",
        "GIT_SHA=c0ffee",
        "-f",
        "services/backend/Dockerfile",
      ];
      const said = await docker([...build, "--progress", "plain", "-t", "judged-backend", "."]);
      expect(Number(/transferring context: ([\d.]+)kB/.exec(said)?.[1])).toBeLessThan(1000);
      image = (await docker(["image", "inspect", "--format", "{{.Id}}", "judged-backend"])).trim();
      const inside = (...command: string[]) =>
        docker(["run", "--rm", "--network", "none", image, ...command]);
      expect(await inside("python", "-c", "import os; print(os.getuid())")).toBe("10001\n");
      expect(await inside("python", "-c", "import shutil; print(shutil.which('uv'), shutil.which('gcc'))"))
        .toBe(
          "None None\n",
        );
      await expect(inside("python", "-c", "import pytest")).rejects.toThrow("ModuleNotFoundError");
      const locked = /name = "fastapi"\nversion = "([^"]+)"/.exec(project.text("uv.lock"))![1]!;
      expect(await inside("python", "-c", "import fastapi; print(fastapi.__version__)")).toBe(`${locked}\n`);
    },
    600_000,
  );

  test("the image of a service that nobody calls has nothing of HTTP", async () => {
    const build = ["build", "--network", "host", "-f", "services/bot/Dockerfile", "-t", "judged-bot", "."];
    await docker(build);
    bot = (await docker(["image", "inspect", "--format", "{{.Id}}", "judged-bot"])).trim();
    const inside = (...command: string[]) =>
      docker(["run", "--rm", "--network", "none", bot, "python", "-c", ...command]);
    await expect(inside("import fastapi")).rejects.toThrow("ModuleNotFoundError");
    expect(await inside("import structlog, bot.main, os; print(os.getuid())")).toBe("10001\n");
  }, 600_000);

  test("base and dev start, migrate and get ready", async () => {
    writeFileSync(project.path("judge.yml"), ports("db: { ports: !override [] }"));
    const layers = [
      "infra/compose.base.yml",
      "infra/compose.dev.yml",
      "infra/compose.local.yml",
      "judge.yml",
    ];
    await compose(layers, ["up", "--detach", "--no-build", "--wait"]);
    expect(await get("/ready")).toMatchObject({ status: 200 });
    expect((await get("/version")).body).toMatchObject({ git_sha: "c0ffee" });
    expect(await docker(["logs", "judged-bot-1"])).toContain("started");
    await compose(layers, ["down", "--volumes"]);
  }, 600_000);

  test("a release is rolled out by its digest, and one that does not start is rolled back", async () => {
    const good = release("good", image);
    await rollOut(good);
    expect(await get("/ready")).toMatchObject({ status: 200 });
    const networks = "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}";
    expect(await docker(["inspect", "--format", networks, "judged-bot-1"])).toBe("judged_inside \n");
    const call = "import urllib.request as r; print(r.urlopen('http://backend:8000/health').status)";
    expect(await docker(["exec", "judged-bot-1", "python", "-c", call])).toBe("200\n");

    writeFileSync(
      join(good, "Dockerfile"),
      `FROM judged-backend\nCMD ["python", "-c", "raise SystemExit(1)"]\n`,
    );
    await docker(["build", "-q", "-t", "judged-broken", "."], good);
    const id = (await docker(["image", "inspect", "--format", "{{.Id}}", "judged-broken"])).trim();
    const { code, text } = await ran(["sh", join(release("bad", id), "infra/rollout.sh"), "judged"], {
      folder: project.folder,
      env: engine.env,
    });
    expect([code, text]).toEqual([1, expect.stringContaining(`rolled back to: ${good}`)]);
    expect(await get("/ready")).toMatchObject({ status: 200 });
  }, 600_000);

  test("a stop lets the request that is being sent come to its end", async () => {
    const body = JSON.stringify({ name: "Ursula K. Le Guin" });
    const head = `POST /authors HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n` +
      `content-length: ${body.length}\r\n\r\n`;
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.on("data", (chunk) => answer += chunk);
    socket.write(head + body.slice(0, 5));
    await Bun.sleep(500);
    const stopped = docker(["stop", "--time", "30", "judged-backend-1"]);
    await Bun.sleep(1000);
    socket.write(body.slice(5));
    await closed;
    await stopped;
    expect(answer).toStartWith("HTTP/1.1 201 ");
    const state = await docker([
      "inspect",
      "--format",
      "{{.State.OOMKilled}} {{.State.ExitCode}}",
      "judged-backend-1",
    ]);
    // It went of its own accord, and nobody had to kill it.
    expect(state).toBe("false 0\n");

    await docker(["stop", "--time", "30", "judged-bot-1"]);
    expect(await docker(["logs", "judged-bot-1"])).toContain('"event":"stopped"');
    expect(await docker(["inspect", "--format", "{{.State.ExitCode}}", "judged-bot-1"])).toBe("0\n");
  }, 600_000);

  const ports = (more = "") =>
    `services: { backend: { ports: !override ["127.0.0.1:${port}:8000"] }${
      more === "" ? "" : `, ${more}`
    } }\n`;

  /** A folder as the workflow leaves it on the server. */
  function release(name: string, reference: string): string {
    const folder = project.path(`../releases/${name}`);
    mkdirSync(folder, { recursive: true });
    cpSync(project.path("infra"), join(folder, "infra"), { recursive: true });
    writeFileSync(join(folder, ".env"), `${project.text(".env")}\nBACKEND_PORT=${port}\n`);
    writeFileSync(join(folder, "images.env"), `BACKEND_IMAGE=${reference}\nBOT_IMAGE=${bot}\n`);
    return folder;
  }

  const rollOut = (folder: string) =>
    judge(["sh", join(folder, "infra/rollout.sh"), "judged"], { folder: project.folder, env: engine.env });
});
