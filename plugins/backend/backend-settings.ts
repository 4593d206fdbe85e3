import { type FileContribution, py } from "../../mod.ts";
import { type SettingField, settingOptions, settingsFile } from "../python/contract.ts";
import { type BackendService, hasDatabase } from "./backend-service.ts";
import { ref } from "./refs.ts";

export const DATABASE_URL =
  "Database: postgresql+asyncpg://… or sqlite+aiosqlite:///data/{service}.db, where {service} is the service.";

/** The settings of a service: those of every HTTP service, of its database, and of the spec. */
export function backendSettings(backend: BackendService): FileContribution {
  const base = ref("shared.runtime.http_settings", "HttpSettings");
  return settingsFile(backend.index, backend.service, base, hasDatabase(backend) ? [databaseUrl()] : []);
}

function databaseUrl(): SettingField {
  const pattern = "^(postgresql\\+asyncpg|sqlite\\+aiosqlite)://";
  return {
    node: null,
    name: py.name("database_url"),
    type: py.name("str"),
    value: settingOptions([
      py.kw("pattern", py.str(pattern)),
      py.kw("description", py.str(DATABASE_URL)),
    ]),
  };
}
