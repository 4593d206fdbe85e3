import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const MODELS_PER_FILE = 50;

/** Specs of a project with so many models, each with five operations; models refer to one of the ten before them. */
export function largeSpecs(models: number): Map<string, string> {
  const specs = new Map([["services.yml", SERVICES]]);
  for (let first = 0; first < models; first += MODELS_PER_FILE) {
    const count = Math.min(MODELS_PER_FILE, models - first);
    const texts = Array.from({ length: count }, (_, offset) => model(first + offset));
    specs.set(`shared/spec/models/part${first / MODELS_PER_FILE}.yaml`, `models:\n${texts.join("")}`);
  }
  for (let index = 0; index < models; index++) {
    specs.set(`services/backend/spec/${domainOf(index)}.yaml`, domain(index));
  }
  return specs;
}

export function writeSpecs(folder: string, specs: ReadonlyMap<string, string>): void {
  for (const [path, text] of specs) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const SERVICES = `version: 3
edition: "2026-11"
project: { name: large, title: Large, python: "3.12", timezone: UTC }
plugins: { backend: {} }
services:
  backend: { type: python-fastapi, access: [database], exposes: [rest] }
`;

function model(index: number): string {
  const reference = index === 0
    ? ""
    : `      parent: { type: ${
      modelOf(Math.floor(index / 10) * 9 % index)
    }, optional: true, on_delete: set_null }\n`;
  return `  ${modelOf(index)}:
    description: Number ${index} of many.
    fields:
      name: { type: string, min_length: 1, max_length: 200, normalize: [trim] }
      state: { type: enum, values: [draft, open, closed], default: draft }
      price: { type: decimal, precision: 10, scale: 2, ge: 0, optional: true }
      amount: { type: int, ge: 0, le: 1000, default: 0 }
      happened_on: { type: date, optional: true }
      tags: { type: "list[string]", max_items: 20, default: [] }
${reference}    unique: [[name]]
    index: [[state, created_at]]
`;
}

function domain(index: number): string {
  return `domain: ${domainOf(index)}
model: ${modelOf(index)}
crud:
  list: { list: { filter: { state: [eq, in], amount: [ge, le] }, sort: [-created_at, name] } }
  get: {}
  create: {}
  update: {}
  delete: {}
`;
}

function modelOf(index: number): string {
  return `Thing${index}`;
}

function domainOf(index: number): string {
  return `things_${index}`;
}
