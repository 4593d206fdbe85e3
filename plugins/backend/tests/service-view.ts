import { py } from "../../../mod.ts";
import { serviceModule, settingsRef } from "../refs.ts";
import { type Context, type Served, servedOf } from "./context.ts";
import { someKey } from "./payload.ts";
import type { ServiceTestsView } from "./views.ts";

export function serviceTestsView(context: Context): ServiceTestsView {
  const { index, service } = context;
  const served = service.domains.flatMap((id) => servedOf(context, index.domain(id)));
  const withBody = served.find(({ operation, route }) =>
    operation.input !== null && route.queryParams.length === 0
  );
  const hasDatabase = service.owns.some((id) => index.entity(id).table !== null);
  const required = index.model.settings.filter((setting) =>
    setting.default === undefined && setting.requiredIn.length === 0 && setting.type.kind !== "optional"
  );
  const names = ["APP_ENV", ...(hasDatabase ? ["DATABASE_URL"] : []), ...required.map(({ env }) => env)];
  return {
    name: py.str(service.names.package),
    packageModule: py.ref({ module: service.names.package, name: "" }),
    prefix: py.str(`${service.names.package}.`),
    settings: py.ref(settingsRef(service)),
    createApp: py.ref({ module: serviceModule(service, "generated.app"), name: "create_app" }),
    operations: py.int(served.length),
    isWired: service.wiring,
    aliases: aliasesOf(served),
    required: names.map((name) => py.str(`${name}: is not set.`)),
    checkMigrations: hasDatabase
      ? py.ref({ module: "shared.runtime.testing_database", name: "check_migrations" })
      : null,
    body: withBody === undefined ? null : {
      node: withBody.operation.id,
      method: py.str(withBody.route.method),
      path: py.str(
        withBody.route.segments.map((segment) => `/${segment.kind === "text" ? segment.text : someKey}`).join(
          "",
        ) || "/",
      ),
    },
  };
}

function aliasesOf(served: readonly Served[]): ServiceTestsView["aliases"] {
  const rows = served.flatMap(({ route }) =>
    route.aliases.map((alias) => py.tuple([route.method, route.path, alias].map(py.str)))
  );
  if (rows.length === 0) return null;
  return { rows: py.args(rows), route: py.ref({ module: "fastapi.routing", name: "APIRoute" }) };
}
