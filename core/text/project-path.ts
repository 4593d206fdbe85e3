declare const brand: unique symbol;

/** A normalised relative POSIX path that cannot leave the project; only `parseProjectPath` makes one. */
export type ProjectPath = string & { readonly [brand]: "ProjectPath" };

/** Why a text is no project path, in words that can stand in a diagnostic. */
export type PathProblem =
  | "is empty"
  | "is absolute"
  | "leaves the project"
  | "is not normalised"
  | "holds a backslash"
  | "holds a control character"
  | "is not in Unicode normal form C"
  | "lies in .git"
  | "lies in .svc"
  | "has a part that Windows cannot store"
  | "is too long";

const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?$/i;

/**
 * Accept a path from a plugin, a lock or a spec, or say what is wrong with it.
 * Symbolic links are not its business: `plan` looks at the disk.
 */
export function parseProjectPath(text: string): { path: ProjectPath } | { problem: PathProblem } {
  const problem = problemOf(text);
  return problem === null ? { path: text as ProjectPath } : { problem };
}

function problemOf(text: string): PathProblem | null {
  if (text === "") return "is empty";
  if (text.length > 240) return "is too long";
  // deno-lint-ignore no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(text)) return "holds a control character";
  if (text.includes("\\")) return "holds a backslash";
  if (text.startsWith("/") || /^[A-Za-z]:/.test(text)) return "is absolute";
  if (text.normalize("NFC") !== text) return "is not in Unicode normal form C";
  const parts = text.split("/");
  if (parts.includes("..")) return "leaves the project";
  if (parts.some((part) => part === "" || part === ".")) return "is not normalised";
  const root = parts[0]!.toLowerCase();
  if (parts.some((part) => part.toLowerCase() === ".git")) return "lies in .git";
  if (root === ".svc") return "lies in .svc";
  if (parts.some((part) => RESERVED_ON_WINDOWS.test(part) || /[<>:"|?*]|[ .]$/.test(part))) {
    return "has a part that Windows cannot store";
  }
  return null;
}
