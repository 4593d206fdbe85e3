import type { FileContribution } from "../../mod.ts";
import { backend as templates } from "../../templates/index.ts";
import { runtimeFile } from "../python/contract.ts";

/** Modules that know SQLAlchemy or Alembic. */
const DATABASE_MODULES = new Set([
  "runtime/alterations.py",
  "runtime/columns.py",
  "runtime/comparisons.py",
  "runtime/conditions.py",
  "runtime/database.py",
  "runtime/indexes.py",
  "runtime/links.py",
  "runtime/migrations.py",
  "runtime/orm.py",
  "runtime/pagination.py",
  "runtime/renamed.py",
  "runtime/repository.py",
  "runtime/revisions.py",
  "runtime/sqlite_columns.py",
  "runtime/testing_database.py",
]);

/** The support code that the services of a project need. */
export function* runtimeFiles(withDatabase: boolean): Iterable<FileContribution> {
  for (const [path, text] of Object.entries(templates.static)) {
    if (!path.startsWith("runtime/") || (!withDatabase && DATABASE_MODULES.has(path))) continue;
    yield runtimeFile(path, text);
  }
}
