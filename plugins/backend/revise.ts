import {
  type FileContribution,
  type FindingContribution,
  indexModel,
  lazyFile,
  type Py,
  py,
  renderModule,
  type Revision,
  type RevisionRequest,
  type Service,
} from "../../mod.ts";
import { backend as templates } from "../../templates/index.ts";
import { sourceFolder } from "../python/contract.ts";
import { migrationChanges } from "./migration-changes.ts";
import { riskFinding } from "./migration-risks.ts";
import type { MigrationChange, MigrationStep } from "./migration-step.ts";

/** View of `templates/backend/revision.eta`. */
export interface RevisionView {
  readonly revision: Py;
  readonly follows: Py;
  readonly upgrade: readonly StepView[];
  readonly downgrade: readonly StepView[];
}

type StepView =
  | { readonly kind: "do"; readonly value: Py }
  | { readonly kind: "batch"; readonly args: Py; readonly steps: readonly Py[] };

/**
 * Alembic revisions, without a database to compare with: the files are the same wherever they are made.
 *
 * Mostly one. What a table in use gets beside its work cannot be part of a transaction, so it has a revision of its
 * own, which can be run again after it was broken off.
 */
export function* revise(request: RevisionRequest): Iterable<FileContribution | FindingContribution> {
  const { model, before, after, number, follows, message } = request;
  const index = indexModel(model);
  const service = index.service(request.service);
  if (before.tables.length === 0 && after.tables.length > 0) {
    // Tables that are all new ask nobody anything, so the steps that make them wait until the text is asked for.
    const changes = () => migrationChanges(before, after).changes;
    yield revisionFile(service, revisionId(number, message), follows, message, changes);
    return;
  }
  const { changes, online, risks } = migrationChanges(before, after);
  for (const risk of risks) yield riskFinding(risk, service.id, index);
  const joins = follows.length > 1;
  const parts = [
    ...(changes.length > 0 || joins ? [{ message, changes }] : []),
    ...(online.length === 0
      ? []
      : [{ message: `${message}: what is built beside other work`, changes: online }]),
  ];
  let previous = follows;
  for (const [position, part] of parts.entries()) {
    const isSecond = part.changes === online && parts.length > 1;
    const id = revisionId(number + position, message, isSecond ? "_online" : "");
    yield revisionFile(service, id, previous, part.message, () => part.changes);
    previous = [id];
  }
}

function revisionFile(
  service: Service,
  id: string,
  follows: readonly string[],
  message: string,
  changesOf: () => readonly MigrationChange[],
): FileContribution {
  const view = (): RevisionView => {
    const changes = changesOf();
    return {
      revision: py.str(id),
      follows: followed(follows),
      upgrade: stepViews(changes.flatMap(({ up }) => up)),
      downgrade: stepViews(changes.toReversed().flatMap(({ down }) => down)),
    };
  };
  const options = { docstring: message, firstParty: ["shared"] };
  const path = `${sourceFolder(service)}/migrations/versions/${id}.py`;
  return lazyFile(path, "once", () => renderModule(templates.revision, view(), options));
}

/** What is done to one table in a row is done at once: SQLite copies the table for each batch. */
function stepViews(steps: readonly MigrationStep[]): readonly StepView[] {
  const joined: MigrationStep[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (step.kind === "batch" && last?.kind === "batch" && last.table === step.table && !step.apart) {
      joined[joined.length - 1] = { ...last, steps: [...last.steps, ...step.steps] };
    } else joined.push(step);
  }
  return joined.map((step) =>
    step.kind === "do" ? step : { kind: "batch", args: batchArguments(step), steps: step.steps }
  );
}

function batchArguments({ table, counted }: MigrationStep & { kind: "batch" }): Py {
  const kept = py.dict([[py.str("sqlite_autoincrement"), py.bool(true)]]);
  return py.args([py.str(table), ...(counted ? [py.kw("table_kwargs", kept)] : [])]);
}

const MAX_WORDS = 5;
/** Alembic keeps the id of the newest revision in a column of this length. */
const MAX_ID = 32;

/** The id is the name of the file: two branches that both add a revision have different ones. */
function revisionId(number: number, message: string, end = ""): string {
  const start = String(number).padStart(4, "0");
  const room = MAX_ID - start.length - end.length;
  const [first = "change", ...others] = message.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  let text = `_${first}`.slice(0, room);
  for (const word of others.slice(0, MAX_WORDS - 1)) {
    if (text.length + 1 + word.length > room) break;
    text += `_${word}`;
  }
  return `${start}${text}${end}`;
}

function followed(ids: readonly string[]): Py {
  if (ids.length > 1) return py.tuple(ids.map(py.str));
  return ids.length === 0 ? py.none : py.str(ids[0]!);
}

const ASSIGNED = /^(revision|down_revision)\b[^=\n]*=\s*(.+)$/gm;
const QUOTED = /["']([^"']+)["']/g;

/** What a revision says of itself, as Alembic's own template and svc's write it. */
export function readRevision(file: string, text: string): Revision | null {
  if (!file.endsWith(".py")) return null;
  const said = new Map([...text.matchAll(ASSIGNED)].map(([, name, value]) => [name!, value!]));
  const [id] = quoted(said.get("revision") ?? "");
  if (id === undefined) return null;
  const number = Number(/^\d{1,9}(?=_|\.)/.exec(file)?.[0] ?? 0);
  return { id, number, follows: quoted(said.get("down_revision") ?? "") };
}

function quoted(value: string): string[] {
  return [...value.matchAll(QUOTED)].map(([, text]) => text!);
}
