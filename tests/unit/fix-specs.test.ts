import { describe, expect, test } from "bun:test";
import { fixSpecs, type Understanding } from "../../core/cli/fix/fix-specs.ts";
import { understand } from "../../core/pipeline.ts";
import type { SpecFiles } from "../../core/spec/spec-reader.ts";
import { newSource } from "../../core/text/source.ts";
import { plugins } from "../../plugins/registry.ts";
import { readCase } from "../support/case.ts";

const library = Object.entries(readCase("base/library").tree).filter(([path]) => /ya?ml$/.test(path)).map((
  [path, text],
) => [path, String(text)] as const);

const understood = (files: SpecFiles): Understanding => {
  const { value, diagnostics } = understand(files, plugins);
  return { project: value.project, findings: diagnostics, sources: value.sources };
};

/** The library with words of its specs misspelt, and what fixing makes of it. */
function fixed(
  typos: readonly (readonly [word: string, typo: string])[],
  text = (written: string) => written,
) {
  const misspell = (written: string) =>
    typos.reduce((all, [word, typo]) => all.replace(new RegExp(`\\b${word}:`, "g"), `${typo}:`), written);
  const files = new Map(library.map(([path, written]) => [path, bytesOf(text(misspell(written)))]));
  const fixes = fixSpecs(files, understood);
  const after = library.map(([path]) => [path, fixes.changed.get(path)?.after ?? textOf(files.get(path)!)]);
  return { ...fixes, after };
}

describe("svc fix", () => {
  const typos = [
    ["fields", "feilds"],
    ["optional", "optinal"],
    ["unique", "uniqe"],
    ["inverse", "invers"],
    ["operations", "operatons"],
    ["description", "descripton"],
    ["edition", "editon"],
    ["exposes", "expose"],
  ] as const;

  test.each(typos)("%s: as it was, byte for byte", (word, typo) => {
    const { after, left } = fixed([[word, typo]]);
    expect(left.findings).toEqual([]);
    expect(after).toEqual(library.map((each) => [...each]));
  });

  test("all at once, with comments, Windows line ends and byte order marks as they were", () => {
    const odd = (written: string) => `\ufeff# ours\n${written}# end`.replaceAll("\n", "\r\n");
    const { after, left } = fixed(typos, odd);
    expect(left.findings).toEqual([]);
    expect(after).toEqual(library.map(([path, written]) => [path, odd(written)]));
  });

  test("fixing again changes nothing", () => {
    const files = new Map(library.map(([path, written]) => [path, bytesOf(written)]));
    expect(fixSpecs(files, understood).changed.size).toBe(0);
  });

  test("an edit that leads to nothing better is taken back, and ends", () => {
    const files = new Map([["a.yaml", bytesOf("a b")]]);
    const stubborn = (given: SpecFiles): Understanding => {
      const source = newSource("a.yaml", textOf(given.get("a.yaml")!));
      const edits = [{ span: { path: "a.yaml", start: 0, end: 1 }, text: "aa" }];
      const finding = { code: "SVC0110", severity: "error" as const, message: "still", edits };
      return { project: null, findings: [finding], sources: new Map([["a.yaml", source]]) };
    };
    const { changed, fixed: done, left } = fixSpecs(files, stubborn);
    expect([changed.size, done.length, left.findings.length]).toEqual([0, 0, 1]);
  });
});

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
