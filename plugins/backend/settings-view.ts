import { type Id, type ModelIndex, type Py, py, type Setting, settingsOf, type TypeRef } from "../../mod.ts";
import { annotation, literal } from "../python/contract.ts";
import { type BackendService, hasDatabase } from "./backend-service.ts";
import { describeSetting } from "./describe-setting.ts";
import { ref } from "./refs.ts";

/** View of `templates/backend/settings.eta`. */
export interface SettingsView {
  readonly hasFields: boolean;
  readonly fields: readonly FieldView[];
  /** Settings that some environments insist on, or null. */
  readonly requiredIn: Py | null;
  /** Names of settings and what they were called, or null. */
  readonly former: Py | null;
}

interface FieldView {
  readonly node: Id | null;
  readonly name: Py;
  readonly type: Py;
  /** Null if it must be set and there is nothing to say about it. */
  readonly value: Py | null;
}

export const DATABASE_URL =
  "Database: postgresql+asyncpg://… or sqlite+aiosqlite:///data/{service}.db, where {service} is the service.";

/** Settings that every service has: attributes of `ServiceSettings`, and the one of a database. */
export const OWN_SETTINGS: ReadonlySet<string> = new Set(
  ("app_env host port log_level log_format git_sha cors_origins forwarded_allow_ips database_url").split(" "),
);

export function settingsView(backend: BackendService): SettingsView {
  const { index } = backend;
  const settings = settingsOf(index.model, backend.service);
  const taken = new Set(settings.map((setting) => setting.name));
  const fields = [
    ...(hasDatabase(backend) ? [databaseUrl()] : []),
    ...settings.map((setting) => fieldView(index, setting, taken)),
  ];
  const insistent = settings.filter(({ requiredIn }) => requiredIn.length > 0);
  const renamed = settings.flatMap(({ name, was }) => was === undefined ? [] : [{ name, was }]);
  return {
    hasFields: fields.length > 0,
    fields,
    requiredIn: insistent.length === 0
      ? null
      : py.dict(insistent.map(({ name, requiredIn }) => [py.str(name), py.tuple(requiredIn.map(py.str))])),
    former: renamed.length === 0
      ? null
      : py.dict(renamed.map(({ name, was }) => [py.str(name), py.tuple(was.map(py.str))])),
  };
}

function databaseUrl(): FieldView {
  const pattern = "^(postgresql\\+asyncpg|sqlite\\+aiosqlite)://";
  return {
    node: null,
    name: py.name("database_url"),
    type: py.name("str"),
    value: field([py.kw("pattern", py.str(pattern)), py.kw("description", py.str(DATABASE_URL))]),
  };
}

function fieldView(index: ModelIndex, setting: Setting, taken: ReadonlySet<string>): FieldView {
  const { id, name, requiredIn } = setting;
  const description = describeSetting(setting);
  const base = setting.type.kind === "optional" ? setting.type.of : setting.type;
  const type = setting.secret ? secret(index, base) : annotation(index, base, "query", taken);
  const isAbsent = setting.default === undefined && requiredIn.length > 0;
  const value = isAbsent
    ? py.none
    : setting.default === undefined
    ? null
    : literal(index, setting.default, base);
  const options = [
    ...(value === null ? [] : [py.kw("default", value)]),
    ...(description === null ? [] : [py.kw("description", py.str(description))]),
  ];
  return {
    node: id,
    name: py.name(name),
    type: isAbsent || setting.type.kind === "optional" ? py.union(type, py.none) : type,
    value: options.length === 0 ? null : field(options),
  };
}

/** Hidden in logs and tracebacks; `get_secret_value()` tells it. */
function secret(index: ModelIndex, type: TypeRef): Py {
  const text = textOf(index, type);
  if (text === null) return py.expr`${ref("pydantic", "Secret")}[${annotation(index, type, "query")}]`;
  const limits = [
    ...(text.minLength > 0 ? [py.kw("min_length", py.int(text.minLength))] : []),
    ...(text.maxLength === null ? [] : [py.kw("max_length", py.int(text.maxLength))]),
  ];
  const plain = ref("pydantic", "SecretStr");
  return limits.length === 0 ? plain : py.expr`${ref("typing", "Annotated")}[${plain}, ${field(limits)}]`;
}

function textOf(
  index: ModelIndex,
  type: TypeRef,
): { readonly minLength: number; readonly maxLength: number | null } | null {
  switch (type.kind) {
    case "string":
      return type;
    case "text":
      return { minLength: 0, maxLength: type.maxLength };
    case "named":
      return textOf(index, index.type(type.type).type);
    default:
      return null;
  }
}

function field(args: readonly Py[]): Py {
  return py.call(ref("pydantic", "Field"), args);
}
