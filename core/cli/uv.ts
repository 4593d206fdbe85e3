import type { Host } from "../host/host.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { type Context, refusal, type Result } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";

/**
 * What a child of svc needs: uv brings its own root certificates, and where the machine has others a stripped
 * environment would fail with "UnknownIssuer".
 */
export function childEnvironment(host: Host): Record<string, string | undefined> {
  const keep = host.env("UV_SYSTEM_CERTS");
  return { UV_SYSTEM_CERTS: keep ?? "1" };
}

/** A program that is missing, or ended with this code, as the result of a command. */
export function failed(
  exit: ExitCode,
  problem: string,
  way: string,
  childExit: number | null = null,
): Result {
  const data = childExit === null ? null : { child_exit: childExit };
  return refusal(exit, found.SVC0702(undefined, { problem, way }), data);
}

export const NO_UV = {
  problem: "uv is not on PATH",
  way: "install uv 0.13 or newer, for example: pip install uv",
};

/** uv on PATH, or the result to end with. */
export function requireUv({ host }: Context): Result | null {
  if (host.processes.find("uv") !== null) return null;
  return failed(EXIT.tool, NO_UV.problem, NO_UV.way);
}
