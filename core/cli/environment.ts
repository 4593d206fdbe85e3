import type { Files } from "../host/host.ts";

/** What is wrong with the Python environment of a project, in a line; null if nothing is. */
export function environmentProblem(files: Files): string | null {
  if (files.kind(".venv") !== "folder") return "the Python environment is not installed";
  return isEmpty(files) ? "the Python environment is empty: its installation was broken off" : null;
}

/** uv makes the environment first and installs into it last, all packages at once. */
function isEmpty(files: Files): boolean {
  const pythons = files.list(".venv/lib").filter((name) => name.startsWith("python"));
  // Another layout than that of Linux and macOS says nothing.
  return pythons.length > 0 &&
    pythons.every((python) =>
      !files.list(`.venv/lib/${python}/site-packages`).some((name) => name.endsWith(".dist-info"))
    );
}
