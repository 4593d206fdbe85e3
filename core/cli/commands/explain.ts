import { explainText } from "../../diagnostics/explain.ts";
import { nearest } from "../../text/nearest.ts";
import { z } from "../../schema/schema.ts";
import { answer, defineCommand, refusal, type Result } from "../command.ts";
import { fullCatalogue } from "../full-catalogue.ts";
import { cliFindings as found } from "../diagnostics.ts";
import { EXIT } from "../exit-code.ts";

export const explain = defineCommand({
  name: "explain",
  aliases: [],
  group: "learn",
  summary: "explain the code of a finding, with a bad and a good example",
  effect: "reads",
  input: z.object({
    code: z.string().optional().describe("code of a finding, like SVC0110"),
    all: z.boolean().default(false).describe("explain every code"),
  }),
  positionals: ["code"],
  examples: ["svc explain SVC0110", "svc explain --all"],
  run({ code, all }, { plugins }): Promise<Result> {
    const entries = fullCatalogue(plugins);
    // Reports name findings by their class: svc/SVC0706.
    const asked = code?.replace(/^svc\//i, "");
    const full = /^\d{1,4}$/.test(asked ?? "") ? `SVC${asked!.padStart(4, "0")}` : asked?.toUpperCase();
    const wanted = all ? entries : entries.filter((entry) => entry.code === full);
    if (wanted.length > 0) {
      const text = wanted.map(explainText).join("\n");
      const data = wanted.map(({ code, severity, title, message, explain, bad, good }) => ({
        code,
        severity,
        title,
        message,
        explain,
        bad,
        good,
      }));
      return Promise.resolve(answer(text, data));
    }
    const near = full === undefined ? undefined : nearest(full, entries.map((entry) => entry.code))[0];
    const holes = {
      what: code === undefined ? "no code was given" : `there is no finding ${code}`,
      way: near === undefined ? "svc explain --all shows all" : `did you mean ${near}?`,
    };
    return Promise.resolve(refusal(EXIT.usage, found.SVC0709(undefined, holes)));
  },
});
