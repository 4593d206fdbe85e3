import type { Json } from "../text/json.ts";
import { positionAt, type Source, type Span } from "../text/source.ts";
import type { Catalogue } from "./catalogue.ts";
import { classOf, fingerprintsOf, type Sha256, toolOf } from "./class.ts";
import type { Diagnostic, Severity } from "./diagnostic.ts";

export interface SarifOptions {
  readonly version: string;
  /** What is known of svc's own rules. */
  readonly catalogue: Catalogue;
  readonly sha256: Sha256;
}

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", hint: "note" };

/** Findings as a SARIF 2.1.0 log: one run for each tool, svc's own first and always. */
export function sarifLog(
  findings: readonly Diagnostic[],
  sources: ReadonlyMap<string, Source>,
  options: SarifOptions,
): Json {
  const fingerprints = fingerprintsOf(findings, options.sha256);
  const named = findings.map((finding, index) => ({ finding, fingerprint: fingerprints[index]! }));
  const tools = [...new Set(["svc", ...findings.map(toolOf)])];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: tools.map((tool) => runOf(tool, named.filter(({ finding }) => toolOf(finding) === tool))),
  };

  function runOf(tool: string, own: typeof named): Json {
    const rules = [...new Set(own.map(({ finding }) => finding.code))].sort();
    const isOwn = tool === "svc";
    return {
      tool: {
        driver: {
          name: tool,
          ...(isOwn ? { version: options.version } : {}),
          rules: rules.map((code) => ruleOf(code, options.catalogue)),
        },
      },
      columnKind: "unicodeCodePoints",
      results: own.map(({ finding, fingerprint }) => ({
        ruleId: ruleIdOf(finding.code),
        ruleIndex: rules.indexOf(finding.code),
        level: LEVELS[finding.severity],
        message: { text: messageOf(finding) },
        ...(finding.span === undefined ? {} : { locations: [locationOf(finding.span, sources)] }),
        ...(finding.related === undefined || finding.related.length === 0 ? {} : {
          relatedLocations: finding.related.map(({ span, label }, id) => ({
            id,
            ...locationOf(span, sources),
            message: { text: label },
          })),
        }),
        partialFingerprints: { "svc/v1": fingerprint },
        properties: { class: classOf(finding) },
        ...fixesOf(finding, sources),
      })),
    };
  }
}

/** `F401` of `ruff/F401`: the tool stands above it. */
function ruleIdOf(code: string): string {
  return code.slice(code.indexOf("/") + 1);
}

function ruleOf(code: string, catalogue: Catalogue): Json {
  const entry = catalogue.find((candidate) => candidate.code === code);
  if (entry === undefined) return { id: ruleIdOf(code) };
  return {
    id: code,
    shortDescription: { text: entry.title },
    fullDescription: { text: entry.explain.replace(/\s+/g, " ") },
    defaultConfiguration: { level: LEVELS[entry.severity] },
  };
}

function messageOf({ message, help }: Diagnostic): string {
  return help === undefined ? message : `${message}\nhelp: ${help}`;
}

function locationOf(span: Span, sources: ReadonlyMap<string, Source>): { physicalLocation: Json } {
  const source = sources.get(span.path);
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(span.path), uriBaseId: "%SRCROOT%" },
      ...(source === undefined ? {} : { region: regionOf(span, source) }),
    },
  };
}

function regionOf(span: Span, source: Source): Json {
  const start = positionAt(source, span.start);
  const end = positionAt(source, span.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function fixesOf({ edits = [], help }: Diagnostic, sources: ReadonlyMap<string, Source>): { fixes?: Json } {
  const known = edits.filter(({ span }) => sources.has(span.path));
  if (known.length === 0 || known.length < edits.length) return {};
  const byFile = Map.groupBy(known, ({ span }) => span.path);
  return {
    fixes: [{
      ...(help === undefined ? {} : { description: { text: help } }),
      artifactChanges: [...byFile].map(([path, group]) => ({
        artifactLocation: { uri: encodeURI(path), uriBaseId: "%SRCROOT%" },
        replacements: group.map(({ span, text }) => ({
          deletedRegion: regionOf(span, sources.get(path)!),
          insertedContent: { text },
        })),
      })),
    }],
  };
}
