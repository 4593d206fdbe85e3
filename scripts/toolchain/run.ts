import process from "node:process";

/** Run an installer; if it fails, throw one line that says what failed and why. */
export async function run(
  what: string,
  command: readonly string[],
  env: Record<string, string | undefined> = process.env,
): Promise<void> {
  const child = Bun.spawn([...command], {
    env,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    timeout: 600_000,
  });
  const [code, stdout, stderr] = await Promise.all([child.exited, child.stdout.text(), child.stderr.text()]);
  if (code !== 0) {
    throw new Error(`toolchain: ${what} failed: ${lastLine(stderr) ?? lastLine(stdout) ?? `exit ${code}`}`);
  }
}

function lastLine(text: string): string | undefined {
  return text.split("\n").map((line) => line.trim()).findLast((line) => line !== "");
}
