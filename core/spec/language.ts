import type { z } from "../schema/schema.ts";
import type { Json } from "../text/json.ts";

/** A key that a plugin adds to the language, as far as the shape of files goes. */
export interface LanguageKey {
  /** Where the key may stand; in a domain it stands under `config`. */
  readonly at: "operation" | "domain";
  readonly key: string;
  readonly schema: z.ZodType;
}

/** What reading specs needs to know of a plugin. */
export interface LanguagePlugin {
  readonly name: string;
  /** Always on; not to be written under `plugins:`. */
  readonly always: boolean;
  /** Plugins whose points and files it builds on; they are switched on with it. */
  readonly needs: readonly string[];
  /** Shape of its options in `services.yml`. */
  readonly options: z.ZodType<Json>;
  readonly extends: readonly LanguageKey[];
}
