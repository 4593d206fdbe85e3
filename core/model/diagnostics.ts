import { shapeFindings } from "../spec/diagnostics.ts";
import { errorFindings } from "./error-diagnostics.ts";
import { modelFindings } from "./model-diagnostics.ts";
import { nameFindings } from "./name-diagnostics.ts";
import { operationFindings } from "./operation-diagnostics.ts";
import { serviceFindings } from "./service-diagnostics.ts";
import { typeFindings } from "./type-diagnostics.ts";

/** What a spec can have wrong besides the shape of its files. */
export const meaning = {
  SVC0108: shapeFindings.SVC0108,
  SVC0117: shapeFindings.SVC0117,
  ...nameFindings,
  ...typeFindings,
  ...modelFindings,
  ...operationFindings,
  ...errorFindings,
  ...serviceFindings,
};
