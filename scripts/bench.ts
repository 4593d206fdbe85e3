// bun scripts/bench.ts [MODELS]    what svc costs
// bun scripts/bench.ts app         what a generated service costs
//
// What svc costs, as ratios to what the machine can do at best, measured side by side in one run: medians of wall time,
// with the ratio of CPU time beside it, which is what the target is compared with. No test: `over` is for a person to
// look at.
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { benchApp } from "./bench/app.ts";
import { largeSpecs, writeSpecs } from "./bench/large-project.ts";
import { type Cost, minus, plus, sideBySide } from "./bench/measure.ts";
import { buildHello, buildSvc, compile } from "./build.ts";

interface Row {
  readonly what: string;
  readonly against: string;
  readonly subject: string;
  readonly reference: string;
  readonly ratio: number;
  /** Of CPU time, where that says something. */
  readonly cpu: number | null;
  readonly target: number;
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
  return [row("svc --version", "hello", version, nothing, 1.2)];
}

/** The example: what most runs on small projects feel like. */
function library(): Row[] {
  const [made, again, copy] = ["library", "again", "copy"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const remove = (path: string) => () => rmSync(path, { recursive: true, force: true });
  sideBySide(1, { command: [svc, "init", made, "--yes"], folder });
  const [init, copied, unchanged, nothing] = sideBySide(
    SHORT_ROUNDS,
    { command: [svc, "init", again, "--yes"], folder, prepare: remove(again) },
    { command: ["cp", "-r", made, copy], folder, prepare: remove(copy) },
    { command: [svc, "generate"], folder: made },
    { command: [hello], folder },
  ) as [Cost, Cost, Cost, Cost];
  return [
    row("svc init shop --yes", "cp -r of the result, and hello", init, plus(copied, nothing), 8),
    row("svc generate (library, nothing to do)", "hello", unchanged, nothing, 15),
  ];
}

function large(models: number): Row[] {
  const few = Math.round(models / 10);
  const [small, big, written, done, copy] = ["small", "big", "written", "done", "tree"].map((name) =>
    join(folder, name)
  ) as [string, string, string, string, string];
  writeSpecs(small, largeSpecs(few));
  writeSpecs(big, largeSpecs(models));
  writeSpecs(done, largeSpecs(models));
  sideBySide(1, { command: [svc, "generate"], folder: done });
  const fresh = () => {
    rmSync(written, { recursive: true, force: true });
    cpSync(big, written, { recursive: true });
  };
  const [planned, parsed, plannedFew, generated, again, copied] = sideBySide(
    LONG_ROUNDS,
    { command: [svc, "plan"], folder: big },
    { command: [yaml], folder: big },
    { command: [svc, "plan"], folder: small },
    { command: [svc, "generate"], folder: written, prepare: fresh },
    { command: [svc, "generate"], folder: done },
    {
      command: ["cp", "-r", done, copy],
      folder,
      prepare: () => rmSync(copy, { recursive: true, force: true }),
    },
  ) as [Cost, Cost, Cost, Cost, Cost, Cost];
  const name = `${models} models`;
  return [
    row(`svc plan (${name}, ${5 * models} operations)`, "yaml parses the same files", planned, parsed, 10),
    row(`svc generate minus svc plan (${name})`, "cp -r of the result", minus(generated, planned), copied, 4),
    row(`svc generate (${name}, all of it)`, "yaml and cp -r", generated, plus(parsed, copied), 8),
    row(`svc generate (${name}, nothing to do)`, "svc plan, when nothing is there", again, planned, 1.2),
    row(`svc plan (${name})`, `svc plan (${few} models), of which it is ten times`, planned, plannedFew, 12),
    {
      what: `svc generate (${name}), peak memory`,
      against: "256 MiB",
      subject: mebibytes(generated.peakBytes),
      reference: "256 MiB",
      ratio: generated.peakBytes / (256 * 2 ** 20),
      cpu: null,
      target: 2,
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
    target: 1.1,
  };
}

function row(what: string, against: string, subject: Cost, reference: Cost, target: number): Row {
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
      `≤ ${target}`,
      // On a busy machine wall time says what it likes.
      (cpu ?? ratio) <= target ? "" : "over",
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
