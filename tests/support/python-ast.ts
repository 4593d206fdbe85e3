import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Prints, per project, the tree of each file with every text replaced; what is no Python is said as such. */
const PROGRAM = `
import ast, json, sys

def shape(text):
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as error:
        return f"no Python: {error}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
        elif isinstance(node, ast.JoinedStr):
            node.values = [value for value in node.values if not isinstance(value, ast.Constant)]
    return ast.dump(tree)

with open(sys.argv[1], encoding="utf-8") as file:
    projects = json.load(file)
print(json.dumps([{path: shape(text) for path, text in files.items()} for files in projects]))
`;

/** The shape of Python files, project by project: their syntax trees without the texts in them. */
export function astShapes(
  projects: readonly Readonly<Record<string, string>>[],
): readonly Readonly<Record<string, string>>[] {
  const folder = mkdtempSync(join(tmpdir(), "svc-ast-"));
  try {
    const [input, program] = [join(folder, "in.json"), join(folder, "shapes.py")];
    writeFileSync(input, JSON.stringify(projects));
    writeFileSync(program, PROGRAM);
    const { exitCode, stdout, stderr } = Bun.spawnSync(["python3", "-I", program, input]);
    if (exitCode !== 0) throw new Error(stderr.toString());
    return JSON.parse(stdout.toString()) as readonly Readonly<Record<string, string>>[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
