import type { LiteralOperand, ValueType } from "./condition.ts";
import { readDecimal } from "./literal.ts";
import type { Resolution } from "./resolution.ts";
import { enumValues } from "./value-type.ts";

/** The literal as a value of the other side; null if it can be none. */
export function fitLiteral(
  scope: Resolution,
  literal: LiteralOperand,
  type: ValueType,
): LiteralOperand | null {
  const { value } = literal;
  switch (type.kind) {
    case "int":
      return typeof value === "number" && Number.isSafeInteger(value) ? { ...literal, type } : null;
    case "float":
      return literal.type.kind === "string" ? null : { kind: "literal", type, value: Number(value) };
    case "decimal": {
      const written = literal.type.kind === "string" ? null : readDecimal(value);
      // What a column cannot hold would be rounded on one database and not on the other.
      return written !== null && fitsDecimal(written, type)
        ? { kind: "literal", type, value: written }
        : null;
    }
    case "string":
      return literal.type.kind === "string" ? { ...literal, type } : null;
    case "enum":
      return enumValues(scope, type).includes(String(value)) ? { ...literal, type } : null;
    case "bool":
    case "uuid":
    case "date":
    case "time":
    case "datetime":
    case "duration":
    case "row":
      return null;
  }
}

function fitsDecimal(
  written: string,
  { precision, scale }: ValueType & { readonly kind: "decimal" },
): boolean {
  const [whole = "", fraction = ""] = written.replace("-", "").split(".");
  return fraction.length <= scale && whole.replace(/^0+/, "").length <= precision - scale;
}
