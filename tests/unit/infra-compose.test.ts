import { expect, test } from "bun:test";
import { composeBase } from "../../plugins/infra/compose-files.ts";
import type { ServiceImage } from "../../plugins/infra/contract.ts";

const image = (host: string, after: readonly string[]): ServiceImage => ({
  folder: `services/${host}`,
  distribution: `shop-${host}`,
  module: host,
  migrates: false,
  host,
  variable: host.toUpperCase(),
  port: 8000,
  stores: [],
  after: [...after],
  environment: {},
});

test("a service starts when those that it depends on are healthy", () => {
  const images = [image("front", ["backend"]), image("backend", [])];
  const { services } = composeBase({ project: "shop", images, stores: new Map() }) as {
    services: Record<string, { depends_on?: unknown }>;
  };
  expect(services.front!.depends_on).toEqual({ backend: { condition: "service_healthy" } });
  expect(services.backend!.depends_on).toBeUndefined();
});
