import type { Asked, Dialogue } from "./host.ts";

/** Questions on the terminal, on standard error: standard output is for answers of svc. */
export async function nodeDialogue(): Promise<Dialogue> {
  // Loaded here and not above: no other command has a use for it.
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // What was typed or pasted ahead waits for its question.
  const told: Asked[] = [];
  let listener: ((asked: Asked) => void) | null = null;
  const tell = (asked: Asked) => {
    const listening = listener;
    listener = null;
    if (listening === null) told.push(asked);
    else listening(asked);
  };
  lines.on("line", (text) => tell({ kind: "line", text }));
  lines.on("SIGINT", () => tell({ kind: "interrupted" }));
  lines.on("close", () => tell({ kind: "end" }));
  return {
    ask: (question) => {
      lines.setPrompt(question);
      lines.prompt();
      const next = told.shift();
      return next === undefined ? new Promise((resolve) => listener = resolve) : Promise.resolve(next);
    },
    close: () => lines.close(),
  };
}
