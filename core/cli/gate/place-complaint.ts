import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Host } from "../../host/host.ts";
import type { Complaint, Judge, Place } from "../../plugin/judge.ts";
import { lineText, type Source, type Span } from "../../text/source.ts";
import { SourceFiles } from "../source-files.ts";

/** What outside tools say, as findings like svc's own; the texts that they point into are read once. */
export function placeComplaints(
  host: Host,
  complaints: readonly { readonly judge: Judge; readonly complaint: Complaint }[],
): { findings: Diagnostic[]; sources: ReadonlyMap<string, Source> } {
  const sources = new SourceFiles(host);
  const findings = complaints.map(({ judge, complaint }): Diagnostic => {
    const path = complaint.file === null ? null : projectPathOf(host.root, judge.folder, complaint.file);
    const source = path === null ? null : sources.at(path);
    const span = source === null ? undefined : spanOf(source, complaint.start, complaint.end);
    // A place outside the project, or in a file that is gone, is still worth knowing.
    const elsewhere = span === undefined && complaint.file !== null ? ` (${complaint.file})` : "";
    return {
      code: `${judge.tool}/${complaint.rule}`,
      severity: complaint.severity,
      message: `${complaint.message}${elsewhere}`,
      ...(span === undefined ? {} : { span }),
      ...(complaint.help === null ? {} : { help: complaint.help }),
      ...(complaint.identity === null ? {} : { identity: complaint.identity }),
    };
  });
  return { findings, sources: sources.read };
}

/** Relative to the project; null for what lies outside. */
function projectPathOf(root: string, folder: string, file: string): string | null {
  const base = root.replace(/[\\/]+$/, "");
  const posix = file.replaceAll("\\", "/");
  if (posix.startsWith(`${base}/`)) return posix.slice(base.length + 1);
  if (posix.startsWith("/") || /^[A-Za-z]:/.test(posix)) return null;
  const parts = folder === "." ? [] : folder.split("/");
  for (const part of posix.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function spanOf(source: Source, start: Place | null, end: Place | null): Span {
  const first = start === null ? 0 : offsetOf(source, start);
  // Without an end, or with one far below, the line says enough.
  const isNear = start !== null && end !== null && (end.line === start.line || end.line === start.line + 1);
  const last = start === null
    ? 0
    : isNear
    ? Math.max(first, offsetOf(source, end))
    : endOfLine(source, start.line);
  return { path: source.path, start: first, end: last };
}

function offsetOf(source: Source, { line, column }: Place): number {
  const points = [...lineText(source, line)].slice(0, column - 1);
  const begin = source.lineStarts[line - 1] ?? source.text.length;
  return Math.min(begin + points.join("").length, source.text.length);
}

function endOfLine(source: Source, line: number): number {
  const begin = source.lineStarts[line - 1] ?? source.text.length;
  return begin + lineText(source, line).length;
}
