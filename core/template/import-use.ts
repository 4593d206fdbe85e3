import type { PyRef } from "./code.ts";

/** A name in a tree that is to be imported. */
export interface ImportUse {
  readonly ref: PyRef;
  /** Only for the type checker: imported under `if TYPE_CHECKING:` unless it is used at run time too. */
  readonly quoted: boolean;
  /** Equal for equal references. */
  readonly key: string;
  /** What its default name begins with, up to the first dot. */
  readonly root: string;
}

export function useOf(ref: PyRef, quoted: boolean): ImportUse {
  return { ref, quoted, key: keyOfRef(ref), root: defaultName(ref).split(".")[0]! };
}

export function keyOfRef(ref: PyRef): string {
  return ref.as === undefined ? `${ref.module} ${ref.name}` : `${ref.module} ${ref.name} ${ref.as}`;
}

export function defaultName(ref: PyRef): string {
  return ref.as ?? (ref.name === "" ? ref.module : ref.name);
}
