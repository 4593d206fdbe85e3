import { type ErrorCode, type ModelIndex, type Py, py } from "../../../mod.ts";
import { formerVariables, missingVariables } from "../../python/contract.ts";
import { answerOf, type BuiltInCode } from "../built-in-error.ts";
import { filled } from "../error-form.ts";
import { errorOptionsOf } from "../options.ts";
import { serviceModule, settingsRef } from "../refs.ts";
import { type Context, type Served, servedOf } from "./context.ts";
import { someId } from "./ids.ts";
import type { ServiceTestsView } from "./views.ts";

export function serviceTestsView(context: Context): ServiceTestsView {
  const { index, service } = context;
  const served = service.domains.flatMap((id) => servedOf(context, index.domain(id)));
  const withBody = served.find(({ operation, route }) =>
    operation.input !== null && route.queryParams.length === 0
  );
  /** What stands in a path does not matter: the body is refused first. */
  const sent = (wire: string) => {
    const type = withBody?.operation.params.find((param) => param.wire === wire)?.type;
    return type?.kind === "row" ? String(someId(index, type.model)) : "1";
  };
  const nowhere = pathOfNobody(served);
  const method = methodOfNobody(served);
  const hasDatabase = service.owns.some((id) => index.entity(id).table !== null);
  return {
    name: py.str(service.names.package),
    packageModule: py.ref({ module: service.names.package, name: "" }),
    prefix: py.str(`${service.names.package}.`),
    settings: py.ref(settingsRef(service)),
    createApp: py.ref({ module: serviceModule(service, "generated.app"), name: "create_app" }),
    unknown: py.list([
      py.tuple([py.str("GET"), py.str(nowhere), ...answer(index, "NOT_FOUND")]),
      ...(method === undefined
        ? []
        : [py.tuple([py.str(method), py.str("/health"), ...answer(index, "METHOD_NOT_ALLOWED")])]),
    ]),
    unreadable: py.list([
      py.tuple([py.expr`b"\xff"`, ...answer(index, "BODY_UNREADABLE")]),
      py.tuple([py.expr`b" " * (1 << 21)`, ...answer(index, "BODY_TOO_LARGE")]),
    ]),
    ownForm: ownForm(index, nowhere),
    operations: py.int(served.length),
    isWired: service.wiring,
    aliases: aliasesOf(served),
    required: missingVariables(index, service, hasDatabase ? ["DATABASE_URL"] : []),
    former: formerVariables(index, service),
    checkMigrations: hasDatabase
      ? py.ref({ module: "shared.runtime.testing_database", name: "check_migrations" })
      : null,
    body: withBody === undefined ? null : {
      node: withBody.operation.id,
      method: py.str(withBody.route.method),
      path: py.str(
        withBody.route.segments.map((segment) =>
          `/${segment.kind === "text" ? segment.text : sent(segment.name)}`
        )
          .join("") || "/",
      ),
    },
  };
}

function answer(index: ModelIndex, code: BuiltInCode): readonly [status: Py, code: Py] {
  const { status, code: answered } = answerOf(index, code);
  return [py.int(status), py.str(answered)];
}

/** A path of which no operation would say that it is its own: prefixes may be empty, and `/{book_id}` takes any word. */
function pathOfNobody(served: readonly Served[]): string {
  let path = "/nowhere";
  while (served.some((each) => isAt(each, path))) path += "/nowhere";
  return path;
}

/** What no operation and no answer of every service is asked with at `/health`. */
function methodOfNobody(served: readonly Served[]): string | undefined {
  return ["PUT", "PATCH", "DELETE", "POST"].find((method) =>
    !served.some((each) => each.route.method === method && isAt(each, "/health"))
  );
}

function isAt({ route }: Served, path: string): boolean {
  const asked = path.split("/");
  return [route.path, ...route.aliases].some((own) => {
    const segments = own.split("/");
    return segments.length === asked.length &&
      segments.every((segment, at) => segment.startsWith("{") || segment === asked[at]);
  });
}

/** What a request of a path that is not there is told. */
function ownForm(index: ModelIndex, nowhere: string): ServiceTestsView["ownForm"] {
  const { body } = errorOptionsOf(index.model);
  if (body === null) return null;
  const [status, code] = answer(index, "NOT_FOUND");
  const own = index.replacing("NOT_FOUND");
  const values: Readonly<Record<string, Py>> = {
    $code: code,
    $class: py.str(own?.names.class ?? "NotFoundError"),
    $status: status,
    $message: py.str(own === null ? "Not Found" : textOf(own)),
    $details: py.dict([]),
    $fields: py.list([]),
    $messages: py.dict([]),
    $path: py.str(nowhere),
    $request_id: py.expr`response.headers["X-Request-ID"]`,
  };
  const now = (path: readonly (string | number)[]) =>
    path.reduce<Py>(
      (at, step) => py.subscript(at, [typeof step === "number" ? py.int(step) : py.str(step)]),
      py.name("body"),
    );
  return {
    path: py.str(nowhere),
    status,
    expected: filled(body, (hole, path) => hole === "$now" ? now(path) : values[hole] ?? null),
  };
}

function textOf({ message }: ErrorCode): string {
  return message.map((part) => part.kind === "text" ? part.text : "").join("");
}

function aliasesOf(served: readonly Served[]): ServiceTestsView["aliases"] {
  const rows = served.flatMap(({ route }) =>
    route.aliases.map((alias) => py.tuple([route.method, route.path, alias].map(py.str)))
  );
  if (rows.length === 0) return null;
  return { rows: py.args(rows), route: py.ref({ module: "fastapi.routing", name: "APIRoute" }) };
}
