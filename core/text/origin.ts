/** Which lines of a generated text came from which node of the Model, and from which line of a template. */
export interface Origin {
  readonly first: number;
  readonly last: number;
  /** Id of the Model node, or null for what comes with the file. */
  readonly node: string | null;
  /** `templates/backend/router.eta:12`. */
  readonly template: string;
}
