/** Wires the real host and the built-in plugins, runs the command line, sets the exit code; nothing else. */
import process from "node:process";
import pkg from "./package.json" with { type: "json" };

/** Set by `scripts/build.ts`: the hash of all that is in the binary. */
declare const SVC_BUILD: string | undefined;
const build = typeof SVC_BUILD === "undefined" ? null : SVC_BUILD;

const args = process.argv.slice(2);
if (args.length === 1 && args[0] === "--version") {
  // Before anything is loaded: scripts ask this often. The stream behind process.stdout alone would double the time.
  console.log(`svc ${pkg.version}`);
} else {
  const [{ runCli }, { bunHost }, { plugins }, { starters }, { bugReport }] = await Promise.all([
    import("./core/cli/run-cli.ts"),
    import("./core/host/bun.ts"),
    import("./plugins/registry.ts"),
    import("./plugins/starters.ts"),
    import("./core/cli/bug-report.ts"),
  ]);
  const root = process.cwd();
  const host = bunHost(root);
  try {
    const hostAt = (folder: string) => bunHost(folder.startsWith("/") ? folder : `${root}/${folder}`);
    process.exitCode = await runCli(args, { host, hostAt, plugins, starters, version: pkg.version, build });
  } catch (error) {
    process.stderr.write(bugReport(error, args, pkg.version));
    process.exitCode = 70;
  }
}
