import type { Dialogue } from "../../host/host.ts";

/** One thing that a new project is asked. */
export interface Question<Key extends string> {
  readonly key: Key;
  readonly text: string;
  /** Taken for an empty line; may depend on the answers before it. */
  readonly fallback: (answers: Partial<Record<Key, string>>) => string;
  /** What may be answered, where that is a list. */
  readonly choices?: readonly string[];
  /** What is wrong with an answer, in a line; null if nothing is. */
  readonly problem?: (answer: string) => string | null;
}

export type Answered<Key extends string> =
  | { readonly kind: "answers"; readonly answers: Partial<Record<Key, string>> }
  /** Nobody answers any more, or somebody said no: nothing is done. */
  | { readonly kind: "refused" }
  | { readonly kind: "interrupted" };

/** Ask for every answer that was not given, then whether to go on. The end of input is a no. */
export async function askFor<Key extends string>(
  dialogue: Dialogue,
  questions: readonly Question<Key>[],
  given: Partial<Record<Key, string>>,
  agree: (answers: Partial<Record<Key, string>>) => string,
): Promise<Answered<Key>> {
  const answers = { ...given };
  for (const question of questions) {
    if (answers[question.key] !== undefined) continue;
    const fallback = question.fallback(answers);
    const choices = question.choices === undefined ? "" : ` [${question.choices.join(", ")}]`;
    const text = `${question.text}${choices}${fallback === "" ? "" : ` (${fallback})`}: `;
    let complaint = "";
    for (;;) {
      const asked = await dialogue.ask(`${complaint}${text}`);
      if (asked.kind !== "line") return { kind: asked.kind === "end" ? "refused" : "interrupted" };
      const answer = asked.text.trim() || fallback;
      const problem = problemOf(question, answer);
      if (problem === null) {
        answers[question.key] = answer;
        break;
      }
      complaint = `${problem}\n`;
    }
  }
  const asked = await dialogue.ask(`${agree(answers)} [Y/n] `);
  if (asked.kind === "interrupted") return asked;
  return asked.kind === "line" && /^(y(es)?)?$/i.test(asked.text.trim())
    ? { kind: "answers", answers }
    : { kind: "refused" };
}

function problemOf<Key extends string>({ choices, problem }: Question<Key>, answer: string): string | null {
  if (choices !== undefined && !choices.includes(answer)) return `one of ${choices.join(", ")}, please`;
  return problem?.(answer) ?? null;
}
