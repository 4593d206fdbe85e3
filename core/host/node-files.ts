import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { type FileKind, type Files, HostError, type WriteOptions } from "./host.ts";
import { systemCode, translated } from "./system-error.ts";

// Some systems know no such flag; there `plan` and `apply` are the only ones who look for links.
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
// A pipe without a writer must not hang svc, so opening never waits.
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const REPLACE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | NO_FOLLOW;
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/** A hash in the making. */
export interface Hasher {
  update(data: Uint8Array): void;
  digest(encoding: "hex"): string;
}

/**
 * The files under a folder, synchronous: the work is many small files, where promises cost more than the disk. The
 * hash comes from the runtime: to load `node:crypto` takes half as long as to start.
 */
export function nodeFiles(root: string, newSha256: () => Hasher): Files {
  const at = (path: string) => absolute(root, path);
  return {
    read: (path) => translated(path, () => read(at(path), path)),
    hash: (path) => translated(path, () => hash(at(path), path, newSha256())),
    kind: (path) => translated(path, () => kind(at(path))),
    list: (path) => translated(path, () => list(at(path))),
    write: (path, content, options = {}) =>
      translated(path, () => withParents(at(path), () => write(at(path), content, options))),
    create: (path, content) =>
      translated(path, () => withParents(at(path), () => createWhole(at(path), content))),
    rename: (from, to) => translated(to, () => withParents(at(to), () => rename(at(from), at(to)))),
    remove: (path) => translated(path, () => unless(["ENOENT", "ENOTDIR"], () => unlinkSync(at(path)))),
    removeTree: (path) => translated(path, () => rmSync(at(path), { recursive: true, force: true })),
    removeEmptyFolder: (path) =>
      translated(
        path,
        () =>
          unless(["ENOTEMPTY", "EEXIST", "ENOENT", "ENOTDIR"], () => (rmdirSync(at(path)), true)) ?? false,
      ),
    mode: (path) => {
      const found = translated(path, () => lstat(at(path)));
      return found === null || !found.isFile() ? null : found.mode & 0o7777;
    },
    canChange: (folder) => {
      const open = () => (accessSync(at(folder), constants.W_OK | constants.X_OK), true);
      return translated(folder, () => unless(["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR"], open)) ??
        false;
    },
  };
}

function absolute(root: string, path: string): string {
  if (path === "" || path === ".") return root;
  if (path.startsWith("/") || /(^|\/)\.\.(\/|$)/.test(path)) {
    throw new Error(`${path} is no path in the project`);
  }
  return `${root}/${path}`;
}

function read(file: string, path: string): Uint8Array | null {
  return opened(file, path, (handle, size) => {
    const content = new Uint8Array(size);
    let length = 0;
    while (length < content.length) {
      const count = readSync(handle, content, length, content.length - length, null);
      if (count === 0) break;
      length += count;
    }
    return length === content.length ? content : content.slice(0, length);
  });
}

/** One buffer for all: thousands of files, each in an array of its own, are garbage that nobody collects in time. */
const buffer = new Uint8Array(1 << 16);

function hash(file: string, path: string, sha256: Hasher): string | null {
  return opened(file, path, (handle) => {
    for (;;) {
      const count = readSync(handle, buffer, 0, buffer.length, null);
      if (count === 0) return sha256.digest("hex");
      sha256.update(count === buffer.length ? buffer : buffer.subarray(0, count));
    }
  });
}

/** Null if there is nothing to open. */
function opened<T>(file: string, path: string, use: (handle: number, size: number) => T): T | null {
  const handle = unless(["ENOENT", "ENOTDIR"], () => openSync(file, READ));
  if (handle === null) return null;
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile()) throw new HostError("not_a_file", path, stat.isDirectory() ? "EISDIR" : "ENXIO");
    return use(handle, stat.size);
  } finally {
    closeSync(handle);
  }
}

function kind(file: string): FileKind | null {
  const found = lstat(file);
  if (found === null) return null;
  if (found.isFile()) return "file";
  if (found.isDirectory()) return "folder";
  return found.isSymbolicLink() ? "link" : "other";
}

function lstat(file: string) {
  return unless(["ENOTDIR", "ENOENT"], () => lstatSync(file, { throwIfNoEntry: false }) ?? null);
}

function list(folder: string): readonly string[] {
  return (unless(["ENOENT", "ENOTDIR"], () => readdirSync(folder)) ?? []).sort();
}

function write(file: string, content: string | Uint8Array, { mode, sync }: WriteOptions): void {
  writeWith(file, content, REPLACE, mode ?? 0o644, sync);
  if (mode !== undefined) chmodSync(file, mode);
}

function writeWith(
  file: string,
  content: string | Uint8Array,
  flag: number,
  mode: number,
  sync = false,
): void {
  const handle = openSync(file, flag, mode);
  try {
    writeFileSync(handle, content);
    if (sync) fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A new file on a full disk would be there, and empty: for a lock that means that somebody holds it. */
function createWhole(file: string, content: string | Uint8Array): void {
  const handle = openSync(file, CREATE, 0o644);
  let isWhole = false;
  try {
    writeFileSync(handle, content);
    isWhole = true;
  } finally {
    closeSync(handle);
    if (!isWhole) unlinkSync(file);
  }
}

/** A folder of the project can be a file system of its own (a mount), where a rename has to become a copy. */
function rename(from: string, to: string): void {
  const moved = unless(["EXDEV"], () => (renameSync(from, to), true));
  if (moved !== null) return;
  const beside = `${to}.svc-new`;
  copyFileSync(from, beside);
  renameSync(beside, to);
  unlinkSync(from);
}

/** Folders are made only where one is missing: 8,000 files need 8,000 calls and not twice that. */
function withParents(file: string, effect: () => void): void {
  const done = unless(["ENOENT"], () => (effect(), true));
  if (done !== null) return;
  mkdirSync(file.slice(0, file.lastIndexOf("/")), { recursive: true });
  effect();
}

/** Null for the system errors that are an answer. */
function unless<T>(answers: readonly string[], call: () => T): T | null {
  try {
    return call();
  } catch (error) {
    const code = systemCode(error);
    if (code !== null && answers.includes(code)) return null;
    throw error;
  }
}
