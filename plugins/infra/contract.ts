/** What other plugins may add to containers: their services, and the servers that these need. */
import { definePoint, type Model, z } from "../../mod.ts";

const variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/);
const host = z.string().regex(/^[a-z][a-z0-9-]*$/);
/** Values as Compose reads them, with its `${…}`: never text of a spec. */
const environment = z.record(variable, z.string());

/** A service that is built into an image of its own. Key: its name. */
export const images = definePoint(
  "infra/images",
  "list",
  z.strictObject({
    /** `services/backend` */
    folder: z.string(),
    distribution: z.string(),
    /** `python -m MODULE` runs it, and `python -m MODULE migrate` its migrations. */
    module: z.string(),
    migrates: z.boolean(),
    /** Name in the network of the containers, and of the image. */
    host,
    /** Begins its variables: `BACKEND` for `BACKEND_IMAGE` and, with a port, `BACKEND_PORT`. */
    variable,
    /** Where it answers `/health`; null: nobody calls it. */
    port: z.int().min(1).max(65535).nullable(),
    /** Whether it may reach what lies outside. */
    internet: z.boolean(),
    /** Stores that have to be healthy before it starts. */
    stores: z.array(host),
    /** Other services that have to be there before it starts: healthy, if they can be asked. */
    after: z.array(host),
    environment,
  }),
);

export type ServiceImage = z.infer<typeof images.schema>;

/**
 * A server that somebody else makes: a database, a broker. Key: its host. Plugins that need the same one add equal
 * values.
 */
export const stores = definePoint(
  "infra/stores",
  "tree",
  z.strictObject({
    image: z.string(),
    environment,
    port: z.int().min(1).max(65535),
    /** Variable of the port on the developer's machine. */
    published: variable,
    /** Folder that survives the container. */
    data: z.string(),
    /** Exits with 0 when it is ready. */
    probe: z.array(z.string()),
    memory: z.string().regex(/^\d+[MG]$/),
    /** What has to be known to whoever deploys it. */
    variables: z.array(z.strictObject({
      name: variable,
      description: z.string(),
      secret: z.boolean(),
      /** For `.env.example`; null for a secret. */
      example: z.string().nullable(),
    })),
  }),
);

export type Store = z.infer<typeof stores.schema>;

/** Whether the project is started in containers; entries of the points above are dropped if it is not. */
export function hasContainers({ plugins }: Model): boolean {
  return plugins.some(({ name }) => name === "infra");
}
