import { describe, expect, test } from "bun:test";
import { composeBase, composeDev, composeProd } from "../../plugins/infra/compose-files.ts";
import type { ServiceImage } from "../../plugins/infra/contract.ts";

const image = (host: string, more: Partial<ServiceImage> = {}): ServiceImage => ({
  folder: `services/${host}`,
  distribution: `shop-${host}`,
  module: host,
  migrates: false,
  host,
  variable: host.toUpperCase(),
  port: 8000,
  internet: false,
  stores: [],
  after: [],
  environment: {},
  ...more,
});

interface Compose {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly networks?: unknown;
}

const composed = (compose: typeof composeBase, ...images: readonly ServiceImage[]) =>
  compose({ project: "shop", images, stores: new Map() }) as unknown as Compose;

test("a service starts when those that it depends on are healthy", () => {
  const { services } = composed(composeBase, image("front", { after: ["backend"] }), image("backend"));
  expect(services["front"]!["depends_on"]).toEqual({ backend: { condition: "service_healthy" } });
  expect(services["backend"]!["depends_on"]).toBeUndefined();
});

describe("a service that nobody calls", () => {
  const bot = image("bot", { port: null });

  test("has no address, and nobody asks whether it is well: who depends on it starts after it", () => {
    const { services } = composed(composeBase, image("backend", { after: ["bot"] }), bot);
    expect(services["backend"]!["depends_on"]).toEqual({ bot: { condition: "service_started" } });
    expect(Object.keys(services["bot"]!)).not.toContain("healthcheck");
    expect(Object.keys(services["bot"]!)).not.toContain("environment");
  });

  test("has no port, and takes none from those that are called", () => {
    const { services } = composed(composeDev, bot, image("front"));
    expect(services["bot"]!["ports"]).toBeUndefined();
    expect(services["front"]!["ports"]).toEqual(["127.0.0.1:${FRONT_PORT:-8000}:8000"]);
  });

  test("reaches the internet only if the spec says so, and its own project in any case", () => {
    const { services, networks } = composed(composeProd, image("backend"), bot);
    expect(networks).toEqual({ inside: { internal: true } });
    expect(services["bot"]!["networks"]).toEqual(["inside"]);
    expect(services["backend"]!["networks"]).toEqual(["default", "inside"]);

    const open = composed(composeProd, image("backend"), { ...bot, internet: true });
    expect(open.networks).toBeUndefined();
    expect(Object.values(open.services).map((service) => service["networks"])).toEqual([
      undefined,
      undefined,
    ]);
  });
});
