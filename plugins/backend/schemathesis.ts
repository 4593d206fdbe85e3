/** Schemathesis: how it is called, and what it says. */
import type { Complaint, FuzzSite, ReadJudge, Service } from "../../mod.ts";
import { serviceFolder } from "../python/contract.ts";

export function fuzzSite(service: Service, hasDatabase: boolean): FuzzSite {
  return {
    judge: {
      name: `schemathesis ${service.name}`,
      tool: "schemathesis",
      program: "st",
      args: [
        "--config-file",
        `${serviceFolder(service)}/schemathesis.toml`,
        "run",
        "{base}/openapi.json",
        "--wait-for-schema",
        "60",
        "--report",
        "junit",
        "--report-junit-path",
        "{report}",
      ],
      folder: ".",
    },
    env: {
      APP_ENV: "test",
      ...(hasDatabase ? { DATABASE_URL: "sqlite+aiosqlite:///{scratch}/fuzz.db" } : {}),
    },
    migrates: hasDatabase,
    examplesOption: "--max-examples",
  };
}

/** From its JUnit report: a test case for each operation, in it each request that failed with what is wrong about it. */
export const readSchemathesis: ReadJudge = ({ code, report }) => {
  if (report === null) return null;
  const complaints = [...complaintsOf(report)];
  return code !== 0 && complaints.length === 0 ? null : complaints;
};

function* complaintsOf(xml: string): Iterable<Complaint> {
  for (
    const [, name = "", inside = ""] of xml.matchAll(/<testcase name="([^"]*)"[^>/]*>([\s\S]*?)<\/testcase>/g)
  ) {
    const route = unescaped(name);
    const seen = new Set<string>();
    for (
      const [, text = ""] of inside.matchAll(/<(?:failure|error)\b[^>]*>([\s\S]*?)<\/(?:failure|error)>/g)
    ) {
      for (const request of unescaped(text).split(/^(?=\d+\. Test Case ID)/m)) {
        const curl = /^ {4}(curl .*)$/m.exec(request)?.[1] ?? null;
        const said = [...request.matchAll(/^- (ST\d+) (.+)$/gm)];
        for (const [, rule = "", title = ""] of said) {
          if (seen.has(rule)) continue;
          seen.add(rule);
          yield complaint(rule, `${route}: ${title}`, route, curl);
        }
        if (said.length === 0 && request.trim() !== "") {
          yield complaint("error", `${route}: ${request.trim().split("\n")[0]}`, route, curl);
        }
      }
    }
  }
}

function complaint(rule: string, message: string, route: string, help: string | null): Complaint {
  return { rule, severity: "error", message, file: null, start: null, end: null, help, identity: route };
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  "#10": "\n",
};

function unescaped(text: string): string {
  return text.replace(/&(#?\w+);/g, (all, name: string) => ENTITIES[name] ?? all);
}
