export interface WordRule {
  readonly words: RegExp;
  allowed(path: string): boolean;
  /** Whether the words count in comments and strings too. */
  readonly inComments?: true;
  readonly reason: string;
}

const outside = /^(core\/host|scripts|tests)\//;

export const wordRules: readonly WordRule[] = [
  {
    words: /(?<![.\w$])Bun\b/g,
    allowed: (path) => path === "core/host/bun.ts" || /^(scripts|tests)\//.test(path),
    reason: "the source is runtime-neutral; only core/host/bun.ts, scripts and tests know Bun",
  },
  {
    words: /(?<![.\w$])(console\b|process\s*\.|fetch\s*\(|setTimeout\b|setInterval\b)/g,
    allowed: (path) => outside.test(path) || path === "main.ts",
    reason: "whoever has no Host has no effects: output, environment, time and network go through core/host",
  },
  {
    words: /(?<![.\w$])(Date\.now\b|new Date\(\s*\)|Math\.random\b|performance\s*\.|crypto\s*\.)/g,
    allowed: (path) => outside.test(path),
    reason: "same inputs, same bytes: no clock and no randomness outside core/host",
  },
  {
    words: /(?<![\w$])(Intl\.|localeCompare\b|toLocale\w*)/g,
    allowed: (path) => outside.test(path),
    reason: "same inputs, same bytes: compare and format without the machine's locale",
  },
  {
    words: /[:<|&]\s*any\b(?!\s*[:(.?])|\bas\s+any\b|=>\s*any\b(?=\s*[;,)\n])/g,
    allowed: isParseBorder,
    reason:
      "`any` switches the type checker off; use `unknown` and parse (free in core/text and core/schema)",
  },
  {
    words: /@ts-(ignore|nocheck|expect-error)|deno-lint-ignore(-file)?\s+(no-explicit-any|ban-ts-comment)/g,
    // This file has to name what it forbids.
    allowed: (path) => isParseBorder(path) || path.startsWith("tests/house/"),
    inComments: true,
    reason: "the type checker is right or the type is wrong; silencing it hides which",
  },
];

/** Where foreign data gets its first type. */
function isParseBorder(path: string): boolean {
  return path.startsWith("core/text/") || path.startsWith("core/schema/");
}
