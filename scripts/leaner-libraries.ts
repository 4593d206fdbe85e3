import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Libraries as the binary takes them: with what svc uses of them. Each fails where a library is no longer as it was. */
export const leanerLibraries: readonly Bun.BunPlugin[] = [
  {
    // It can run subcommands that are programs of their own. svc has none, and `node:child_process` would be in the
    // binary with all that it loads, which is half a megabyte of bytecode.
    name: "commander without programs",
    setup(build) {
      build.onLoad({ filter: /[\\/]commander[\\/]lib[\\/]command\.js$/ }, ({ path }) => {
        const source = readFileSync(path, "utf8");
        const contents = source.replace("require('node:child_process')", "{}");
        if (contents === source) throw new Error(`${path} loads node:child_process in another way`);
        return { contents, loader: "js" };
      });
    },
  },
  {
    // It comes twice, from the same sources: for Node as CommonJS, of which nothing can be left out and which starts
    // module by module, and for all others as modules. Every command starts two milliseconds sooner with those.
    name: "yaml as modules",
    setup(build) {
      build.onResolve({ filter: /^yaml$/ }, ({ importer }) => {
        const forNode = Bun.resolveSync("yaml", dirname(importer));
        return { path: join(dirname(forNode), "../browser/dist/index.js") };
      });
    },
  },
];
