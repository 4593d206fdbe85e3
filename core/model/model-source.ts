import type { ModelSpec } from "../spec/models-file.ts";
import type { SpecFile } from "../spec/spec.ts";
import type { Site } from "./resolution.ts";

/** A model of the spec with its place. */
export interface ModelSource {
  readonly name: string;
  readonly spec: ModelSpec;
  readonly site: Site;
}

export function modelSources(
  files: readonly SpecFile<{ readonly models?: Record<string, ModelSpec> | undefined }>[],
): ModelSource[] {
  return files.flatMap((file) =>
    Object.entries(file.value.models ?? {}).map(([name, spec]) => ({
      name,
      spec,
      site: { file, path: ["models", name], place: `model ${name}` },
    }))
  );
}
