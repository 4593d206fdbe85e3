import { z } from "../schema/schema.ts";
import type { Command } from "./command.ts";

/** One option as the parser of arguments wants it. */
export interface Option {
  readonly key: string;
  /** `--dry-run`, `--ours <path>` */
  readonly flags: string;
  readonly description: string;
  readonly repeats: boolean;
  /** `-m` */
  readonly short: string | null;
}

/** What the declaration of an option may say of how it is written. */
interface Writing {
  readonly short?: string;
  /** What stands for its value in the help. */
  readonly placeholder?: string;
}

/** Options of a command, from the shape of its input. */
export function optionsOf({ input, positionals }: Command): Option[] {
  return Object.entries(input.shape).filter(([key]) => !positionals.includes(key)).map(([key, schema]) => {
    const type = unwrap(schema as z.ZodType);
    const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const repeats = type instanceof z.ZodArray;
    const { short, placeholder } = writingOf(schema as z.ZodType);
    const value = placeholder ?? (repeats ? "path" : key.toLowerCase());
    const flags = type instanceof z.ZodBoolean ? flag : `${flag} <${value}>`;
    const description = (schema as z.ZodType).description ?? "";
    return { key, flags, description, repeats, short: short ?? null };
  });
}

function writingOf(schema: z.ZodType): Writing {
  const { short, placeholder } = schema.meta() ?? {};
  return {
    ...(typeof short === "string" ? { short } : {}),
    ...(typeof placeholder === "string" ? { placeholder } : {}),
  };
}

/** The few values that an option or a positional can have; none where there are many. */
export function choicesOf(schema: z.ZodType): readonly string[] {
  const type = unwrap(schema);
  return type instanceof z.ZodEnum ? type.options.map(String) : [];
}

/** Whether a positional takes all words that are left. */
export function takesMany({ input }: Command, name: string): boolean {
  return unwrap(input.shape[name] as z.ZodType) instanceof z.ZodArray;
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}
