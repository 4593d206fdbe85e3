import type { Py } from "../../../mod.ts";
import type { Line } from "./scene.ts";

/** One test module of a domain. */
export interface DomainTestsView {
  /** Bodies that several tests begin with. */
  readonly bodies: readonly { readonly name: Py; readonly value: Py }[];
  /** Whether any test looks at what a request was refused for. */
  readonly refuses: boolean;
  /** Status and code of what was refused. */
  readonly refusal: Py;
  readonly tests: readonly TestView[];
  /** What is not tested, and why. */
  readonly gaps: readonly Py[];
}

export type TestView = TestHead & TestBody;

export interface TestHead {
  /** Node of the Model. */
  readonly node: string;
  readonly def: Py;
  readonly parametrize: readonly Cases[];
  /** What happens before the request. */
  readonly lines: readonly Line[];
}

export interface Cases {
  /** `"field"` or `("fields", "pointer", "rule")` */
  readonly names: Py;
  readonly rows: Py;
}

export type TestBody =
  | AnswersView
  | AnnouncesView
  | DefaultsView
  | RefusesView
  | FailsView
  | PagesView
  | FoundView
  | CursorView;

/** A request that succeeds. */
export interface AnswersView {
  readonly kind: "answers";
  readonly response: Py;
  readonly status: Py;
  /** What the answer is called, if anything is said about it. */
  readonly answer: { readonly name: Py; readonly value: Py } | null;
  readonly checks: readonly Py[];
  readonly again: AgainView | null;
}

/** Another request, and what is to be seen then. */
export interface AgainView {
  readonly lines: readonly Line[];
  readonly response: Py;
  readonly checks: readonly Py[];
}

/** A request whose answer, whatever it is, says how long there will be one. */
export interface AnnouncesView {
  readonly kind: "announces";
  readonly response: Py;
  /** `2027-12-31` */
  readonly until: Py;
  readonly parsed: Py;
}

/** What a new row has that nobody said. */
export interface DefaultsView {
  readonly kind: "defaults";
  readonly row: Py;
  readonly expected: Py;
}

/** A request that breaks one rule. */
export interface RefusesView {
  readonly kind: "refuses";
  readonly response: Py;
  /** Pointers and rules, or pointers only where `null` breaks a rule of its own. */
  readonly found: Py;
  readonly expected: Py;
}

/** A declared error. */
export interface FailsView {
  readonly kind: "fails";
  readonly response: Py;
  readonly status: Py;
  readonly code: Py;
  /** The whole problem document, in one test per model. */
  readonly details: Py | null;
  readonly again: AgainView | null;
}

/** All rows, two at a time. */
export interface PagesView {
  readonly kind: "pages";
  readonly make: Py;
  /** How a part is read, and how the next one is found. */
  readonly form: "cursor" | "offset" | "counted" | "bare";
  /** The rows in the answer. */
  readonly rows: Py;
  /** Names of the members that hold the next cursor and the number of all rows. */
  readonly next: Py;
  readonly total: Py;
  /** For every page whether it is the last. */
  readonly lasts: Py;
  readonly count: Py;
  /** `http.get` */
  readonly method: Py;
  readonly target: Py;
  /** What the rows are sorted by, and what tells one from another, of a row called `row`. */
  readonly order: Py;
  readonly key: Py;
  /** Whether listed rows look like made ones; else they are compared by key. */
  readonly whole: boolean;
}

/** Some rows are made; a query finds those at some places. */
export interface FoundView {
  readonly kind: "found";
  readonly made: Py;
  readonly query: Py;
  /** Sorted keys of the rows that are found. */
  readonly expected: Py;
  /** Of a row called `row`. */
  readonly key: Py;
  /** `http.get` */
  readonly method: Py;
  readonly target: Py;
  /** The rows in the answer. */
  readonly rows: Py;
}

/** A cursor is used with another order than the one that it was made for. */
export interface CursorView {
  readonly kind: "cursor";
  readonly next: Py;
  readonly make: Py;
  /** `http.get` */
  readonly method: Py;
  readonly target: Py;
  readonly other: Py;
}

export interface ConftestView {
  readonly package: Py;
  readonly hasDatabase: boolean;
  readonly settings: Py;
  readonly createApp: Py;
  /** The form of errors, if the project has its own: tests look at problem documents. */
  readonly errorForm: Py | null;
  /** Settings of the project that have to be set, as members of a dict. */
  readonly values: Py;
  /** Whether some rows are made once per test, because few can be made. */
  readonly shares: boolean;
  /** Whether a fixture writes its numbers in letters. */
  readonly spells: boolean;
  readonly jsonable: Py;
  readonly stored: Py;
  readonly factories: readonly FactoryView[];
}

export interface FactoryView {
  readonly node: string;
  readonly def: Py;
  readonly counts: boolean;
  readonly parents: readonly ParentView[];
  readonly body: Py;
  /** Null: through the repository. */
  readonly sent: { readonly response: Py; readonly status: Py; readonly answered: Py } | null;
  readonly repository: Py;
  readonly row: Py;
  readonly columns: Py;
  /** Names in Python by those that travel, or null: they are the same. */
  readonly attributes: Py | null;
}

/** What a row refers to, unless the test says what. */
export interface ParentView {
  readonly member: Py;
  readonly key: Py;
  /** The one row that all rows of a test refer to, where few can be made. */
  readonly shared: { readonly name: Py; readonly make: Py } | null;
}

export interface OperationsTestsView {
  /** A model whose rows operations make and read. */
  readonly made: MadeView | null;
}

export interface MadeView {
  readonly node: string;
  readonly committed: Py;
  readonly shared: Py;
  readonly lines: readonly Line[];
  readonly onDatabase: Py;
  readonly onUnit: Py;
  readonly create: Py;
  readonly get: Py;
  readonly data: Py;
  readonly body: Py;
  readonly row: Py;
  readonly check: Py;
  readonly notFound: Py;
}

export interface ServiceTestsView {
  readonly name: Py;
  readonly packageModule: Py;
  readonly prefix: Py;
  readonly settings: Py;
  readonly createApp: Py;
  /** Requests that no operation takes. */
  readonly unknown: Py;
  /** Bodies that cannot be read. */
  readonly unreadable: Py;
  /** An error in the form of the project; null: it has none. */
  readonly ownForm: { readonly path: Py; readonly status: Py; readonly expected: Py } | null;
  /** How many are served; whoever wires the application may add others. */
  readonly operations: Py;
  readonly isWired: boolean;
  /** What is said of each variable that must be set. */
  readonly required: readonly Py[];
  /** Former variables with the name of today and a value, as parameters; null: there are none. */
  readonly former: Py | null;
  /** What compares migrations with models; null without tables. */
  readonly checkMigrations: Py | null;
  /** Other paths of operations: method, path and alias. */
  readonly aliases: { readonly rows: Py; readonly route: Py } | null;
  /** A request that takes a body. */
  readonly body: { readonly node: string; readonly method: Py; readonly path: Py } | null;
}
