/** What the function of a template does, one call after another. */
export type Statement =
  | { readonly kind: "line"; readonly number: number }
  /** `depth` is by how many brackets it leaves more open than it found. */
  | { readonly kind: "text"; readonly text: string; readonly depth: number }
  | { readonly kind: "newline" }
  /** Any other, as it stands in the function. */
  | { readonly kind: "source"; readonly source: string };

/**
 * The statements as TypeScript. Lines without a hole that follow each other are one call: two lines of three are such,
 * and each call is code that is stored, loaded, and run once.
 */
export function printBody(statements: readonly Statement[]): readonly string[] {
  const printed: string[] = [];
  for (let at = 0; at < statements.length;) {
    const run = plainLines(statements, at);
    if (run === null) printed.push(print(statements[at++]!));
    else {
      printed.push(`t.plain(${run.first}, ${JSON.stringify(run.texts.join("\n"))});`);
      at = run.end;
    }
  }
  return printed;
}

interface PlainLines {
  readonly first: number;
  readonly texts: readonly string[];
  /** The statement that comes after them. */
  readonly end: number;
}

/** The lines of text alone that begin with a statement; null if it begins none. */
function plainLines(statements: readonly Statement[], begin: number): PlainLines | null {
  const texts: string[] = [];
  let [first, end] = [0, begin];
  for (;;) {
    const start = statements[end];
    if (start?.kind !== "line" || (texts.length > 0 && start.number !== first + texts.length)) break;
    const text = statements[end + 1];
    const isText = text?.kind === "text" && text.depth === 0;
    const last = end + (isText ? 2 : 1);
    if (statements[last]?.kind !== "newline") break;
    if (texts.length === 0) first = start.number;
    texts.push(isText ? text.text : "");
    end = last + 1;
  }
  return texts.length === 0 ? null : { first, texts, end };
}

function print(statement: Statement): string {
  switch (statement.kind) {
    case "line":
      return `t.line(${statement.number});`;
    case "text":
      return `t.text(${JSON.stringify(statement.text)}${
        statement.depth === 0 ? "" : `, ${statement.depth}`
      });`;
    case "newline":
      return "t.newline();";
    case "source":
      return statement.source;
  }
}
