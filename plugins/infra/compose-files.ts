import type { Json } from "../../mod.ts";
import type { ServiceImage, Store } from "./contract.ts";

/** What runs: stores by host, images in order of their services. */
export interface Containers {
  readonly project: string;
  readonly images: readonly ServiceImage[];
  readonly stores: ReadonlyMap<string, Store>;
}

type Part = { readonly [key: string]: Json };
type Layer = Readonly<Record<string, Part>>;

const PROBE = { interval: "5s", timeout: "3s", start_period: "30s", retries: 5 };
const LABELS = { "com.codegen.project_id": "${CODEGEN_PROJECT_ID:-}" };

/** What is the same everywhere. Nothing in it that an outer orchestrator would refuse: no names, no networks, no mounts. */
export function composeBase({ project, images, stores }: Containers): Json {
  const services: Record<string, Json> = {};
  for (const [host, store] of stores) services[host] = storeService(host, store);
  // Whom nobody calls nobody can ask whether he is well.
  const mute = new Set(images.filter(({ port }) => port === null).map(({ host }) => host));
  for (const image of images) {
    const own = {
      image: `\${${image.variable}_IMAGE:-${project}-${image.host}}`,
      env_file: "../.env",
      ...environment({
        ...(image.port === null ? {} : { HOST: "0.0.0.0", PORT: String(image.port) }),
        ...image.environment,
      }),
      labels: LABELS,
    };
    const healthy = waitFor(image.stores, "service_healthy");
    if (image.migrates) {
      services[migration(image)] = {
        ...own,
        command: ["python", "-m", image.module, "migrate"],
        restart: "no",
        ...after(healthy),
        ...limits("512M"),
      };
    }
    services[image.host] = {
      ...own,
      restart: "unless-stopped",
      ...after({
        ...healthy,
        ...waitFor(image.migrates ? [migration(image)] : [], "service_completed_successfully"),
        ...waitFor(image.after.filter((host) => !mute.has(host)), "service_healthy"),
        ...waitFor(image.after.filter((host) => mute.has(host)), "service_started"),
      }),
      ...(image.port === null
        ? {}
        : { healthcheck: { test: ["CMD", "python", "-m", "shared.runtime.probe"], ...PROBE } }),
      // Longer than the 20 s that running requests get.
      stop_grace_period: "30s",
      ...limits("512M"),
    };
  }
  const volumes = [...stores.keys()].map((host) => [`${host}-data`, {}]);
  return { services, ...(volumes.length === 0 ? {} : { volumes: Object.fromEntries(volumes) }) };
}

/** For work: images are built here, ports are open to this machine alone. */
export function composeDev({ images, stores }: Containers): Json {
  const layer: Record<string, Part> = {};
  for (const [host, { port, published }] of stores) {
    layer[host] = { ports: [`127.0.0.1:\${${published}:-${port}}:${port}`] };
  }
  for (const image of images) {
    const build = {
      build: {
        context: "..",
        dockerfile: `${image.folder}/Dockerfile`,
        args: { GIT_SHA: "${GIT_SHA:-unknown}" },
      },
      environment: { APP_ENV: "local" },
    };
    if (image.migrates) layer[migration(image)] = build;
    layer[image.host] = { ...build, ...published(image, images, "127.0.0.1:") };
  }
  return { services: layer };
}

/** A developer's own taste; it is his to change. */
export function composeLocal({ images }: Containers): Json {
  const services: Layer = Object.fromEntries(
    images.map(({ host }) => [host, { environment: { LOG_FORMAT: "console", LOG_LEVEL: "debug" } }]),
  );
  return { services };
}

/** As it is deployed: images by an immutable reference, containers with as few rights as they need. */
export function composeProd({ images, stores }: Containers): Json {
  const layer: Record<string, Part> = {};
  for (const host of stores.keys()) layer[host] = { logging: LOGGING };
  const isInside = (image: ServiceImage) => image.port === null && !image.internet;
  const hasInside = images.some(isInside);
  for (const image of images) {
    const confined = {
      image: `\${${image.variable}_IMAGE:?an immutable reference, NAME@sha256:…}`,
      environment: { APP_ENV: "production" },
      read_only: true,
      tmpfs: ["/tmp"],
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      logging: LOGGING,
    };
    if (image.migrates) layer[migration(image)] = confined;
    layer[image.host] = {
      ...confined,
      ...published(image, images, ""),
      ...(isInside(image) ? { networks: [INSIDE] } : {}),
      ...(hasInside && image.port !== null ? { networks: ["default", INSIDE] } : {}),
    };
  }
  return { services: layer, ...(hasInside ? { networks: { [INSIDE]: { internal: true } } } : {}) };
}

/** A network without a way out, for services that nobody calls and that may not reach the internet. */
const INSIDE = "inside";

/** Its port on the machine: the first service that is called has 8000, the others follow. */
function published(image: ServiceImage, images: readonly ServiceImage[], address: string): Part {
  if (image.port === null) return {};
  const position = images.filter(({ port }) => port !== null).indexOf(image);
  return { ports: [`${address}\${${image.variable}_PORT:-${8000 + position}}:${image.port}`] };
}

/** A log that grows for ever fills the disk. */
const LOGGING = { driver: "json-file", options: { "max-size": "10m", "max-file": "3" } };

function storeService(host: string, store: Store): Json {
  return {
    image: store.image,
    environment: store.environment,
    labels: LABELS,
    restart: "unless-stopped",
    volumes: [`${host}-data:${store.data}`],
    healthcheck: { test: store.probe, ...PROBE },
    ...limits(store.memory),
  };
}

/** Migrations run once and to their end before the service starts. */
function migration({ host }: ServiceImage): string {
  return `${host}-migrate`;
}

function environment(variables: Readonly<Record<string, string>>): Part {
  return Object.keys(variables).length === 0 ? {} : { environment: variables };
}

function waitFor(hosts: readonly string[], condition: string): Part {
  return Object.fromEntries(hosts.map((host) => [host, { condition }]));
}

function after(conditions: Part): Part {
  return Object.keys(conditions).length === 0 ? {} : { depends_on: conditions };
}

function limits(memory: string): Part {
  return { deploy: { resources: { limits: { cpus: "1", memory } } } };
}
