import type { Command, Host, RunningProcess } from "../host/host.ts";
import type { Service } from "../model/service.ts";
import { childEnvironment } from "./uv.ts";

/** Longer than a service takes to finish its running requests (20 s). */
const GRACE_MS = 25_000;
const LOOK_AGAIN_MS = 50;

/** A service as a process: it serves, or does what its arguments say. */
export function serviceCommand(
  host: Host,
  service: Service,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Omit<Command, "output"> {
  return {
    program: "uv",
    args: ["run", "--no-sync", "--env-file", ".env", "python", "-m", service.names.package, ...args],
    env: { ...childEnvironment(host), ...env },
  };
}

/** End processes politely, and those that do not listen by force. */
export async function stopAll({ clock }: Host, children: readonly RunningProcess[]): Promise<void> {
  for (const child of children) child.signal("SIGTERM");
  let haveEnded = false;
  const all = Promise.all(children.map((child) => child.ended)).then(() => haveEnded = true);
  // In small steps: one long sleep would keep svc alive after the processes are gone.
  const deadline = clock.monotonic() + GRACE_MS;
  while (!haveEnded && clock.monotonic() < deadline) await clock.sleep(LOOK_AGAIN_MS);
  if (!haveEnded) { for (const child of children) child.signal("SIGKILL"); }
  await all;
}
