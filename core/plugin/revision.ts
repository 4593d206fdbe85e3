import type { Id, Model } from "../model/model.ts";
import type { Schema } from "../model/schema.ts";

/** Ask a plugin for the migration that leads from one Schema of a service to another. */
export interface RevisionRequest {
  readonly model: Model;
  readonly service: Id;
  /** Empty for the first revision. */
  readonly before: Schema;
  readonly after: Schema;
  /** `0002` */
  readonly revision: string;
  /** The revision before, or null. */
  readonly follows: string | null;
  /** Sentence for people, without a full stop; its first words name the file. */
  readonly message: string;
}
