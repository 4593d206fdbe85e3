// A container engine that lives as long as the process that started it, however that process ends.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { definedOnly } from "./defined-only.ts";
import { type Guard, guarded } from "./guard.ts";

export interface Engine {
  /** The client. It finds its engine by `env`, and with a Compose also `docker compose`. */
  readonly docker: string;
  readonly env: Readonly<Record<string, string>>;
  /** Stop the engine with all that runs in it, and delete its data. A second call does nothing. */
  stop(): Promise<void>;
}

const startLimitMs = 60_000;

/** `folder` is the part `engine` of the toolchain. */
export async function startEngine(folder: string, compose: string | null): Promise<Engine> {
  const scratch = mkdtempSync(join(tmpdir(), "svc-engine-"));
  const root = join(folder, "root");
  const socket = join(scratch, "socket");
  const env = {
    ...definedOnly(process.env),
    PATH: [join(root, "usr/bin"), join(root, "usr/sbin"), join(scratch, "bin"), process.env["PATH"] ?? ""]
      .join(":"),
    XTABLES_LIBDIR: join(root, "usr/lib/x86_64-linux-gnu/xtables"),
    LD_LIBRARY_PATH: join(root, "usr/lib/x86_64-linux-gnu"),
    DOCKER_HOST: `unix://${socket}`,
    DOCKER_CONFIG: join(scratch, "config"),
    DOCKER_BUILDKIT: "1",
  };
  // Names in the network of containers are answered with its help; an installation would make the link.
  mkdirSync(join(scratch, "bin"));
  symlinkSync(join(root, "usr/sbin/xtables-nft-multi"), join(scratch, "bin/iptables"));
  mkdirSync(join(scratch, "config/cli-plugins"), { recursive: true });
  if (compose !== null) symlinkSync(compose, join(scratch, "config/cli-plugins/docker-compose"));
  const guard = launch(scratch, [
    join(root, "usr/sbin/dockerd"),
    ...["--data-root", join(scratch, "data"), "--exec-root", join(scratch, "exec")],
    ...["--pidfile", join(scratch, "pid"), "--host", `unix://${socket}`, "--storage-driver", "overlay2"],
    // The machine's firewall and interfaces stay as they are: containers reach each other and nothing outside.
    ...["--bridge=none", "--iptables=false", "--ip6tables=false"],
  ], env);
  const engine: Engine = { docker: join(root, "usr/bin/docker"), env, stop: guard.release };
  try {
    const deadline = Date.now() + startLimitMs;
    while (!existsSync(socket) || Bun.spawnSync([engine.docker, "info"], { env }).exitCode !== 0) {
      if (Date.now() > deadline || guard.ended()) {
        throw new Error(
          `engine: dockerd does not start\n${tail(readFileSync(join(scratch, "log"), "utf8"))}`,
        );
      }
      await Bun.sleep(100);
    }
    const images = join(folder, "images.tar");
    if (existsSync(images)) {
      const { exitCode, stderr } = Bun.spawnSync([engine.docker, "load", "-q", "-i", images], { env });
      if (exitCode !== 0) throw new Error(`engine: docker load failed: ${stderr}`);
    }
    return engine;
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

/**
 * A shell that starts the engine, waits until our end of its standard input is closed, and then stops it. The kernel
 * closes that end also when we are killed, so there is one way to stop and no signal handler.
 */
function launch(scratch: string, command: readonly string[], env: Readonly<Record<string, string>>): Guard {
  const script = `scratch=$1; shift
    "$@" >"$scratch/log" 2>&1 & engine=$!
    cat >/dev/null
    kill $engine 2>/dev/null
    wait $engine
    umount "$scratch/exec/netns/default" 2>/dev/null
    rm -rf "$scratch"`;
  // Its own process group: an interrupt at the terminal is for us, and we let go of it then.
  return guarded(script, ["svc-engine-guard", scratch, ...command], { detached: true, env });
}

function tail(text: string): string {
  return text.trimEnd().split("\n").slice(-10).join("\n");
}
