import { describe, expect, test } from "bun:test";
import { completionScript, SHELLS } from "../../core/cli/completions.ts";
import { optionsOf } from "../../core/cli/options.ts";
import { commands } from "../../core/cli/registry.ts";

/** What bash would offer after these words. */
function offered(...words: string[]): string[] {
  const script = `${completionScript("bash", commands)}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _svc; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const child = Bun.spawnSync(["bash", "-c", script, "bash", "svc", ...words]);
  expect(child.stderr.toString()).toBe("");
  return child.stdout.toString().split("\n").filter((line) => line !== "");
}

describe("bash", () => {
  test("offers every command, and what begins so", () => {
    expect(offered("")).toEqual([...new Set(everyName().map((name) => name.split(" ")[0]!))].sort());
    expect(offered("gene")).toEqual(["generate"]);
    expect(offered("migrate", "n")).toEqual(["new"]);
  });

  test("offers every option of every command", () => {
    for (const command of commands) {
      const flags = optionsOf(command).map(({ flags }) => flags.split(" ")[0]!);
      const found = offered(...command.name.split(" "), "--");
      expect([command.name, flags.filter((flag) => !found.includes(flag))]).toEqual([command.name, []]);
      expect(found).toContain("--json");
    }
  });

  test("offers values, and files where it has nothing to offer", () => {
    expect(offered("completions", "")).toEqual(expect.arrayContaining([...SHELLS]));
    expect(offered("why", "package.j")).toEqual(["package.json"]);
  });
});

test("zsh loads what it needs and then does as bash", () => {
  const script = completionScript("zsh", commands);
  expect(script.split("\n")[0]).toBe("autoload -U +X bashcompinit && bashcompinit");
  expect(script).toEndWith(completionScript("bash", commands));
});

test("fish names every command and option, with quotes that hold", () => {
  const script = completionScript("fish", commands);
  for (const command of commands) {
    expect(script).toContain(`-a ${command.name.split(" ").at(-1)}`);
    for (const { flags } of optionsOf(command)) {
      expect(script).toContain(`-l ${flags.split(" ")[0]!.slice(2)}`);
    }
  }
  for (const line of script.split("\n")) {
    expect([line, line.replaceAll("\\'", "").split("'").length % 2]).toEqual([line, 1]);
  }
});

function everyName(): string[] {
  return commands.flatMap(({ name, aliases }) => [name, ...aliases]);
}
