/**
 * What other plugins may add to the workspace files; entries are printed sorted. A `tree` is for what several of them may
 * need at once: they add equal values.
 */
import { definePoint, z } from "../../mod.ts";

export { ACTIONS } from "./actions.ts";
export { envContractFile, rawEntry } from "./env-contract.ts";
export { type JobHead, jobHead } from "./job-head.ts";

/** A package of the workspace. Key: its path. */
export const members = definePoint(
  "project/members",
  "list",
  z.strictObject({
    /** Folder of its `pyproject.toml`: `services/backend`. */
    path: z.string(),
    distribution: z.string(),
  }),
);

/** Tools for working on the project. Key: the distribution. */
export const devDependencies = definePoint(
  "project/dev-dependencies",
  "list",
  /** As `requirement` of plugin python makes it. */
  z.strictObject({ requirement: z.string() }),
);

/** A variable of the environment, for `.env.example`. Key: its name. */
export const env = definePoint(
  "project/env",
  "tree",
  z.strictObject({
    name: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
    description: z.string(),
    /** A value to begin with; null for one that everybody has to find himself. */
    example: z.string().nullable(),
  }),
);

/** Lines of AGENTS.md. Keys decide the order. */
export const agents = definePoint(
  "project/agents",
  "list",
  z.strictObject({
    /** `contracts`: what others rely on; `yours`: files to be edited; `rules`: how to work in them; `gate`: what to run. */
    section: z.enum(["contracts", "yours", "rules", "gate"]),
    /** Items of a list, as a template of the plugin prints them. */
    markdown: z.string().regex(/^- [^]*\n$/),
  }),
);

/** A path that git leaves alone. Key: the path. */
export const ignore = definePoint(
  "project/ignore",
  "list",
  z.strictObject({ path: z.string().regex(/^[A-Za-z0-9._\/-]+$/) }),
);

/** A target of the Makefile. Key: its name. */
export const make = definePoint(
  "project/make",
  "tree",
  /** The rule, as a template of the plugin prints it. `$(SERVICE)` is what the user gives, else the first service with tables. */
  z.strictObject({ rule: z.string().regex(/^[a-z][a-z-]*:[^]*\n$/) }),
);

/** A job of the CI workflow beside `lint-and-test`. Key: its id. */
export const jobs = definePoint(
  "project/jobs",
  "list",
  /** The job, as a template of the plugin prints it. */
  z.strictObject({ job: z.string().regex(/^ {2}[a-z][a-z-]*:\n[^]*\n$/) }),
);
