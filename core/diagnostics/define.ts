import type { Span } from "../text/source.ts";
import type { Diagnostic, Edit, Related, Severity } from "./diagnostic.ts";
import type { Example } from "./example.ts";
import { fillHoles, type Holes, type HoleValue } from "./holes.ts";

/** One kind of finding: everything that svc ever says about it. */
export interface Definition {
  readonly severity: Severity;
  /** Heading of the documentation. */
  readonly title: string;
  /** One line with `{holes}`, in the words of the user's files, without a full stop. */
  readonly message: string;
  /** One step that the user can take. It is left out when a value for one of its own holes is null. */
  readonly help?: string;
  /** Why it is a finding: paragraphs with an empty line between them. */
  readonly explain: string;
  /** A project that has the finding, and the same without it. */
  readonly bad: Example;
  readonly good: Example;
}

export interface CatalogueEntry extends Definition {
  readonly code: string;
}

/** What a finding may have besides message and place. `help` takes the place of the help of the table. */
export interface Extras {
  readonly label?: string | undefined;
  readonly related?: readonly Related[] | undefined;
  readonly help?: string | null | undefined;
  readonly edits?: readonly Edit[] | undefined;
}

/** Makes findings of one code. */
export interface Finder<Message extends string, Help extends string> {
  (span: Span | undefined, args: Args<Message> & HelpArgs<Message, Help>, extras?: Extras): Diagnostic;
  /** With a help of its own, the holes of the table's help need no values. */
  (
    span: Span | undefined,
    args: Args<Message> & Partial<HelpArgs<Message, Help>>,
    extras: Extras & { readonly help: string | null },
  ): Diagnostic;
  readonly entry: CatalogueEntry;
}

/** Finders by code: what `defineDiagnostics` makes, when the codes do not matter. */
export type DiagnosticTable = Readonly<Record<string, { readonly entry: CatalogueEntry }>>;

type Args<Message extends string> = { readonly [hole in Holes<Message>]: HoleValue };
type HelpArgs<Message extends string, Help extends string> = {
  readonly [hole in Exclude<Holes<Help>, Holes<Message>>]: HoleValue | null | undefined;
};

type Finders<Table extends Readonly<Record<string, Definition>>> = {
  readonly [Code in keyof Table]: Finder<
    Table[Code]["message"],
    Table[Code] extends { readonly help: infer Help extends string } ? Help : ""
  >;
};

/** Declare findings. A wrong code, a missing hole or one too many does not compile. */
export function defineDiagnostics<const Table extends Readonly<Record<string, Definition>>>(
  table: Table,
): Finders<Table> {
  const finders = Object.entries(table).map(([code, definition]) => [code, finder({ code, ...definition })]);
  return Object.fromEntries(finders) as Finders<Table>;
}

function finder(entry: CatalogueEntry): Finder<string, string> {
  const find = (span: Span | undefined, args: LooseArgs, extras?: Extras) =>
    newDiagnostic(entry, span, args, extras);
  return Object.assign(find, { entry });
}

type LooseArgs = Readonly<Record<string, HoleValue | null | undefined>>;

/** Make a finding from an entry that is known only at run time. The holes of its message must have values. */
export function newDiagnostic(
  entry: CatalogueEntry,
  span: Span | undefined,
  args: LooseArgs,
  extras: Extras = {},
): Diagnostic {
  const message = fillHoles(entry.message, args);
  if (message === null) throw new Error(`${entry.code} lacks a value for its message`);
  const given = extras.help === undefined ? fillHoles(entry.help ?? "", args) : extras.help;
  return {
    code: entry.code,
    severity: entry.severity,
    message,
    ...(span === undefined ? {} : { span }),
    ...(extras.label === undefined ? {} : { label: extras.label }),
    ...(extras.related === undefined ? {} : { related: extras.related }),
    ...(given === null || given === "" ? {} : { help: given }),
    ...(extras.edits === undefined ? {} : { edits: extras.edits }),
  };
}
