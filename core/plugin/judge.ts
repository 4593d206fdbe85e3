/** An outside tool that judges a project, as data: core runs it in the project's own environment. */
export interface Judge {
  /** For people, and unique in the project: `deptry shared`. */
  readonly name: string;
  /** Which reader knows what it says; also the first half of the class of its findings: `ruff` in `ruff/F401`. */
  readonly tool: string;
  readonly program: string;
  /** `{report}` stands for a file of this run that the tool may write. */
  readonly args: readonly string[];
  /** Where it runs, relative to the project; what it names is relative to this, or absolute. */
  readonly folder: string;
}

/** What a judge said. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What it wrote to `{report}`; null if it wrote nothing. */
  readonly report: string | null;
}

/** One thing that a judge has to say against the project. */
export interface Complaint {
  /** The second half of its class: `F401`. */
  readonly rule: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** As the judge names it; null for the project as a whole. */
  readonly file: string | null;
  /** From 1, columns in code points; null where the judge does not say. */
  readonly start: Place | null;
  /** The first position behind it. */
  readonly end: Place | null;
  readonly help: string | null;
  /** What it is about, where its message varies from run to run. */
  readonly identity: string | null;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** An outside tool that mends files of the user. The paths of the files follow its arguments. */
export interface Fixer {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** To print a unified diff instead, and change nothing. */
  readonly dryArgs: readonly string[];
  /** Its exit code where a dry run found something to change. */
  readonly wouldChange: number;
  /** Of the files that it knows: `.py`. */
  readonly suffix: string;
}

/** Understands one tool. Null: it did not get as far as a judgement. */
export type ReadJudge = (said: Said) => readonly Complaint[] | null;
