/** What the tests of a service know about its settings. */
import {
  type Json,
  type ModelIndex,
  type Py,
  py,
  type Service,
  type Setting,
  settingsOf,
} from "../../../mod.ts";
import { literal } from "../literal.ts";
import { supplyOf } from "../samples/samples.ts";
import { valueAt } from "../samples/supply.ts";
import { asVariable } from "./environment.ts";

/** Entries of a dict: settings that must be set, each with a value that is valid. */
export function settingValues(index: ModelIndex, service: Service): Py {
  return py.args(settingsOf(index.model, service).flatMap((setting) => settingValue(index, setting)));
}

/**
 * Their own default, where one is not enough for this environment. Where no value is known, theirs has to come from
 * the environment.
 */
function settingValue(
  index: ModelIndex,
  { name, type, default: fallback, requiredIn }: Setting,
): readonly Py[] {
  if (fallback !== undefined && !requiredIn.includes("test")) return [];
  const value = fallback ?? sampleOf(index, { name, type });
  return value === undefined ? [] : [py.pair(py.str(name), literal(index, value, { kind: "any" }))];
}

/** What a service says that is started without any of its variables. `own` are those that its plugin insists on. */
export function missingVariables(
  { model }: ModelIndex,
  service: Service,
  own: readonly string[] = [],
): readonly Py[] {
  const required = settingsOf(model, service).filter((setting) =>
    setting.default === undefined && setting.requiredIn.length === 0 && setting.type.kind !== "optional"
  );
  return ["APP_ENV", ...own, ...required.map(({ env }) => env)].map((name) => py.str(`${name}: is not set.`));
}

/** Former variables, each with the name of today and a text for it; null if there are none. */
export function formerVariables(index: ModelIndex, service: Service): Py | null {
  const rows = settingsOf(index.model, service).flatMap(({ name, type, default: fallback, was = [] }) => {
    const value = fallback ?? sampleOf(index, { name, type });
    return value === undefined || value === null
      ? []
      : was.map((former) => py.tuple([former.toUpperCase(), name, asVariable(value)].map(py.str)));
  });
  return rows.length === 0 ? null : py.list(rows);
}

/** A valid value; undefined if none is known. */
export function sampleOf(
  index: ModelIndex,
  { name, type }: Pick<Setting, "name" | "type">,
): Json | undefined {
  const supply = supplyOf(index, type, { name });
  return supply === null ? undefined : valueAt(supply.series, 1);
}
