import { defineDiagnostics } from "../../mod.ts";

const project = (services: string) => ({
  "services.yml":
    `version: 3\nproject: { name: shop }\nplugins: { backend: {}, new_plugin: {} }\nservices:${services}\n`,
});

/** What users can have wrong. The examples are run by the tests: bad has the finding, good has none. */
export const newPluginFindings = defineDiagnostics({
  NEW0001: {
    severity: "error",
    title: "Nothing for new_plugin to describe",
    message: "plugin new_plugin is switched on, and the project has no service",
    help: "declare a service, or take new_plugin out of plugins",
    explain: "The plugin writes about services. Without one its file would be empty.",
    bad: project(" {}"),
    good: project("\n  backend: { type: python-fastapi }"),
  },
});
