import { applyFindings } from "../apply/diagnostics.ts";
import { type Catalogue, catalogue } from "../diagnostics/catalogue.ts";
import { textFindings } from "../diagnostics/yaml-problems.ts";
import { expressionFindings } from "../model/expression-diagnostics.ts";
import { meaning } from "../model/diagnostics.ts";
import { conflicts, decisionFindings, lockFindings, wantedFindings } from "../plan/diagnostics.ts";
import type { Plugin } from "../plugin/define-plugin.ts";
import { pluginFindings } from "../plugin/diagnostics.ts";
import { readFindings } from "../read-project.ts";
import { shapeFindings } from "../spec/diagnostics.ts";
import { version2Findings } from "../spec/version2/diagnostics.ts";
import { cliFindings } from "./diagnostics.ts";

/** Every finding that svc and these plugins can have. */
export function fullCatalogue(plugins: readonly Plugin[]): Catalogue {
  const { SVC0108: _, SVC0117: __, ...ownMeaning } = meaning;
  const { SVC0108: ___, ...ownExpressions } = expressionFindings;
  return catalogue(
    textFindings,
    shapeFindings,
    version2Findings,
    readFindings,
    ownMeaning,
    ownExpressions,
    conflicts,
    wantedFindings,
    lockFindings,
    decisionFindings,
    applyFindings,
    pluginFindings,
    cliFindings,
    ...plugins.flatMap((plugin) => plugin.diagnostics === null ? [] : [plugin.diagnostics]),
  );
}
