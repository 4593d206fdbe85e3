import {
  type FileContribution,
  type FindingContribution,
  indexModel,
  type Py,
  py,
  renderModule,
  type RevisionRequest,
} from "../../mod.ts";
import { backend as templates } from "../../templates/index.ts";
import { migrationChanges, type MigrationStep } from "./migration-changes.ts";
import { sourceFolder } from "./module-file.ts";

/** View of `templates/backend/revision.eta`. */
export interface RevisionView {
  readonly revision: Py;
  readonly follows: Py;
  readonly upgrade: readonly StepView[];
  readonly downgrade: readonly StepView[];
}

type StepView =
  | { readonly kind: "do"; readonly value: Py }
  | { readonly kind: "batch"; readonly table: Py; readonly steps: readonly Py[] };

/** One Alembic revision, without a database to compare with: the file is the same wherever it is made. */
export function* revise(request: RevisionRequest): Iterable<FileContribution | FindingContribution> {
  const { model, before, after, revision, follows, message } = request;
  const service = indexModel(model).service(request.service);
  const { changes, findings } = migrationChanges(before, after, service.id);
  yield* findings;
  if (findings.length > 0 || changes.length === 0) return;
  const view: RevisionView = {
    revision: py.str(revision),
    follows: follows === null ? py.none : py.str(follows),
    upgrade: stepViews(changes.flatMap(({ up }) => up)),
    downgrade: stepViews(changes.toReversed().flatMap(({ down }) => down)),
  };
  const { text, origins } = renderModule(templates.revision, view, {
    docstring: message,
    firstParty: ["shared"],
  });
  const path = `${sourceFolder(service)}/migrations/versions/${revision}_${slugOf(message)}.py`;
  yield { kind: "file", path, ownership: "once", text, origins };
}

/** What is done to one table in a row is done at once: SQLite copies the table for each batch. */
function stepViews(steps: readonly MigrationStep[]): readonly StepView[] {
  const joined: MigrationStep[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (step.kind === "batch" && last?.kind === "batch" && last.table === step.table) {
      joined[joined.length - 1] = { ...last, steps: [...last.steps, ...step.steps] };
    } else joined.push(step);
  }
  return joined.map((step) => step.kind === "do" ? step : { ...step, table: py.str(step.table) });
}

const MAX_WORDS = 5;

function slugOf(message: string): string {
  const words = message.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.slice(0, MAX_WORDS).join("_").slice(0, 40).replace(/_$/, "") || "change";
}
