// npm run demo
//
// Builds svc, makes a project from a spec, starts it and talks to it over HTTP. Needs uv's packages once; leaves nothing
// behind but the cache.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { buildSvc } from "./build.ts";
import { freePort } from "./free-port.ts";
import { ensureToolchain, pythonEnv } from "./toolchain.ts";

const svc = join(import.meta.dir, "..", "dist", "svc");
const startLimitMs = 30_000;
const pretty = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;

const started = performance.now();
const folder = mkdtempSync(join(tmpdir(), "svc-demo-"));
const project = join(folder, "demo");
let server: Bun.Subprocess | null = null;
// What is waited for then fails, and the way out is the usual one.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server?.kill("SIGTERM"));

try {
  await demo();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\nAll answers are as the spec says. ${seconds} s`);
} catch (error) {
  console.error(`\ndemo failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await stop();
  rmSync(folder, { recursive: true, force: true });
}

async function demo(): Promise<void> {
  const [toolchain] = await Promise.all([ensureToolchain(["quick"]), buildSvc(svc)]);
  const env = pythonEnv(toolchain);
  heading("A project from a spec");
  await command(["init", "demo", "--yes"], folder, env, (text) => text.match(/^Plan: .*$/m)?.[0]);
  show("services/backend/spec/books.yaml");
  await command(["setup"], project, env, () => "the Python environment and .env are there");

  const port = await freePort();
  const log = join(folder, "log");
  heading(`svc dev --port ${port}`);
  server = Bun.spawn([svc, "dev", "--port", String(port)], {
    cwd: project,
    env,
    stdin: "ignore",
    stdout: Bun.file(log),
    stderr: Bun.file(`${log}.err`),
  });
  const base = `http://127.0.0.1:${port}`;
  await ready(base, () => `${readText(log)}${readText(`${log}.err`)}`);
  await talk(base);

  heading("Stop");
  const code = await stop();
  // Stopped because it was asked to.
  if (code !== 130) throw new Error(`svc dev ended with exit code ${code}\n${readText(`${log}.err`)}`);
  console.log("the service has finished its requests and is gone");
}

async function talk(base: string): Promise<void> {
  const call = caller(base);
  heading("What the models and `crud` give");
  const author = await call("POST", "/authors", 201, { name: "  Ursula K. Le Guin " });
  const book = { title: "The Dispossessed", status: "reading", author_id: author["id"], price: "12.50" };
  const first = await call("POST", "/books", 201, { ...book, tags: ["utopia"] });
  await call("POST", "/books", 201, {
    ...book,
    title: "The Lathe of Heaven",
    status: "wishlist",
    price: null,
  });
  await call("GET", `/books/${first["id"]}`, 200);
  const page = await call("GET", "/books?status=reading&tags_has=utopia&sort=title", 200);
  expect((page["items"] as unknown[]).length, 1, "the filter lets one book through");

  heading("The operation that is written by hand");
  const finished = await call("POST", `/books/${first["id"]}/finish`, 200);
  expect(finished["status"], "finished", "status of the finished book");

  heading("Errors have codes, and details with types");
  const again = await call("POST", `/books/${first["id"]}/finish`, 409);
  expect(again["code"], "BOOK_NOT_STARTED", "code");
  const twice = await call("POST", "/books", 409, book);
  expect(twice["code"], "BOOK_ALREADY_EXISTS", "code");
  const invalid = await call("POST", "/books", 422, { title: " ", author_id: author["id"], price: 12.5 });
  expect(invalid["code"], "REQUEST_INVALID", "code");
}

type Body = Record<string, unknown>;

function caller(base: string) {
  return async (method: string, path: string, status: number, body?: Body): Promise<Body> => {
    console.log(`\n${strong(`${method} ${path}`)}${body === undefined ? "" : ` ${JSON.stringify(body)}`}`);
    const response = await fetch(`${base}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const answer = await response.json() as Body;
    console.log(`${response.status} ${indented(answer)}`);
    expect(response.status, status, `status of ${method} ${path}`);
    return answer;
  };
}

function expect(actual: unknown, wanted: unknown, what: string): void {
  if (actual !== wanted) throw new Error(`${what}: wanted ${wanted}, got ${actual}`);
}

async function command(
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
  summary: (text: string) => string | undefined,
): Promise<void> {
  const since = performance.now();
  const child = Bun.spawn([svc, ...args], { cwd, env, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  const [code, out, err] = await Promise.all([child.exited, child.stdout.text(), child.stderr.text()]);
  if (code !== 0) throw new Error(`svc ${args.join(" ")} ended with exit code ${code}\n${out}${err}`);
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  console.log(`${strong(`$ svc ${args.join(" ")}`)}\n${summary(`${out}${err}`) ?? ""} (${seconds} s)`);
}

async function ready(base: string, log: () => string): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline && server?.exitCode === null && server.signalCode === null) {
    const answer = await fetch(`${base}/ready`).catch(() => null);
    if (answer?.ok) return console.log(`GET /ready: ${await answer.text()}`);
    await Bun.sleep(50);
  }
  throw new Error(`the service does not start\n${log()}`);
}

/** Stop what this run has started, by its pid; the exit code, or null if nothing runs. */
async function stop(): Promise<number | null> {
  if (server === null) return null;
  server.kill("SIGTERM");
  return await server.exited;
}

function show(path: string): void {
  const text = readText(join(project, path)).trimEnd().split("\n").filter((line) => !line.startsWith("#"));
  console.log(`\n${strong(path)}\n${text.map((line) => `  ${line}`).join("\n")}\n`);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function indented(answer: Body): string {
  const line = JSON.stringify(answer);
  return line.length <= 100 ? line : JSON.stringify(answer, null, 2);
}

function heading(text: string): void {
  console.log(`\n${strong(`── ${text}`)}`);
}

function strong(text: string): string {
  return pretty ? `\x1b[1m${text}\x1b[0m` : text;
}
