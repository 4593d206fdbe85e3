/** What other plugins may add to. They import this file and nothing else of the plugin. */
import { definePoint, z } from "../../mod.ts";

/** A line of `docs/new_plugin.txt`. Key: what the line is about. */
export const lines = definePoint("new_plugin/lines", "list", z.strictObject({ text: z.string().max(200) }));
