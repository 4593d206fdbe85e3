import { HostError } from "./host.ts";

/** What the system made of an effect. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | {
  readonly ok: false;
  readonly error: HostError;
};

/** The one place where a refusal of the system becomes a value; every other exception is a bug and goes on. */
export function attempt<T>(effect: () => T): Attempt<T> {
  try {
    return { ok: true, value: effect() };
  } catch (error) {
    if (error instanceof HostError) return { ok: false, error };
    throw error;
  }
}
