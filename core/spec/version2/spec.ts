import type { SpecFile } from "../spec.ts";
import type {
  Version2Domain,
  Version2Events,
  Version2Manifest,
  Version2Models,
  Version2Services,
} from "./shapes.ts";

/** What the YAML of a version 2 project says: the shape is checked, names are not resolved. */
export interface Version2Spec {
  readonly language: 2;
  /** The answer that the old template recorded, or the name of the folder. */
  readonly projectName: string;
  readonly services: SpecFile<Version2Services>;
  readonly models: SpecFile<Version2Models> | null;
  readonly events: SpecFile<Version2Events> | null;
  readonly domains: readonly Version2DomainFile[];
  readonly manifests: readonly Version2ManifestFile[];
}

export interface Version2DomainFile {
  readonly service: string;
  /** The stem of the file. */
  readonly name: string;
  readonly file: SpecFile<Version2Domain>;
}

export interface Version2ManifestFile {
  readonly service: string;
  readonly file: SpecFile<Version2Manifest>;
}
