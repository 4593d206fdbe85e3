// What a generated service costs, against the floor: one file that somebody wrote by hand with FastAPI and SQLAlchemy
// (`app/bare.py`). Both are real servers with one worker on one PostgreSQL; requests go to them in turns, so that
// whatever else the machine does falls on both.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSvc } from "../build.ts";
import { freePort } from "../free-port.ts";
import { startPostgres } from "../postgres.ts";
import { ensureToolchain, pythonEnv } from "../toolchain.ts";

/** Odd, for the median; the first round of each request is thrown away. */
const ROUNDS = 15;
const REQUESTS = 600;
const CONNECTIONS = 16;
const BOOKS = 200;
const START_LIMIT_MS = 30_000;

/** What the floor does not do and the generated service does for the same requests. */
const NOT_IN_BARE = [
  "a log line and an id of each request, declared errors, rules of texts and numbers, unknown members refused;",
  "lists with filters, sorts and cursors; ids in order; reads without a transaction, collections of garbage",
  "that leave out what was loaded: the last two make it dearer, all others cheaper",
];

/** One of the two servers, with a row to read in its database. */
interface App {
  readonly name: string;
  readonly child: Bun.Subprocess;
  readonly base: string;
  authorId: string;
  bookId: string;
}

/** Of one round. */
interface Sample {
  readonly perSecond: number;
  readonly cpuUs: number;
}

interface Load {
  readonly name: string;
  send(app: App, serial: number): Promise<Response>;
}

const JSON_HEADERS = { "content-type": "application/json" };

const LOADS: readonly Load[] = [
  { name: "GET one", send: ({ base, bookId }) => fetch(`${base}/books/${bookId}`) },
  { name: "list 20", send: ({ base }) => fetch(`${base}/books?limit=20`) },
  {
    name: "POST",
    send: ({ base, authorId }, serial) =>
      fetch(`${base}/books`, { method: "POST", headers: JSON_HEADERS, body: bookBody(authorId, serial) }),
  },
];

export async function benchApp(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "svc-bench-app-"));
  const svc = join(folder, "svc");
  const project = join(folder, "library");
  const [toolchain] = await Promise.all([ensureToolchain(["quick", "services"]), buildSvc(svc)]);
  const postgres = await startPostgres(toolchain);
  // What is imported a second time has its bytecode, as on any machine that does not forbid it.
  const env = { ...pythonEnv(toolchain), PYTHONDONTWRITEBYTECODE: "" };
  const apps: App[] = [];
  try {
    await run([svc, "init", "library", "--yes"], folder, env);
    await run([svc, "setup"], project, env);
    const python = join(project, ".venv", "bin", "python");
    const generated = {
      name: "generated",
      command: [python, "-m", "backend"],
      cwd: join(project, "services", "backend"),
    };
    const bare = { name: "bare", command: [python, join(import.meta.dir, "app", "bare.py")], cwd: folder };
    for (const { name, command, cwd } of [generated, bare]) {
      await postgres.createDatabase(name);
      const port = await freePort();
      const settings = {
        ...env,
        APP_ENV: "production",
        DATABASE_URL: postgres.url(name),
        HOST: "127.0.0.1",
        PORT: String(port),
        LOG_FORMAT: "json",
      };
      mkdirSync(join(folder, name), { recursive: true });
      if (name === "generated") await run([...command, "migrate"], cwd, settings);
      const child = Bun.spawn(command, {
        cwd,
        env: settings,
        stdin: "ignore",
        stdout: Bun.file(join(folder, name, "log")),
        stderr: Bun.file(join(folder, name, "errors")),
      });
      apps.push({ name, child, base: `http://127.0.0.1:${port}`, authorId: "", bookId: "" });
      await ready(apps.at(-1)!, join(folder, name, "errors"));
    }
    for (const app of apps) await fill(app);
    const memoryAtStart = apps.map(memoryMiB);
    const rows = await measure(apps);
    const imports = importSeconds(python, [
      ["-c", "import backend.generated.app, backend.generated.settings"],
      ["-c", `import sys; sys.path.insert(0, ${JSON.stringify(join(import.meta.dir, "app"))}); import bare`],
    ], { ...env, DATABASE_URL: postgres.url("bare") });
    print(rows, imports, memoryAtStart, apps.map(memoryMiB));
  } finally {
    for (const { child } of apps) {
      child.kill("SIGTERM");
      await child.exited;
    }
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(apps: readonly App[]): Promise<Map<string, Sample[][]>> {
  const samples = new Map(LOADS.map(({ name }) => [name, apps.map((): Sample[] => [])]));
  let serial = BOOKS;
  for (let round = 0; round <= ROUNDS; round++) {
    for (const load of LOADS) {
      // Whoever is first finds colder caches of the processor: they change places.
      const order = apps.map((_, index) => (index + round) % apps.length);
      for (const index of order) {
        const sample = await oneRound(apps[index]!, load, serial);
        if (round > 0) samples.get(load.name)![index]!.push(sample);
      }
      serial += REQUESTS;
    }
  }
  return samples;
}

async function oneRound(app: App, load: Load, firstSerial: number): Promise<Sample> {
  let next = 0;
  const cpuBefore = cpuSeconds(app.child.pid);
  const started = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    while (next < REQUESTS) {
      const response = await load.send(app, firstSerial + next++);
      const text = await response.text();
      if (!response.ok) throw new Error(`bench: ${app.name}, ${load.name}: ${response.status} ${text}`);
    }
  }));
  const seconds = (performance.now() - started) / 1000;
  const cpu = cpuSeconds(app.child.pid) - cpuBefore;
  return { perSecond: REQUESTS / seconds, cpuUs: cpu / REQUESTS * 1e6 };
}

async function fill(app: App): Promise<void> {
  app.authorId = await created(app, "/authors", JSON.stringify({ name: "Ursula K. Le Guin" }));
  for (let serial = 0; serial < BOOKS; serial++) {
    app.bookId = await created(app, "/books", bookBody(app.authorId, serial));
  }
}

async function created({ base, name }: App, path: string, body: string): Promise<string> {
  const response = await fetch(`${base}${path}`, { method: "POST", headers: JSON_HEADERS, body });
  const answer = await response.json() as { id?: string };
  if (answer.id === undefined) throw new Error(`bench: ${name}, POST ${path}: ${JSON.stringify(answer)}`);
  return answer.id;
}

function bookBody(author_id: string, serial: number): string {
  return JSON.stringify({
    title: `Volume ${serial}`,
    status: "reading",
    author_id,
    price: "12.50",
    tags: ["fiction", "utopia"],
  });
}

async function ready({ base, child, name }: App, errors: string): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${base}/health`).catch(() => null);
    if (answer?.ok) return;
    await Bun.sleep(50);
  }
  throw new Error(`bench: ${name} does not start\n${readFileSync(errors, "utf8")}`);
}

/** Time on a processor of all threads of a process so far. Exact, where `stat` counts ticks of 10 ms. */
function cpuSeconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0])
  );
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e9;
}

function memoryMiB({ child }: App): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(status.match(/^VmRSS:\s+(\d+) kB$/m)?.[1]) / 1024;
}

/** CPU seconds of a process that only imports, for each: the least of five, in turns. */
function importSeconds(
  python: string,
  programs: readonly (readonly string[])[],
  env: Record<string, string>,
): number[] {
  const least = programs.map(() => Infinity);
  for (let round = 0; round < 5; round++) {
    for (const [index, program] of programs.entries()) {
      const child = Bun.spawnSync([python, ...program], { env, stdio: ["ignore", "ignore", "pipe"] });
      if (child.exitCode !== 0) throw new Error(`bench: ${child.stderr.toString()}`);
      least[index] = Math.min(least[index]!, Number(child.resourceUsage.cpuTime.total) / 1e6);
    }
  }
  return least;
}

function print(
  rows: Map<string, Sample[][]>,
  imports: readonly number[],
  atStart: readonly number[],
  underLoad: readonly number[],
): void {
  console.log(`PostgreSQL, one worker, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${REQUESTS} requests`);
  console.log(
    "The two take turns, so each round is a pair. Shown is the pair whose ratio is the median, and in",
  );
  console.log("brackets the ratios of the middle half. Above 1 the generated service is the better one.");
  console.log(`${" ".repeat(26)} generated       bare   ratio`);
  for (const [name, [generated, bare]] of rows) {
    const pairs = generated!.map((sample, round) => [sample, bare![round]!] as const);
    const rates = pairs.map(([ours, floor]) => [ours.perSecond, floor.perSecond] as const);
    const costs = pairs.map(([ours, floor]) => [ours.cpuUs, floor.cpuUs] as const);
    console.log(middlePair(name, "requests/s", rates, ([ours, floor]) => ours / floor));
    console.log(middlePair("", "µs of CPU each", costs, ([ours, floor]) => floor / ours));
  }
  console.log(smaller("import", "s of CPU", imports, 2));
  console.log(smaller("memory", "MiB at the start", atStart, 0));
  console.log(smaller("", "MiB under load", underLoad, 0));
  console.log("not done by bare:");
  for (const line of NOT_IN_BARE) console.log(`            ${line}`);
}

type Pair = readonly [generated: number, bare: number];

/** Medians of each side would be of different rounds, and their quotient no ratio that was ever measured. */
function middlePair(
  name: string,
  unit: string,
  pairs: readonly Pair[],
  ratioOf: (pair: Pair) => number,
): string {
  const sorted = pairs.toSorted((a, b) => ratioOf(a) - ratioOf(b));
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;
  const middleHalf = [at(0.25), at(0.75)].map((pair) => ratioOf(pair).toFixed(2)).join(" to ");
  return `${tableRow(name, unit, at(0.5), 0)}   ${ratioOf(at(0.5)).toFixed(2).padStart(5)}  (${middleHalf})`;
}

/** Of what was measured once, the ratio has the floor on top as well: less is better. */
function smaller(name: string, unit: string, values: readonly number[], digits: number): string {
  const [generated, bare] = [values[0]!, values[1]!];
  const ratio = (bare / generated).toFixed(2).padStart(5);
  return `${tableRow(name, unit, [generated, bare], digits)}   ${ratio}`;
}

function tableRow(name: string, unit: string, pair: Pair, digits: number): string {
  const [generated, bare] = pair.map((value) => value.toFixed(digits).padStart(10));
  return `${name.padEnd(8)} ${unit.padEnd(17)} ${generated} ${bare}`;
}

async function run(command: readonly string[], cwd: string, env: Record<string, string>): Promise<void> {
  const child = Bun.spawn([...command], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const [code, out, err] = await Promise.all([child.exited, child.stdout.text(), child.stderr.text()]);
  if (code !== 0) throw new Error(`bench: ${command.join(" ")} ended with ${code}\n${out}${err}`);
}
