import { columnsThatCome } from "./changes/columns-that-come.ts";
import { columnsThatGo } from "./changes/columns-that-go.ts";
import { defaults } from "./changes/defaults.ts";
import { enums } from "./changes/enums.ts";
import { optionalOrNot } from "./changes/optional-or-not.ts";
import { renamedColumns } from "./changes/renamed-columns.ts";
import { rules } from "./changes/rules.ts";
import { types } from "./changes/types.ts";
import type { FieldChange } from "./schema-change.ts";

/** Each has names of its own, so that any of them may change one table one after the other. */
export const fieldChanges: readonly FieldChange[] = [
  ...columnsThatCome,
  ...columnsThatGo,
  ...renamedColumns,
  ...optionalOrNot,
  ...defaults,
  ...types,
  ...enums,
  ...rules,
];
