/** The tools that every project is judged by, and what they say. `make check` runs the same. */
import {
  type Complaint,
  type Fixer,
  type Json,
  type Judge,
  parseJson,
  type ReadJudge,
  type Said,
  z,
} from "../../mod.ts";
import { readPytest } from "./read-pytest.ts";

export const JUDGES: readonly Judge[] = [
  {
    name: "ruff format",
    tool: "ruff-format",
    program: "ruff",
    args: ["format", "--check", "--output-format", "json", "."],
    folder: ".",
  },
  {
    name: "ruff check",
    tool: "ruff",
    program: "ruff",
    args: ["check", "--output-format", "json", "."],
    folder: ".",
  },
  { name: "mypy", tool: "mypy", program: "mypy", args: ["--output", "json"], folder: "." },
  {
    name: "pytest",
    tool: "pytest",
    program: "pytest",
    args: ["--quiet", "--tb=short", "--color=no", "-o", "junit_family=xunit1", "--junit-xml={report}"],
    folder: ".",
  },
];

export const FIXERS: readonly Fixer[] = [
  {
    name: "ruff check",
    program: "ruff",
    args: ["check", "--fix-only", "--exit-zero", "--force-exclude", "--quiet"],
    dryArgs: ["check", "--diff", "--force-exclude", "--quiet"],
    wouldChange: 1,
    suffix: ".py",
  },
  {
    name: "ruff format",
    program: "ruff",
    args: ["format", "--force-exclude", "--quiet"],
    dryArgs: ["format", "--diff", "--force-exclude", "--quiet"],
    wouldChange: 1,
    suffix: ".py",
  },
];

export const READERS: Readonly<Record<string, ReadJudge>> = {
  "ruff-format": readRuff,
  ruff: readRuff,
  mypy: readMypy,
  deptry: readDeptry,
  pytest: readPytest,
};

const ruffPlace = z.object({ row: z.int(), column: z.int() });
const ruffSaid = z.array(z.object({
  code: z.string().nullable(),
  message: z.string(),
  filename: z.string(),
  location: ruffPlace.nullable(),
  end_location: ruffPlace.nullable(),
  fix: z.object({ applicability: z.string(), message: z.string().nullable() }).nullable(),
}));

function readRuff({ code, stdout }: Said): Complaint[] | null {
  const parsed = ruffSaid.safeParse(parseJson(stdout));
  if (!parsed.success || (code !== 0 && parsed.data.length === 0)) return null;
  return parsed.data.map(({ code: rule, message, filename, location, end_location: end, fix }) => ({
    rule: rule ?? "invalid-syntax",
    severity: "error",
    message,
    file: filename,
    start: location === null ? null : { line: location.row, column: location.column },
    end: end === null ? null : { line: end.row, column: end.column },
    help: fix?.applicability === "safe" ? `${fix.message ?? "format it"}: svc fix does` : null,
    identity: null,
  }));
}

const mypySaid = z.object({
  file: z.string(),
  line: z.int(),
  column: z.int(),
  end_line: z.int().optional(),
  end_column: z.int().optional(),
  message: z.string(),
  hint: z.string().nullable(),
  code: z.string().nullable(),
  severity: z.string(),
});

/** One JSON object a line. Exit code 2 without any is mypy's own trouble. */
function readMypy({ code, stdout }: Said): Complaint[] | null {
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  if (code !== 0 && lines.length === 0) return null;
  const parsed = z.array(mypySaid).safeParse(lines.map((line) => parseJson(line) ?? null));
  if (!parsed.success) return null;
  return parsed.data.filter(({ severity }) => severity === "error").map((said) => {
    // Columns of types are counted from 0, those of the parser from 1.
    const shift = said.code === "syntax" ? 0 : 1;
    return {
      rule: said.code ?? "error",
      severity: "error",
      message: said.message,
      file: said.file,
      start: said.line < 1 ? null : { line: said.line, column: Math.max(1, said.column + shift) },
      end: said.end_line === undefined || said.end_column === undefined
        ? null
        : { line: said.end_line, column: said.end_column + shift },
      help: said.hint === "" ? null : said.hint,
      identity: null,
    };
  });
}

const deptrySaid = z.array(z.object({
  error: z.object({ code: z.string(), message: z.string() }),
  location: z.object({ file: z.string(), line: z.int().nullable(), column: z.int().nullable() }),
}));

function readDeptry({ code, report }: Said): Complaint[] | null {
  const parsed = deptrySaid.safeParse(report === null ? undefined : parseJson(report) as Json);
  if (!parsed.success || (code !== 0 && parsed.data.length === 0)) return null;
  return parsed.data.map(({ error, location: { file, line, column } }) => ({
    rule: error.code,
    severity: "error",
    message: error.message,
    file,
    start: line === null ? null : { line, column: column ?? 1 },
    end: null,
    identity: null,
    help: "packages that a service uses stand under dependencies in services.yml",
  }));
}
