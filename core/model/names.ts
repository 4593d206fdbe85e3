/** Names: what the language allows, and what is made from them. All case rules stand here and nowhere else. */

const PASCAL = /^[A-Z][A-Za-z0-9]*$/;
const SNAKE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const UPPER = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const KEBAB = /^[a-z][a-z0-9-]*$/;
/** Of tables that were there before svc; both databases quote what has to be quoted. */
const COLUMN = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;
const MAX_NAME = 40;

const PYTHON_KEYWORDS = new Set(
  ("False None True and as assert async await break class continue def del elif else except finally for from global " +
    "if import in is lambda nonlocal not or pass raise return try while with yield self cls").split(" "),
);

/** Attributes of Pydantic's and SQLAlchemy's base classes, and of ours: a field of this name would hide them. */
const TAKEN_BY_BASES = new Set(
  ("metadata registry inf nan copy json dict schema schema_json validate construct parse_obj parse_raw parse_file " +
    "from_orm update_forward_refs fields values changes unset super").split(" "),
);

/** Types that generated classes name: a member of this name would hide them in its own class. */
const TAKEN_BY_TYPES = new Set("str int float bool list dict bytes".split(" "));

export type NameKind = "type" | "model" | "snake" | "table" | "field" | "error" | "column" | "project";

/** Why a text is no name of its kind, as the rest of a sentence; null if it is one. */
export function nameProblem(kind: NameKind, name: string): string | null {
  if (kind === "column") return COLUMN.test(name) ? null : "is no name of letters, digits and underscores";
  if (name.length > MAX_NAME) return `is longer than ${MAX_NAME} characters`;
  switch (kind) {
    case "type":
      if (name === "Base") return "is the base class of all tables";
      if (name === "TABLES") return "is the list of all tables";
      if (!PASCAL.test(name)) return "is not in PascalCase";
      return PYTHON_KEYWORDS.has(name) ? "is a keyword of Python" : null;
    case "model":
      return nameProblem("type", name) ?? moduleProblem(name);
    case "error":
      return UPPER.test(name) ? null : "is not in UPPER_SNAKE";
    case "project":
      return KEBAB.test(name) ? null : "is not in kebab-case";
    case "snake":
      if (!SNAKE.test(name)) return "is not in snake_case";
      return PYTHON_KEYWORDS.has(name) ? "is a keyword of Python" : null;
    case "table":
      return nameProblem("snake", name) ?? takenTable(name);
    case "field":
      if (!SNAKE.test(name)) return "is not in snake_case";
      if (PYTHON_KEYWORDS.has(name)) return "is a keyword of Python";
      if (name.startsWith("model_")) return 'begins with "model_", which Pydantic keeps for itself';
      if (TAKEN_BY_BASES.has(name)) return "is an attribute of the classes that hold it";
      return TAKEN_BY_TYPES.has(name) ? "is the name of a Python type" : null;
  }
}

/** A name that follows from others can be one: the plural of `I` is `is`. */
export function isKeyword(name: string): boolean {
  return PYTHON_KEYWORDS.has(name);
}

/** No keywords for Python: a module may be called so, and variables step aside. */
const RECEIVERS = new Set(["self", "cls"]);

/** A model has modules and variables of its name in small letters. */
function moduleProblem(name: string): string | null {
  const module = snakeCase(name);
  return PYTHON_KEYWORDS.has(module) && !RECEIVERS.has(module)
    ? `becomes "${module}" in Python, where that means something else`
    : null;
}

/** Why a table of this name cannot be made, or not be read; null if it can. */
export function takenTable(name: string): string | null {
  if (name === "alembic_version") return "is the table that says which migrations have run";
  if (name.startsWith("sqlite_")) return 'begins with "sqlite_", which SQLite keeps for itself';
  // Before all other schemas PostgreSQL looks into its own, whose tables are called so.
  return name.startsWith("pg_") ? 'begins with "pg_", which PostgreSQL keeps for itself' : null;
}

/** What a name would be in the case that its kind has; null if that is no help. */
export function betterName(kind: NameKind, name: string): string | null {
  const snake = snakeCase(name.replace(/[ .-]+/g, "_"));
  const better = kind === "type" || kind === "model"
    ? pascalCase(snake)
    : kind === "error"
    ? snake.toUpperCase()
    : kind === "project"
    ? kebabCase(snake)
    : snake;
  return better !== name && nameProblem(kind, better) === null ? better : null;
}

/** `OutgoingEmail` → `outgoing_email`; `HTTPLog` → `http_log`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/-/g, "_")
    .toLowerCase();
}

/** `finish_book` → `FinishBook`. */
export function pascalCase(name: string): string {
  return name.split(/[_-]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

export function kebabCase(name: string): string {
  return name.replaceAll("_", "-");
}

/** The regular plural of the last word: `outgoing_email` → `outgoing_emails`. */
export function pluralOf(snake: string): string {
  if (/(s|x|z|ch|sh)$/.test(snake)) return `${snake}es`;
  return /[^aeiou_]y$/.test(snake) ? `${snake.slice(0, -1)}ies` : `${snake}s`;
}

/** `BOOK_NOT_STARTED` → `Book not started`. */
export function sentenceCase(code: string): string {
  const words = code.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The indefinite article of a noun, by its first letter. */
export function articleOf(words: string): "a" | "an" {
  return /^([aeio]|u(?!ni|se|ti))/.test(words) ? "an" : "a";
}
