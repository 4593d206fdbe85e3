import type { ColumnType } from "../../mod.ts";

/** What a change of the type can do to the rows that are there. */
export type Danger =
  /** Values, or parts of them, would be gone. */
  | { readonly kind: "loses"; readonly problem: string }
  /** The migration stops at a row that does not fit. */
  | { readonly kind: "refuses"; readonly problem: string }
  /** Every row is written anew, and nobody reads or writes the table meanwhile. */
  | { readonly kind: "rewrites" };

/** How the values of a column become those of another type. */
export type Conversion =
  /** As they are: only a limit of the type changes. */
  | { readonly kind: "widened"; readonly danger: Danger | null }
  /** One by one. `using` says how PostgreSQL does it, null where it knows by itself. */
  | { readonly kind: "converted"; readonly using: string | null; readonly danger: Danger }
  /** There is no way that is right for every project. */
  | { readonly kind: "impossible" };

const REWRITES: Danger = { kind: "rewrites" };
const IMPOSSIBLE: Conversion = { kind: "impossible" };

/** Digits of the largest number that the language allows in an int8, and those of an int4. */
const INT_DIGITS = { 8: 16, 4: 10 } as const;
/** SQLite keeps a decimal of more digits as text. */
const MAX_COUNTED_DIGITS = 18;

export function isSameType(a: ColumnType, b: ColumnType): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** How a column of one type becomes one of another. */
export function conversion(column: string, before: ColumnType, after: ColumnType): Conversion {
  const cell = `"${column}"`;
  if (after.kind === "list") return toList(cell, before, after);
  if (before.kind === "list") {
    if (!isSameItem(before.of, after)) return IMPOSSIBLE;
    return converted(`${cell}[1]`, loses("only the first item of each list would be kept"));
  }
  switch (before.kind) {
    case "varchar":
    case "text":
      return fromText(cell, before, after);
    case "int":
      return fromInt(cell, before, after);
    case "decimal":
      return fromDecimal(cell, before, after);
    case "float":
      return fromFloat(cell, after);
    case "bool":
      if (after.kind === "int") return converted(`${cell}::int::${sqlType(after)}`, REWRITES);
      return toText(cell, 5, after);
    case "uuid":
      return toText(cell, 36, after);
    case "date":
      if (after.kind === "timestamp") return converted(`${cell}::timestamp AT TIME ZONE 'UTC'`, REWRITES);
      return toText(cell, 10, after);
    case "timestamp":
      if (after.kind === "date") {
        return converted(`(${cell} AT TIME ZONE 'UTC')::date`, loses("its times of the day would be lost"));
      }
      return toText(cell, 27, after, `to_char(${cell} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
    default:
      return IMPOSSIBLE;
  }
}

function fromText(cell: string, before: ColumnType & { kind: "varchar" | "text" }, after: ColumnType) {
  const longest = before.kind === "text" ? Infinity : before.length;
  switch (after.kind) {
    case "text":
      return widened(null);
    case "varchar":
      if (after.length >= longest) return widened(null);
      return converted(null, refuses(`a text of more than ${after.length} characters stops the migration`));
    case "int":
    case "float":
    case "decimal":
    case "bool":
    case "uuid":
    case "date":
    case "timestamp":
      return converted(
        `${cell}::${sqlType(after)}`,
        refuses(`a text that is no ${after.kind} stops the migration`),
      );
    default:
      return IMPOSSIBLE;
  }
}

function fromInt(cell: string, before: ColumnType & { kind: "int" }, after: ColumnType): Conversion {
  switch (after.kind) {
    case "int":
      if (after.size > before.size) return widened(REWRITES);
      return converted(null, refuses("a number beyond ±2147483647 stops the migration"));
    case "float":
      return converted(null, REWRITES);
    case "decimal": {
      const fits = after.precision - after.scale >= INT_DIGITS[before.size];
      return converted(null, fits ? REWRITES : refuses(`a number of too many digits stops the migration`));
    }
    case "bool":
      return converted(`${cell} <> 0`, loses("all numbers but 0 would become true"));
    default:
      return toText(cell, 20, after);
  }
}

function fromDecimal(cell: string, before: ColumnType & { kind: "decimal" }, after: ColumnType): Conversion {
  switch (after.kind) {
    case "decimal": {
      if (after.scale < before.scale) {
        return converted(
          null,
          loses(`its values would be rounded to ${after.scale} digits after the point`),
        );
      }
      if (after.precision - after.scale < before.precision - before.scale) {
        return converted(null, refuses("a number of too many digits stops the migration"));
      }
      const isCounted = after.precision <= MAX_COUNTED_DIGITS;
      return isCounted && after.scale === before.scale ? widened(null) : converted(null, REWRITES);
    }
    case "float":
      return converted(null, loses("its values would no longer be exact"));
    case "int":
      if (before.scale > 0) {
        return converted(null, loses("its digits after the point would be rounded away"));
      }
      return converted(
        null,
        before.precision <= INT_DIGITS[after.size]
          ? REWRITES
          : refuses("a number of too many digits stops the migration"),
      );
    default:
      return toText(cell, before.precision + 2, after);
  }
}

function fromFloat(cell: string, after: ColumnType): Conversion {
  switch (after.kind) {
    case "int":
      return converted(null, loses("its digits after the point would be rounded away"));
    case "decimal":
      return converted(null, loses(`its values would be rounded to ${after.scale} digits after the point`));
    default:
      return toText(cell, 25, after);
  }
}

function toText(cell: string, longest: number, after: ColumnType, using = `${cell}::text`): Conversion {
  if (after.kind !== "text" && after.kind !== "varchar") return IMPOSSIBLE;
  const fits = after.kind === "text" || after.length >= longest;
  return converted(using, fits ? REWRITES : refuses("a value that is too long stops the migration"));
}

/** A value becomes a list of one. */
function toList(cell: string, before: ColumnType, after: ColumnType & { kind: "list" }): Conversion {
  const item = before.kind === "list" ? before.of : before;
  if (!isSameItem(item, after.of)) return IMPOSSIBLE;
  if (before.kind === "list") return converted(`${cell}::${sqlType(after.of)}[]`, REWRITES);
  const one = `CASE WHEN ${cell} IS NULL THEN NULL ELSE ARRAY[${cell}]::${sqlType(after.of)}[] END`;
  return converted(one, REWRITES);
}

/** A text is one whatever its limit. */
function isSameItem(a: ColumnType, b: ColumnType): boolean {
  const isText = ({ kind }: ColumnType) => kind === "varchar" || kind === "text";
  return isSameType(a, b) || (isText(a) && isText(b));
}

/** The name of a type of PostgreSQL. */
function sqlType(type: ColumnType): string {
  switch (type.kind) {
    case "bool":
      return "boolean";
    case "int":
      return type.size === 4 ? "integer" : "bigint";
    case "float":
      return "double precision";
    case "decimal":
      return `numeric(${type.precision}, ${type.scale})`;
    case "varchar":
      return `varchar(${type.length})`;
    case "timestamp":
      return "timestamptz";
    case "list":
      return `${sqlType(type.of)}[]`;
    default:
      return type.kind;
  }
}

/** The type for people. */
export function typeText(type: ColumnType): string {
  switch (type.kind) {
    case "varchar":
      return `varchar(${type.length})`;
    case "decimal":
      return `decimal(${type.precision}, ${type.scale})`;
    case "int":
      return `int${type.size}`;
    case "list":
      return `list of ${typeText(type.of)}`;
    default:
      return type.kind;
  }
}

function widened(danger: Danger | null): Conversion {
  return { kind: "widened", danger };
}

function converted(using: string | null, danger: Danger): Conversion {
  return { kind: "converted", using, danger };
}

function loses(problem: string): Danger {
  return { kind: "loses", problem };
}

function refuses(problem: string): Danger {
  return { kind: "refuses", problem };
}
