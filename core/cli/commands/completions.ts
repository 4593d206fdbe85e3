import { z } from "../../schema/schema.ts";
import { answer, defineCommand } from "../command.ts";
import { completionScript, SHELLS } from "../completions.ts";

export const completions = defineCommand({
  name: "completions",
  aliases: [],
  group: "learn",
  summary: "print the script that completes svc in a shell",
  effect: "reads",
  input: z.object({ shell: z.enum(SHELLS).describe("bash, zsh or fish") }),
  positionals: ["shell"],
  examples: ['eval "$(svc completions bash)"', "svc completions fish > ~/.config/fish/completions/svc.fish"],
  run({ shell }, { commands }) {
    const script = completionScript(shell, commands);
    return Promise.resolve(answer(script, { shell, script }));
  },
});
