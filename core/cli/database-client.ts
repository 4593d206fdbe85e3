import type { DatabaseSite } from "../plugin/define-plugin.ts";

/** A program of a database, with what it needs to reach it. */
export interface DatabaseClient {
  readonly program: "psql" | "sqlite3";
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The client for a database URL as services take it; null for one that svc knows none for. */
export function clientFor(url: string, { schema }: DatabaseSite): DatabaseClient | null {
  const [, kind, rest] =
    /^(postgresql|sqlite)(?:\+\w+)?:\/\/(.*)$/s.exec(url.replaceAll("{service}", schema)) ?? [];
  if (kind === undefined || rest === undefined) return null;
  if (kind === "sqlite") {
    const path = rest.replace(/^\//, "").replace(/\?.*$/, "");
    return path === "" ? null : { program: "sqlite3", args: [path], env: {} };
  }
  const address = URL.parse(`postgresql://${rest.replace(/^([^/?]*@)?(?=\/)/, "$1localhost")}`);
  if (address === null) return null;
  // Arguments of a process can be read by everybody on the machine, its environment cannot.
  const password = decodeURIComponent(address.password);
  address.password = "";
  // Options of a driver of Python mean nothing to psql; where to look does.
  const socket = address.searchParams.get("host");
  address.search = socket === null ? "" : `?host=${encodeURIComponent(socket)}`;
  return {
    program: "psql",
    args: [address.href],
    env: { PGOPTIONS: `-c search_path=${schema}`, ...(password === "" ? {} : { PGPASSWORD: password }) },
  };
}
