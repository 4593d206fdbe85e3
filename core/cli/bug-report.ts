/** What to print when svc itself is at fault: something that can be pasted into an issue. */
export function bugReport(error: unknown, args: readonly string[], version: string): string {
  const stack = error instanceof Error ? error.stack ?? error.message : String(error);
  return [
    "",
    "error: this is a bug in svc, not in your project. Nothing is half-written: a next run finishes or undoes.",
    "Please report it with these lines (look them over first: they hold your arguments):",
    "",
    `svc ${version}`,
    `arguments: ${JSON.stringify(args)}`,
    stack,
    "",
  ].join("\n");
}
