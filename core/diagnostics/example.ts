/** In the place of a path: what is typed, where no file is to blame. */
export const SHELL = "$";

/**
 * The content of the models file, or files by path (null: there is none); laid over a minimal valid project. Under
 * `$` stands a command line.
 */
export type Example = string | { readonly [path: string]: string | null };

/** The files of an example, as the project has them. */
export function exampleFiles(
  example: Example,
): readonly { readonly path: string; readonly content: string | null }[] {
  const files = typeof example === "string" ? { "shared/spec/models.yaml": example } : example;
  return Object.entries(files).map(([path, content]) => ({ path, content }));
}
