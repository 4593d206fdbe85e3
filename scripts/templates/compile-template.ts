import { BodyWriter } from "./body-writer.ts";
import { fail } from "./fail.ts";
import { printRef, readImports } from "./import-block.ts";
import { printBody } from "./print-body.ts";

/** One template: what its first lines declare, and the body of its function. */
export interface CompiledTemplate {
  /** `backend/router` */
  readonly name: string;
  readonly view: string;
  readonly viewModule: string;
  readonly language: string;
  readonly imports: readonly string[];
  readonly body: readonly string[];
}

const HEAD =
  /^<%\/\* view: (\w+|Record<string, never>) from ([\w.\/-]+\.ts)(?:; (toml|yaml|markdown|make|ini|shell))? \*\/%>\n/;

/** Compiles the text of one template. */
export function compileTemplate(name: string, source: string): CompiledTemplate {
  const head = HEAD.exec(source);
  if (head === null) {
    fail(name, 1, "the first line is `<%/* view: View from plugins/x/views.ts */%>`, or `…; toml */%>`");
  }
  const [line, view, viewModule, language = "python"] = head;
  const rest = source.slice(line.length);
  const { imports, body, skipped } = language === "python"
    ? readImports(rest)
    : { imports: [], body: rest, skipped: 0 };
  const writer = new BodyWriter(name, language === "python", imports);
  writer.write(body, skipped + 2);
  return {
    name,
    view: view!,
    viewModule: viewModule!,
    language,
    imports: imports.map(printRef),
    body: printBody(writer.statements),
  };
}
