import type { Host } from "../host/host.ts";
import { cliFindings as found } from "./diagnostics.ts";
import type { Context, Result } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";

/**
 * What a child of svc needs: uv brings its own root certificates, and where the machine has others a stripped
 * environment would fail with "UnknownIssuer".
 */
export function childEnvironment(host: Host): Record<string, string | undefined> {
  const keep = host.env("UV_SYSTEM_CERTS");
  return { UV_SYSTEM_CERTS: keep ?? "1" };
}

/** The result of a command that cannot run because a tool is missing. */
function missingTool(problem: string, way: string): Result {
  return failed(EXIT.tool, problem, way, null);
}

export function failed(exit: ExitCode, problem: string, way: string, childExit: number | null): Result {
  return {
    exit,
    text: "",
    data: childExit === null ? null : { child_exit: childExit },
    findings: [found.SVC0702(undefined, { problem, way })],
    sources: new Map(),
    next: [],
  };
}

/** uv on PATH, or the result to end with. */
export function requireUv({ host }: Context): Result | null {
  if (host.processes.find("uv") !== null) return null;
  return missingTool("uv is not on PATH", "install uv 0.13 or newer, for example: pip install uv");
}
