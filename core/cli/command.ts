import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Host } from "../host/host.ts";
import type { Plugin } from "../plugin/define-plugin.ts";
import type { Starter } from "../plugin/starter.ts";
import type { z } from "../schema/schema.ts";
import type { Json } from "../text/json.ts";
import type { Source } from "../text/source.ts";
import type { ExitCode } from "./exit-code.ts";

export type Group = "project" | "check" | "run" | "learn";

/**
 * One command, declared once: arguments, help and `help --json` are derived from it. Keys of `input` are
 * options (`dryRun` → `--dry-run`), except those named in `positionals`.
 */
export interface Command<Input extends z.ZodObject = z.ZodObject> {
  /** `generate`, or two words: `migrate new`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly group: Group;
  readonly summary: string;
  /** What it does to the world. */
  readonly effect: "reads" | "writes files" | "writes files, network" | "starts processes";
  readonly input: Input;
  readonly positionals: readonly (keyof z.infer<Input> & string)[];
  readonly examples: readonly string[];
  run(input: z.infer<Input>, context: Context): Promise<Result>;
}

export function defineCommand<Input extends z.ZodObject>(command: Command<Input>): Command {
  return command as unknown as Command;
}

/** The world that the command line works on. */
export interface World {
  readonly host: Host;
  /** The same world, seen from another folder. */
  hostAt(folder: string): Host;
  readonly plugins: readonly Plugin[];
  readonly starters: readonly Starter[];
  readonly version: string;
  /** Names this very build of svc; null where it has no name, as when it runs from its sources. */
  readonly build: string | null;
}

/** What a command gets: the world, and what was said about it for all commands. */
export interface Context extends World {
  /** Whether standard output shows colours, and whether standard error does: one may be a file, the other a terminal. */
  readonly color: boolean;
  readonly errColor: boolean;
  readonly verbose: boolean;
  /** Whether somebody said that nothing may be asked. */
  readonly noInput: boolean;
  /** The answer is to be JSON, so nothing else may go to standard output. */
  readonly json: boolean;
  readonly commands: readonly Command[];
}

/** What a command has to say; printing it is not its business. */
export interface Result {
  readonly exit: ExitCode;
  /** The answer for people: standard output. */
  readonly text: string;
  /** The answer for programs. */
  readonly data: Json;
  readonly findings: readonly Diagnostic[];
  /** For printing findings. */
  readonly sources: ReadonlyMap<string, Source>;
  /** For programs that are no friends of JSON envelopes: findings as they want them, instead of text. */
  readonly format?: "text" | "github" | "sarif";
  /** Facts beside the answer: standard error. */
  readonly notes?: string;
  /** What to do next, as commands that can be run. */
  readonly next: readonly Next[];
}

export interface Next {
  readonly cmd: string;
  readonly why: string;
}

/** A result without findings. */
export function answer(text: string, data: Json, next: readonly Next[] = []): Result {
  return { exit: 0, text, data, findings: [], sources: new Map(), next };
}

/** A result that is one finding, about no file. */
export function refusal(exit: ExitCode, finding: Diagnostic, data: Json = null): Result {
  return { exit, text: "", data, findings: [finding], sources: new Map(), next: [] };
}
