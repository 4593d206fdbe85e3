/** What other plugins may use: names, types and sample values, the points that they add to, and what every service is made of. */
export { deptryJudge } from "./deptry-judge.ts";
export { annotation, fieldAnnotation, optionalInQuery, type Use } from "./annotation.ts";
export { serviceFindings } from "./diagnostics.ts";
export { ending, withEnding } from "./ending.ts";
export { domainSpec, header, PROJECT_SPEC, SHARED_SPEC } from "./header.ts";
export { json, literal, timedelta } from "./literal.ts";
export { runtimeFile } from "./points.ts";
export { sharedDistribution } from "./pyproject-view.ts";
export { enumRef, errorRef, listRefs, shapeRef, sortMember } from "./refs.ts";
export { supplyOf, supplyOfMember } from "./samples/samples.ts";
export {
  anything,
  ascending,
  asItIs,
  capacity,
  OWN,
  type Refused,
  rises,
  type Series,
  type Supply,
  valueAt,
} from "./samples/supply.ts";
export { checkPythonService } from "./service/check-service.ts";
export { everyServiceEntries, extraEntries, memberEntry, SERVICE_EXTRA } from "./service/entries.ts";
export { asVariable, environmentEntries, serviceContract, variablesOf } from "./service/environment.ts";
export { imageOf } from "./service/image.ts";
export { GENERATED_PACKAGE, packageFile, typedMark } from "./service/package-file.ts";
export { servicePyproject } from "./service/pyproject-file.ts";
export {
  serviceFile,
  serviceFolder,
  serviceFolders,
  sourceFolder,
  textFile,
} from "./service/service-file.ts";
export { formerVariables, missingVariables, sampleOf, settingValues } from "./service/setting-values.ts";
export { type SettingField, settingOptions, settingsFile } from "./service/settings-file.ts";
export { testFile } from "./service/test-file.ts";
export { builtinName, type Taken } from "./taken.ts";
export { isCamel, pathTravelling, travelling, valueTravelling } from "./travelling.ts";
export { BUILD_REQUIREMENT, type Distribution, requirement, UV_VERSION } from "./versions.ts";
