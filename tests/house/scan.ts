/** One `import`, `export … from` or `import()` of a TypeScript text. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Nothing is left of it when the program runs. */
  readonly isType: boolean;
}

export function importsOf(text: string): Import[] {
  const code = codeOf(text);
  return [...code.matchAll(/(?<![.\w$])(?:from|import)\s*\(?\s*(["'])/g)].map((match) => {
    const start = match.index + match[0].length;
    const statement = code.slice(code.lastIndexOf(";", match.index) + 1, match.index);
    return {
      specifier: text.slice(start, text.indexOf(match[1]!, start)),
      line: lineAt(text, match.index),
      isType: /(?<![.\w$])(import|export)\s+type\b[^;]*$/.test(statement),
    };
  });
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//;
const string = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/;
// A slash divides after a name, a number or a closing bracket; after these it begins a regular expression.
const regex = /(?<=(?:^|[(,=:[!&|?{};+\-*%<>]|\breturn)\s*)\/(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//;
const token = new RegExp([comment, string, regex, /[`{}]/].map(({ source }) => source).join("|"), "g");
const templateText = /((?:[^\\`$]|\\[\s\S]|\$(?!\{))*)(`|\$\{|$)/y;

/**
 * The text with comments and the insides of strings and regular expressions blanked out, so that a word in it is a
 * word of the program. Offsets and lines stay as they are. What stands in `${…}` of a template is code.
 */
export function codeOf(text: string): string {
  let code = "";
  /** For each template that we are in a `${` of: how many braces are open since. */
  const holes: number[] = [];

  const keep = (count: number) => code += text.slice(code.length, code.length + count);
  const blank = (count: number) =>
    code += text.slice(code.length, code.length + count).replace(/[^\n]/g, " ");
  const template = () => {
    templateText.lastIndex = code.length;
    const [, inside = "", end = ""] = templateText.exec(text) ?? [];
    blank(inside.length);
    keep(end.length);
    if (end === "${") holes.push(0);
  };

  for (;;) {
    token.lastIndex = code.length;
    const match = token.exec(text);
    if (match === null) return code + text.slice(code.length);
    const [found] = match;
    keep(match.index - code.length);
    if (found === "{" || found === "}" || found === "`") {
      keep(1);
      if (found === "`") template();
      const hole = holes.length - 1;
      if (hole < 0 || found === "`") continue;
      holes[hole]! += found === "{" ? 1 : -1;
      if (holes[hole]! < 0) {
        holes.pop();
        template();
      }
    } else if (found.startsWith('"') || found.startsWith("'")) {
      keep(1);
      blank(found.length - 2);
      keep(1);
    } else {
      blank(found.length);
    }
  }
}
