import { example } from "../templates/index.ts";
import type { Starter } from "../mod.ts";

const backend: Pick<Starter, "plugins" | "services"> = {
  plugins: { backend: {}, infra: {} },
  services: { backend: { type: "python-fastapi", access: ["database"], exposes: ["rest"] } },
};

/** What `svc init` can begin with. */
export const starters: readonly Starter[] = [
  { name: "library", description: "Authors and their books.", ...backend, files: example.static },
  { name: "none", description: null, ...backend, files: {} },
];
