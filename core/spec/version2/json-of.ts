import type { Json } from "../../text/json.ts";

/** What is written, as a fact of the Model: numbers that JSON does not have become text. */
export function jsonOf(written: unknown): Json {
  if (Array.isArray(written)) return written.map(jsonOf);
  switch (typeof written) {
    case "string":
    case "boolean":
      return written;
    case "number":
      return Number.isFinite(written) ? written : String(written);
    case "bigint":
      return String(written);
    case "object":
      if (written === null) return null;
      return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, jsonOf(value)]));
    default:
      return null;
  }
}
