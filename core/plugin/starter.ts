import type { Json } from "../text/json.ts";

/** What a new project begins with. */
export interface Starter {
  readonly name: string;
  /** Description of the project, if the user gives none. */
  readonly description: string | null;
  /** `plugins:` and `services:` of `services.yml`. */
  readonly plugins: Json;
  readonly services: Json;
  /** Specs, filled slots and tests: the user's from the first moment. */
  readonly files: Readonly<Record<string, string>>;
}
