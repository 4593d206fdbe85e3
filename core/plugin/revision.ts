import type { Model } from "../model/model.ts";
import type { Id } from "../model/node.ts";
import type { Schema } from "../model/schema.ts";

/** What a migration says of itself. */
export interface Revision {
  /** Unlike those that other branches make at the same time: a number alone would not be. */
  readonly id: string;
  readonly number: number;
  readonly follows: readonly string[];
}

/** Ask a plugin for the migration that leads from one Schema of a service to another. */
export interface RevisionRequest {
  readonly model: Model;
  readonly service: Id;
  /** Empty for the first revision. */
  readonly before: Schema;
  readonly after: Schema;
  /** Of the file: one more than the highest that is there. */
  readonly number: number;
  /** Ids of the revisions that it comes after: none for the first, several where branches are joined. */
  readonly follows: readonly string[];
  /** Sentence for people, without a full stop; its first words name the file. */
  readonly message: string;
}
