import { afterEach, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bunHost } from "../../core/host/bun.ts";
import { type Files, HostError } from "../../core/host/host.ts";
import { memoryHost } from "../../core/host/memory.ts";
import { readSpecFiles } from "../../core/read-project.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test("no spec is read through a link, wherever in its path the link is; each is told once", () => {
  const root = projectWith({ "services.yml": "", "shared/spec/models.yaml": "" });
  const elsewhere = projectWith({
    "spec/a.yaml": "",
    "spec/b.yaml": "",
    "one/spec/a.yaml": "",
    "notes/a": "",
  });
  mkdirSync(join(root, "services"));
  symlinkSync(elsewhere, join(root, "services/backend"));
  // Not svc's business: it has no specs.
  symlinkSync(join(elsewhere, "notes"), join(root, "services/notes"));
  symlinkSync("../nowhere", join(root, "services/gone"));
  expect(readIn(root)).toEqual({
    files: ["services.yml", "shared/spec/models.yaml"],
    findings: ["services/backend is a symbolic link, and specs are plain files"],
  });
});

test("links that all specs lie behind", () => {
  const root = projectWith({ "services.yml": "" });
  const elsewhere = projectWith({ "spec/models.yaml": "", "one/spec/a.yaml": "", "two/spec/a.yaml": "" });
  symlinkSync(elsewhere, join(root, "shared"));
  symlinkSync(elsewhere, join(root, "services"));
  expect(readIn(root)).toEqual({
    files: ["services.yml"],
    findings: ["shared", "services"].map((path) => `${path} is a symbolic link, and specs are plain files`),
  });
});

test("a folder that may not be listed is a finding about reading", () => {
  const { files } = memoryHost({
    "services.yml": "",
    "shared/spec/models.yaml": "",
    "services/a/spec/b.yaml": "",
  });
  const list = (path: string) => {
    if (path === "shared/spec") throw new HostError("no_permission", path, "EACCES");
    return files.list(path);
  };
  expect(readFrom({ ...files, list })).toEqual({
    files: ["services.yml", "services/a/spec/b.yaml"],
    findings: ["shared/spec cannot be read: EACCES"],
  });
});

function projectWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "svc-read-"));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function readIn(root: string) {
  return readFrom(bunHost(root).files);
}

function readFrom(files: Files) {
  const { value, diagnostics } = readSpecFiles(files);
  return { files: [...value.keys()], findings: diagnostics.map(({ message }) => message) };
}
