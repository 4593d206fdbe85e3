import { systemFinding } from "../apply/refusal.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import { githubAnnotations } from "../diagnostics/github.ts";
import { findingsJson } from "../diagnostics/json.ts";
import { printDiagnostics } from "../diagnostics/print.ts";
import { sarifLog } from "../diagnostics/sarif.ts";
import { attempt } from "../host/attempt.ts";
import type { Command, Context, Result } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { fullCatalogue } from "./full-catalogue.ts";

/** Print the answer of a command, null where none was reached; returns the exit code. */
export function printResult(result: Result, command: Command | null, context: Context): ExitCode {
  const printed = attempt(() => print(result, command, context));
  if (printed.ok) return result.exit;
  // It goes to a file, and the disk is full: half an answer is none.
  context.host.output.err(
    printDiagnostics([systemFinding(printed.error)], new Map(), { color: context.errColor }),
  );
  return EXIT.tool;
}

/** In the form that was asked for. */
function print(result: Result, command: Command | null, context: Context): void {
  const { exit, text, data, findings, sources, next, notes, format = "text" } = result;
  const { host, json } = context;
  if (json) {
    const envelope = {
      schema: `svc.${(command?.name ?? "svc").replaceAll(" ", "-")}/1`,
      ok: exit === EXIT.ok,
      data,
      findings: findingsJson(findings, sources, host.sha256),
      next,
    };
    host.output.out(`${JSON.stringify(envelope)}\n`);
    return;
  }
  if (format === "github") return host.output.out(githubAnnotations(findings, sources));
  if (format === "sarif") {
    const log = sarifLog(findings, sources, {
      version: context.version,
      catalogue: fullCatalogue(context.plugins),
      sha256: host.sha256,
    });
    return host.output.out(`${JSON.stringify(log, null, 1)}\n`);
  }
  if (text !== "") host.output.out(text);
  if (findings.length > 0) {
    const printed = (color: boolean) => printDiagnostics(findings, sources, { color, all: context.verbose });
    // Findings are what a check answers; with other commands they stand beside the answer.
    if (command?.group === "check") host.output.out(printed(context.color));
    else host.output.err(printed(context.errColor));
  }
  if (notes !== undefined) host.output.err(notes);
  const steps = next.length > 0 && !hasErrors(findings);
  if (steps) {
    host.output.err(`\nNext:\n${next.map(({ cmd, why }) => `  ${cmd.padEnd(16)} ${why}\n`).join("")}`);
  }
}
