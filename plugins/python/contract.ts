/** What other plugins may use of the shared package: names, types, and the points that they add to. */
export { deptryJudge } from "./deptry-judge.ts";
export { annotation, fieldAnnotation, optionalInQuery, type Use } from "./annotation.ts";
export { ending, withEnding } from "./ending.ts";
export { isForeignPackage } from "./foreign-packages.ts";
export { domainSpec, header, PROJECT_SPEC, SHARED_SPEC } from "./header.ts";
export { json, literal, timedelta } from "./literal.ts";
export { extras, runtimeFile } from "./points.ts";
export { sharedDistribution } from "./pyproject-view.ts";
export { enumRef, errorRef, listRefs, shapeRef, sortMember } from "./refs.ts";
export { builtinName, type Taken } from "./taken.ts";
export { isCamel, pathTravelling, travelling, valueTravelling } from "./travelling.ts";
export { BUILD_REQUIREMENT, type Distribution, requirement, UV_VERSION } from "./versions.ts";
