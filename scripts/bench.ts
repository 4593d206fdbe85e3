// bun scripts/bench.ts [MODELS]    what svc costs
// bun scripts/bench.ts app         what a generated service costs
//
// What svc costs, as ratios to what the machine can do at best, measured side by side in one run: medians of wall time, with
// the ratio of CPU time beside it. On a busy machine wall time says what it likes; CPU time counts what other cores do
// meanwhile, as when they compile what is hot. So a row says by which of the two it is over its target. No test: a person
// is to look at it.
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { benchApp } from "./bench/app.ts";
import { largeSpecs, writeSpecs } from "./bench/large-project.ts";
import { type Cost, minus, sideBySide } from "./bench/measure.ts";
import { buildHello, buildSvc, compile } from "./build.ts";

interface Row {
  readonly what: string;
  readonly against: string;
  readonly subject: string;
  readonly reference: string;
  readonly ratio: number;
  /** Of CPU time, where that says something. */
  readonly cpu: number | null;
  /** Null where none is set: the row explains another. */
  readonly target: number | null;
}

const MANY = 1000;
const SHORT_ROUNDS = 21;
const LONG_ROUNDS = 3;
const root = join(import.meta.dir, "..");
const folder = mkdtempSync(join(tmpdir(), "svc-bench-"));
const [svc, hello, yaml] = ["svc", "hello", "yaml"].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];

if (import.meta.main && process.argv[2] === "app") {
  await benchApp();
} else if (import.meta.main) {
  const models = Number(process.argv[2] ?? MANY);
  if (!Number.isInteger(models) || models < 10) {
    console.error("bench: the number of models is 10 or more");
    process.exit(2);
  }
  try {
    await build();
    report([...startUp(), ...library(), ...large(models), binarySize()]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function build(): Promise<void> {
  // The floor of reading specs: the library alone, compiled like svc.
  const entry = join(folder, "yaml.ts");
  writeFileSync(
    entry,
    `import { readFileSync } from "node:fs";
import { parseDocument } from ${JSON.stringify(Bun.resolveSync("yaml", root))};
for (const path of new Bun.Glob("**/*.{yml,yaml}").scanSync(".")) parseDocument(readFileSync(path, "utf8"));
`,
  );
  await Promise.all([buildSvc(svc), buildHello(hello), compile(entry, yaml)]);
}

function startUp(): Row[] {
  const [version, nothing] = sideBySide(
    SHORT_ROUNDS,
    { command: [svc, "--version"], folder },
    { command: [hello], folder },
  ) as [Cost, Cost];
  return [row("svc --version", "hello", version, nothing, 1.5)];
}

/** The example: what most runs on small projects feel like. */
function library(): Row[] {
  const [made, again, copy] = ["library", "again", "copy"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const remove = (path: string) => () => rmSync(path, { recursive: true, force: true });
  // The second run is the first with nothing to do.
  sideBySide(1, { command: [svc, "init", made, "--yes"], folder }, {
    command: [svc, "generate"],
    folder: made,
  });
  const [init, copied, unchanged, nothing] = sideBySide(
    SHORT_ROUNDS,
    { command: [svc, "init", again, "--yes"], folder, prepare: remove(again) },
    { command: ["cp", "-r", made, copy], folder, prepare: remove(copy) },
    { command: [svc, "generate"], folder: made },
    { command: [hello], folder },
  ) as [Cost, Cost, Cost, Cost];
  return [
    row("svc init shop --yes, minus hello", "cp -r of the result", minus(init, nothing), copied, 3),
    row("svc generate (library, nothing to do)", "hello", unchanged, nothing, 12),
  ];
}

function large(models: number): Row[] {
  const few = Math.round(models / 10);
  const [small, big, written, writtenFew, done, copy] = ["small", "big", "written", "few", "done", "tree"]
    .map((name) => join(folder, name)) as [string, string, string, string, string, string];
  writeSpecs(small, largeSpecs(few));
  writeSpecs(big, largeSpecs(models));
  writeSpecs(done, largeSpecs(models));
  sideBySide(1, { command: [svc, "generate"], folder: done });
  const fresh = (from: string, to: string) => () => {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true });
  };
  const [planned, parsed, rendered, generated, generatedFew, copied] = sideBySide(
    LONG_ROUNDS,
    { command: [svc, "plan"], folder: big },
    { command: [yaml], folder: big },
    // The hash of a plan depends on every text, and only JSON shows it.
    { command: [svc, "plan", "--json"], folder: big },
    { command: [svc, "generate"], folder: written, prepare: fresh(big, written) },
    { command: [svc, "generate"], folder: writtenFew, prepare: fresh(small, writtenFew) },
    {
      command: ["cp", "-r", done, copy],
      folder,
      prepare: () => rmSync(copy, { recursive: true, force: true }),
    },
  ) as [Cost, Cost, Cost, Cost, Cost, Cost];
  const name = `${models} models`;
  return [
    row(`svc plan (${name}, ${5 * models} operations)`, "yaml parses the same files", planned, parsed, 3),
    row(`svc plan --json (${name}): every text`, "yaml parses the same files", rendered, parsed, null),
    row(
      `svc generate minus svc plan --json (${name})`,
      "cp -r of the result",
      minus(generated, rendered),
      copied,
      3,
    ),
    {
      what: `svc generate (${name})`,
      against: "3 s",
      subject: milliseconds(generated.wallMs),
      reference: "3 s",
      ratio: generated.wallMs / 3000,
      cpu: null,
      target: 1,
    },
    row(
      `svc generate (${name})`,
      `svc generate (${few} models), of which it is ten`,
      generated,
      generatedFew,
      10,
    ),
    {
      what: `svc generate (${name}), peak memory`,
      against: "500 MiB",
      subject: mebibytes(generated.peakBytes),
      reference: "500 MiB",
      ratio: generated.peakBytes / (500 * 2 ** 20),
      cpu: null,
      target: 1,
    },
  ];
}

function binarySize(): Row {
  const [ours, least] = [statSync(svc).size, statSync(hello).size];
  return {
    what: "size of the binary",
    against: "hello",
    subject: mebibytes(ours),
    reference: mebibytes(least),
    ratio: ours / least,
    cpu: null,
    target: 1.06,
  };
}

function row(
  what: string,
  against: string,
  subject: Cost,
  reference: Cost,
  target: number | null,
): Row {
  return {
    what,
    against,
    subject: milliseconds(subject.wallMs),
    reference: milliseconds(reference.wallMs),
    ratio: subject.wallMs / reference.wallMs,
    cpu: subject.cpuMs / reference.cpuMs,
    target,
  };
}

function report(rows: readonly Row[]): void {
  const table = [
    ["command", "", "against", "", "ratio", "of CPU", "target", ""],
    ...rows.map(({ what, against, subject, reference, ratio, cpu, target }) => [
      what,
      subject,
      against,
      reference,
      ratio.toFixed(2),
      cpu === null ? "" : cpu.toFixed(2),
      target === null ? "" : `≤ ${target}`,
      target === null ? "" : verdict(ratio, cpu, target),
    ]),
  ];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((cells) => cells[column]!.length)));
  const isText = (column: number) => column === 0 || column === 2 || column === 7;
  for (const cells of table) {
    const padded = cells.map((cell, column) =>
      isText(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
    );
    console.log(padded.join("  ").trimEnd());
  }
}

function verdict(ratio: number, cpu: number | null, target: number): string {
  const isOver = ratio > target;
  if (cpu === null || isOver === cpu > target) return isOver ? "over" : "";
  return isOver ? "over in wall time" : "over in CPU time";
}

function milliseconds(ms: number): string {
  return ms < 100
    ? `${ms.toFixed(1)} ms`
    : ms < 10_000
    ? `${ms.toFixed(0)} ms`
    : `${(ms / 1000).toFixed(1)} s`;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
