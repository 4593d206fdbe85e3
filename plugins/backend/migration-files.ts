import { type Code, type FileContribution, ini, type Py, py, render } from "../../mod.ts";
import { backend as templates } from "../../templates/index.ts";
import { header, PROJECT_SPEC, serviceFile, serviceFolder, sourceFolder } from "../python/contract.ts";
import type { BackendService } from "./backend-service.ts";
import { formerly, ref, serviceModule } from "./refs.ts";

/** View of `templates/backend/migrations-env.eta`. */
export interface MigrationsEnvView {
  /** Of `run_migrations`. */
  readonly args: Py;
}

/** View of `templates/backend/alembic.eta`. */
export interface AlembicView {
  readonly header: readonly Code<"ini">[];
  readonly package: Code<"ini">;
}

/** What Alembic needs besides the revisions. */
export function* migrationFiles({ service }: BackendService): Iterable<FileContribution> {
  const view = {
    args: py.args([
      py.expr`${ref(serviceModule(service, "generated.orm"), "Base")}.metadata`,
      py.kw("schema", py.str(service.names.package)),
      ...formerly(service),
    ]),
  };
  yield serviceFile(service, templates.migrationsEnv, () => view, {
    module: "migrations.env",
    docstring: "What Alembic runs.",
    sources: [PROJECT_SPEC],
  });
  yield {
    kind: "file",
    path: `${sourceFolder(service)}/migrations/script.py.mako`,
    ownership: "generated",
    text: templates.static["migrations/script.py.mako"],
    origins: [],
  };
  const { text, origins } = render(templates.alembic, {
    header: header([PROJECT_SPEC]).map(ini.comment),
    package: ini.value(service.names.package),
  });
  yield {
    kind: "file",
    path: `${serviceFolder(service)}/alembic.ini`,
    ownership: "generated",
    text,
    origins,
  };
}
