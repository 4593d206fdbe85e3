import { type Schema, withoutHints } from "../model/schema.ts";
import { parseJson } from "../text/parse-json.ts";

/** One line for each column, rule and index, so that git merges what two branches added. */
export function printSchema(schema: Schema): string {
  const tables = withoutHints(schema).tables.map((table) => {
    const { name, primaryKey, ...lists } = table;
    const parts = Object.entries(lists).map(([key, items]) => {
      const lines = (items as readonly unknown[]).map((item) => `        ${JSON.stringify(item)}`);
      return lines.length === 0 ? `      "${key}": []` : `      "${key}": [\n${lines.join(",\n")}\n      ]`;
    });
    const head = `      "name": ${JSON.stringify(name)},\n      "primaryKey": ${JSON.stringify(primaryKey)}`;
    return `    {\n${[head, ...parts].join(",\n")}\n    }`;
  });
  return `{\n  "schema": 1,\n  "tables": [\n${tables.join(",\n")}\n  ]\n}\n`;
}

const LISTS = ["columns", "unique", "checks", "foreignKeys", "indexes"];

/** A state as svc wrote it; null if the text is anything else. */
export function parseSchema(text: string): Schema | null {
  const parsed: unknown = parseJson(text);
  if (!isObject(parsed) || parsed["schema"] !== 1) return null;
  const { tables } = parsed;
  const isTable = (table: unknown) => isObject(table) && LISTS.every((key) => Array.isArray(table[key]));
  return Array.isArray(tables) && tables.every(isTable) ? parsed as unknown as Schema : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
