import {
  type FileContribution,
  type Id,
  type ModelIndex,
  type Py,
  py,
  type Service,
  type Setting,
  settingsOf,
  type TypeRef,
} from "../../../mod.ts";
import { python as templates } from "../../../templates/index.ts";
import { annotation } from "../annotation.ts";
import { PROJECT_SPEC } from "../header.ts";
import { literal } from "../literal.ts";
import { ref } from "../refs.ts";
import { describeSetting } from "./describe-setting.ts";
import { serviceFile } from "./service-file.ts";

/** View of `templates/python/settings.eta`. */
export interface SettingsView {
  /** What the class is made from: settings that all services of its kind have. */
  readonly base: Py;
  readonly hasFields: boolean;
  readonly fields: readonly SettingField[];
  /** Settings that some environments insist on, or null. */
  readonly requiredIn: Py | null;
  /** Names of settings and what they were called, or null. */
  readonly former: Py | null;
}

export interface SettingField {
  readonly node: Id | null;
  readonly name: Py;
  readonly type: Py;
  /** Null if it must be set and there is nothing to say about it. */
  readonly value: Py | null;
}

/**
 * Settings that services have without being told. One environment serves all of them, so a name means the same
 * everywhere, whichever of these a service reads.
 */
export const OWN_SETTINGS: ReadonlySet<string> = new Set(
  ("app_env host port log_level log_format git_sha cors_origins forwarded_allow_ips database_url").split(" "),
);

/** The module of the settings of a service: what its plugin adds (`own`), those of the project and its own. */
export function settingsFile(
  index: ModelIndex,
  service: Service,
  base: Py,
  own: readonly SettingField[] = [],
): FileContribution {
  return serviceFile(service, templates.settings, () => settingsView(index, service, base, own), {
    module: "generated.settings",
    docstring: `Settings of \`${service.name}\`.`,
    sources: [PROJECT_SPEC],
  });
}

function settingsView(
  index: ModelIndex,
  service: Service,
  base: Py,
  own: readonly SettingField[],
): SettingsView {
  const settings = settingsOf(index.model, service);
  const taken = new Set(settings.map((setting) => setting.name));
  const fields = [...own, ...settings.map((setting) => fieldView(index, setting, taken))];
  const insistent = settings.filter(({ requiredIn }) => requiredIn.length > 0);
  const renamed = settings.flatMap(({ name, was }) => was === undefined ? [] : [{ name, was }]);
  return {
    base,
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

function fieldView(index: ModelIndex, setting: Setting, taken: ReadonlySet<string>): SettingField {
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
    value: options.length === 0 ? null : settingOptions(options),
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
  return limits.length === 0
    ? plain
    : py.expr`${ref("typing", "Annotated")}[${plain}, ${settingOptions(limits)}]`;
}

function textOf(
  index: ModelIndex,
  type: TypeRef,
): { readonly minLength: number; readonly maxLength: number | null } | null {
  switch (type.kind) {
    case "string":
      // What a pattern or a format says is checked before the text is hidden.
      return type.pattern === null && type.format === null ? type : null;
    case "text":
      return { minLength: 0, maxLength: type.maxLength };
    case "named":
      return textOf(index, index.type(type.type).type);
    default:
      return null;
  }
}

export function settingOptions(args: readonly Py[]): Py {
  return py.call(ref("pydantic", "Field"), args);
}
