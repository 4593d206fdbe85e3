import type { Plugin } from "../mod.ts";
import backend from "./backend/plugin.ts";
import infra from "./infra/plugin.ts";
import project from "./project/plugin.ts";
import python from "./python/plugin.ts";

/** The plugins that are built in, in order of their names. */
export const plugins: readonly Plugin[] = [backend, infra, project, python];
