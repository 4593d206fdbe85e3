import type { Command } from "./command.ts";
import { check } from "./commands/check.ts";
import { completions } from "./commands/completions.ts";
import { dbReset, dbShell } from "./commands/db.ts";
import { describe } from "./commands/describe.ts";
import { dev } from "./commands/dev.ts";
import { explain } from "./commands/explain.ts";
import { fix } from "./commands/fix.ts";
import { fuzz } from "./commands/fuzz.ts";
import { generate, plan } from "./commands/generate.ts";
import { help } from "./commands/help.ts";
import { init } from "./commands/init.ts";
import { migrateMerge } from "./commands/migrate-merge.ts";
import { migrateNew } from "./commands/migrate-new.ts";
import { migrateDown, migrateStatus, migrateUp } from "./commands/migrate-run.ts";
import { routes } from "./commands/routes.ts";
import { schema } from "./commands/schema.ts";
import { setup } from "./commands/setup.ts";
import { test } from "./commands/test.ts";
import { version } from "./commands/version.ts";
import { why } from "./commands/why.ts";

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  init,
  generate,
  plan,
  migrateNew,
  migrateMerge,
  migrateUp,
  migrateDown,
  migrateStatus,
  check,
  fix,
  fuzz,
  setup,
  dev,
  test,
  dbReset,
  dbShell,
  describe,
  routes,
  why,
  explain,
  schema,
  completions,
  version,
  help,
];
