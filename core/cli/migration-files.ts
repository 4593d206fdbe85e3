import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { placeFinding } from "../model/place-finding.ts";
import type { Schema } from "../model/schema.ts";
import type { Project } from "../pipeline.ts";
import { lazyFile } from "../plugin/contribution.ts";
import { type OwnedFile, ownedFile } from "../plugin/run-plugins.ts";
import { cliFindings as found } from "./diagnostics.ts";
import { EMPTY, type MigrationState, unjoined, unreserved } from "./migrations.ts";
import { printSchema } from "./schema-state.ts";

/** What a user wants of the migrations. A service without any gets its first one whatever it is. */
export type MigrationWish =
  | { readonly kind: "keep" }
  /** Write what is missing. `allow`: places where the user agrees to what is lost, refused or locked there. */
  | { readonly kind: "new"; readonly message: string; readonly allow: readonly string[] }
  /** The user wrote the last one: take the models as what the migrations lead to. */
  | { readonly kind: "by hand" }
  /** Join the heads. */
  | { readonly kind: "merge"; readonly message: string };

export interface MigrationFiles {
  readonly files: readonly OwnedFile[];
  readonly findings: readonly Diagnostic[];
  /** Those of the findings that go away once the user agrees. */
  readonly open: readonly Diagnostic[];
}

/** The migrations that are wished for, and the states that they lead to. */
export function migrationFiles(
  project: Project,
  states: readonly MigrationState[],
  wish: MigrationWish,
): MigrationFiles {
  const made = states.map((state) => filesOf(project, state, wish));
  const known = new Set(made.flatMap(({ consents }) => [...consents]));
  const idle = wish.kind === "new" ? wish.allow.filter((place) => !known.has(place)) : [];
  return {
    files: made.flatMap(({ files }) => files),
    findings: [
      ...made.flatMap(({ findings }) => findings),
      ...idle.map((place) => found.SVC0721(undefined, { place }, { help: allowHelp([...known]) })),
    ],
    open: made.flatMap(({ open }) => open),
  };
}

function allowHelp(places: readonly string[]): string {
  return places.length === 0 ? "leave --allow out" : `places are: ${places.join(", ")}`;
}

interface Revised extends MigrationFiles {
  /** Places that the user may agree to. */
  readonly consents: readonly string[];
}

function filesOf(project: Project, state: MigrationState, wish: MigrationWish): Revised {
  const { reached, wanted, heads } = state;
  if (reached === null) return revise(project, state, "initial", wanted, []);
  const problem = wish.kind === "merge" ? null : unjoined(project, state);
  if (problem !== null && (wish.kind !== "keep" || state.conflicting)) {
    return { files: [], findings: [problem], consents: [], open: [] };
  }
  switch (wish.kind) {
    case "keep":
      return { files: [stateFile(state, reached)], findings: [], consents: [], open: [] };
    case "by hand":
      return { files: [stateFile(state, wanted)], findings: [], consents: [], open: [] };
    case "new":
      return withWarnings(
        revise(project, state, wish.message, wanted, wish.allow),
        unreserved(project, state),
      );
    case "merge":
      if (heads.length < 2) {
        return { files: [stateFile(state, reached)], findings: [], consents: [], open: [] };
      }
      return revise(project, state, wish.message, reached, []);
  }
}

function withWarnings(revised: Revised, warnings: readonly Diagnostic[]): Revised {
  return { ...revised, findings: [...revised.findings, ...warnings] };
}

/** The files that lead to a schema, unless something is to be decided first. */
function revise(
  project: Project,
  state: MigrationState,
  message: string,
  after: Schema,
  allow: readonly string[],
): Revised {
  const files: OwnedFile[] = [];
  const findings: Diagnostic[] = [];
  const consents: string[] = [];
  const open: Diagnostic[] = [];
  const contributions = state.plugin.revise({
    model: project.model,
    service: state.service.id,
    before: state.reached ?? EMPTY,
    after,
    number: Math.max(0, ...state.revisions.map(({ number }) => number)) + 1,
    follows: state.heads.map(({ id }) => id),
    message,
  });
  for (const contribution of contributions) {
    if (contribution.kind === "file") {
      files.push(ownedFile(contribution, state.plugin.name));
      continue;
    }
    const { consent } = contribution;
    if (consent !== undefined) consents.push(consent);
    if (consent !== undefined && allow.includes(consent)) continue;
    const finding = placeFinding(contribution, state.plugin, project.spans);
    findings.push(finding);
    if (consent !== undefined) open.push(finding);
  }
  const decided = findings.length === 0 ? [...files, stateFile(state, after)] : [];
  return { files: decided, findings, consents, open };
}

/** The state of a service as a file of the project, which every plan contributes as it is. */
function stateFile({ plugin, folder }: MigrationState, schema: Schema): OwnedFile {
  const render = () => ({ text: printSchema(schema), origins: [] });
  return ownedFile(lazyFile(`${folder}/schema.json`, "generated", render), plugin.name);
}
