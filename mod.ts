/** The public API for plugin authors. Built-in plugins import nothing else of core. */
export type { Catalogue } from "./core/diagnostics/catalogue.ts";
export { defineDiagnostics, type DiagnosticTable } from "./core/diagnostics/define.ts";
export * from "./core/model/condition.ts";
export { databaseSchema } from "./core/model/database-schema.ts";
export * from "./core/model/duration.ts";
export * from "./core/model/extension.ts";
export * from "./core/model/fields-of-rule.ts";
export * from "./core/model/fold-type.ts";
export * from "./core/model/index-model.ts";
export { isKeyword, nameProblem, pluralOf } from "./core/model/names.ts";
export type * from "./core/model/entity.ts";
export type * from "./core/model/error-code.ts";
export type * from "./core/model/list-spec.ts";
export type * from "./core/model/model.ts";
export type * from "./core/model/named-type.ts";
export type * from "./core/model/node.ts";
export type * from "./core/model/operation.ts";
export type * from "./core/model/schema.ts";
export { unreadable } from "./core/model/still-read.ts";
export type * from "./core/model/service.ts";
export type * from "./core/model/shape.ts";
export type * from "./core/model/sql-condition.ts";
export type * from "./core/model/type-ref.ts";
export type {
  Contribution,
  EntryContribution,
  FileContribution,
  Ownership,
} from "./core/plugin/contribution.ts";
export { lazyFile } from "./core/plugin/contribution.ts";
export * from "./core/plugin/define-plugin.ts";
export type * from "./core/plugin/judge.ts";
export type { Revision, RevisionRequest } from "./core/plugin/revision.ts";
export type { Starter } from "./core/plugin/starter.ts";
export { z } from "./core/schema/schema.ts";
export * from "./core/template/code.ts";
export { STDLIB } from "./core/template/python-stdlib.ts";
export { template } from "./core/template/template.ts";
export type { Json } from "./core/text/json.ts";
export { parseJson } from "./core/text/parse-json.ts";
export type { Origin } from "./core/text/origin.ts";
export { writeYaml } from "./core/text/write-yaml.ts";
