/** One fenced block of a Markdown text: ```` ```sh tour ````. */
export interface Block {
  readonly language: string;
  /** What stands behind the language. */
  readonly mark: string;
  readonly text: string;
  /** Of the first line of its text, from 1. */
  readonly line: number;
}

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; mark: string; line: number; lines: string[] } | null = null;
  for (const [index, line] of markdown.split("\n").entries()) {
    const [fence, language = "", mark = ""] = /^```(\w*) *(.*)$/.exec(line) ?? [];
    if (open === null && fence !== undefined) open = { language, mark, line: index + 2, lines: [] };
    else if (open !== null && fence !== undefined) {
      blocks.push({ ...open, text: open.lines.map((each) => `${each}\n`).join("") });
      open = null;
    } else open?.lines.push(line);
  }
  if (open !== null) throw new Error(`the block at line ${open.line} has no end`);
  return blocks;
}

/** The lines of the blocks that are marked as tour. */
export function tourCommands(markdown: string): readonly string[] {
  return blocksOf(markdown)
    .filter(({ language, mark }) => language === "sh" && mark === "tour")
    .flatMap(({ text }) => text.split("\n").filter((line) => line.trim() !== ""));
}

/**
 * The blocks that are marked as tour, as one program for bash, which wants `svc` and `uv` on PATH and an empty folder.
 * Each command has to end with 0, or with what a comment behind it says: `svc check # exit 1`.
 */
export function tourScript(markdown: string): string {
  const steps = tourCommands(markdown).map((line) => {
    const [, command = "", code = "0"] = /^(.*?)(?:\s+# exit (\d+))?$/.exec(line) ?? [];
    return [
      command,
      `code=$?`,
      `if [ $code -ne ${code} ]; then`,
      `  echo "README: exit $code instead of ${code}: "${quoted(command)} >&2`,
      `  exit 1`,
      `fi`,
    ].join("\n");
  });
  return steps.map((step) => `${step}\n`).join("");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
