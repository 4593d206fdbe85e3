import { defineDiagnostics } from "../../mod.ts";

const withServices = (lines: string) => ({
  "services.yml":
    "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\nservices:\n  backend: { type: python-fastapi }\n" +
    lines,
});
const withService = (name: string, dependencies = "") => ({
  "services.yml": "version: 3\nproject: { name: shop }\nplugins: { backend: {} }\n" +
    `services:\n  ${name}: { type: python-fastapi${dependencies} }\n`,
});

/** What any service in Python can have wrong. */
export const serviceFindings = defineDiagnostics({
  SVC0608: {
    severity: "error",
    title: "A setting that every service has",
    message: "the setting {setting} is one that services have without being told",
    help: "choose another name",
    explain:
      "Services read the address to listen on, their log level, their database and the like from one environment, so no setting of any service has such a name.",
    bad: withServices("settings: { log_level: info }\n"),
    good: withServices("settings: { mail_level: info }\n"),
  },
  SVC0610: {
    severity: "error",
    title: "A dependency that the service has already",
    message: "service {service} asks for {distribution}, which it has already",
    help: "take it out of dependencies",
    explain:
      "svc pins what generated code needs. A second range for the same package could only contradict it.",
    bad: withService("backend", ', dependencies: ["fastapi<1"]'),
    good: withService("backend", ', dependencies: ["stamina>=26"]'),
  },
  SVC0611: {
    severity: "error",
    title: "A dependency that cannot be read",
    message: '"{text}" in dependencies of service {service} is no requirement',
    help: 'write it as pip does: "stamina>=26.1,<27"',
    explain: "Dependencies are written as PEP 508 says: a name, extras, versions, markers.",
    bad: withService("backend", ', dependencies: ["stamina>=26 <27"]'),
    good: withService("backend", ', dependencies: ["stamina>=26"]'),
  },
  SVC0613: {
    severity: "error",
    title: "A service with the name of somebody else's package",
    message: "service {service} has the name of a Python package that services need",
    help: "choose another name",
    explain:
      "The Python package of a service has its name. One that is called like a module of Python itself, or like a package that generated code is made with, hides it or is hidden by it.",
    bad: withService("fastapi"),
    good: withService("backend"),
  },
});
