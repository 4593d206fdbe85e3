/** What the rules of blank lines look at in a logical line. */
export interface LineShape {
  readonly indentation: number;
  /** Empty lines before it in the template. */
  readonly blank: number;
  readonly kind:
    | "decorator"
    | "def"
    | "class"
    | "import"
    | "docstring"
    | "comment"
    | "continuation"
    | "other";
  /** It ends in a colon: a block follows. */
  readonly opens: boolean;
}

/** How many empty lines stand before each logical line after `ruff format`. */
export function blankLines(lines: readonly LineShape[]): readonly number[] {
  const counts: number[] = [];
  /** The last line of each depth that is still open, outermost first. */
  const open: LineShape[] = [];
  lines.forEach((line, index) => {
    while (open.length > 0 && open[open.length - 1]!.indentation > line.indentation) open.pop();
    const last = open[open.length - 1];
    const sibling = last?.indentation === line.indentation ? last : undefined;
    const parent = sibling === undefined ? last : open[open.length - 2];
    counts.push(index === 0 ? 0 : between(lines[index - 1]!, line, meant(lines, index), sibling, parent));
    if (sibling !== undefined) open.pop();
    open.push(line);
  });
  return counts;
}

/** A comment belongs to the line below it. */
function meant(lines: readonly LineShape[], index: number): LineShape {
  let line = lines[index]!;
  for (let next = index; line.kind === "comment"; next++) {
    const below = lines[next + 1];
    if (below === undefined || below.blank > 0 || below.indentation !== line.indentation) {
      return lines[index]!;
    }
    line = below;
  }
  return line;
}

/** `sibling` is the statement before this one in its block, `parent` the header of the block. */
function between(
  before: LineShape,
  line: LineShape,
  meaning: LineShape,
  sibling: LineShape | undefined,
  parent: LineShape | undefined,
): number {
  const most = line.indentation === 0 ? 2 : 1;
  const asked = Math.min(line.blank, most);
  if (sibling === undefined) {
    return isDefinition(line) && parent !== undefined && !isDefinition(parent) ? 1 : 0;
  }
  if (line.kind === "continuation" || before.kind === "decorator") return 0;
  if (before.kind === "comment" && line.blank === 0 && sibling === before) return 0;
  if (isDefinition(meaning) || isDefinition(sibling)) return most;
  if (sibling.kind === "docstring") return parent === undefined || parent.kind === "class" ? 1 : asked;
  if (sibling.kind === "import" && line.kind !== "import") return Math.max(asked, 1);
  return asked;
}

function isDefinition({ kind }: LineShape): boolean {
  return kind === "decorator" || kind === "def" || kind === "class";
}
