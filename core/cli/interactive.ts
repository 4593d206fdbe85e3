import type { Context } from "./command.ts";

/**
 * Whether somebody is there to be asked. Decided before anything that asks is loaded; where it says no, a missing answer
 * is exit 3 and names its flag.
 */
export function isInteractive({ host, json, noInput }: Context): boolean {
  const { output } = host;
  return output.inIsTerminal && output.errIsTerminal && !json && !noInput && (host.env("CI") ?? "") === "";
}
