import { HostError, type HostReason } from "./host.ts";

const REASONS: Readonly<Record<string, HostReason>> = {
  ENOSPC: "no_space",
  EDQUOT: "no_space",
  EACCES: "no_permission",
  EPERM: "no_permission",
  EROFS: "read_only",
  EEXIST: "exists",
  EISDIR: "not_a_file",
  ELOOP: "not_a_file",
  ENOTDIR: "not_a_folder",
  ENOENT: "missing",
};

/** The system's word for what went wrong (`EACCES`); null for what is no system error, so a bug. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  // Wrong arguments come as ERR_…: they are ours, not the system's.
  return /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
}

/** Run a call of `node:*`; what the system refuses comes out as `HostError`. */
export function translated<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new HostError(REASONS[code] ?? "other", path, code);
  }
}
