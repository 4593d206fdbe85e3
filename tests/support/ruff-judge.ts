import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** The ruff that generated projects pin. There is no skipping: without it nobody knows whether the layout is right. */
function ruffPath(): string {
  const path = process.env["SVC_RUFF"] ?? fromToolchain();
  if (path === undefined) throw new Error("no ruff: set SVC_RUFF, or run the tests with `npm test`");
  return path;
}

function fromToolchain(): string | undefined {
  const prepared = process.env["SVC_TOOLCHAIN_JSON"];
  return prepared === undefined
    ? undefined
    : (JSON.parse(prepared) as { judges: { ruff?: string } }).judges.ruff;
}

const CONFIG = `line-length = 100
target-version = "py311"
[lint]
select = ["D", "E", "F401", "F811", "F821", "I", "N81", "PLE", "Q", "UP", "W"]
ignore = ["D203", "D213", "E741", "F821"]
pydocstyle.convention = "google"
isort.known-first-party = ["shared", "backend"]
`;

/** What ruff says about Python files, each given by name and text; empty strings if it has no objection. */
export function judge(files: ReadonlyMap<string, string>, lint: boolean): { format: string; lint: string } {
  const folder = mkdtempSync(join(tmpdir(), "svc-layout-"));
  try {
    writeFileSync(join(folder, "ruff.toml"), CONFIG);
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    return {
      format: run(["format", "--no-cache", "--diff", "."], folder),
      lint: lint ? run(["check", "--no-cache", "--output-format", "concise", "."], folder) : "",
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(args: readonly string[], cwd: string): string {
  const child = Bun.spawnSync([ruffPath(), ...args], { cwd });
  if (child.exitCode === 0) return "";
  return `${child.stdout}${child.stderr}`.slice(0, 4000) || `ruff ended with ${child.exitCode}`;
}

/** For each pair of texts, whether Python reads them as the same; the differences, or an empty list. */
export function differentForPython(pairs: readonly (readonly [string, string])[]): readonly unknown[] {
  const script = `
import ast, json, sys
def read(text):
    try:
        return ast.dump(ast.parse(text))
    except (SyntaxError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
pairs = json.load(sys.stdin)
print(json.dumps([pair for pair in pairs if read(pair[0]) != read(pair[1]) or not read(pair[0]).startswith("Module")]))
`;
  const child = Bun.spawnSync([process.env["SVC_PYTHON"] ?? "python3", "-c", script], {
    stdin: new TextEncoder().encode(JSON.stringify(pairs)),
  });
  if (child.exitCode !== 0) throw new Error(child.stderr.toString());
  return JSON.parse(child.stdout.toString()) as unknown[];
}
