import {
  type ErrorCode,
  foldType,
  type Member,
  type ModelIndex,
  type Py,
  py,
  type TypeRef,
} from "../../mod.ts";
import { annotation, withoutNull } from "./annotation.ts";
import { ref } from "./refs.ts";
import { docstring } from "./docstring.ts";
import { isCamel, travelling } from "./travelling.ts";
import type { ErrorsView, ErrorView } from "./views.ts";

export function errorsView(index: ModelIndex): ErrorsView {
  return { errors: index.model.errors.map((error) => errorView(index, error)) };
}

function errorView(index: ModelIndex, error: ErrorCode): ErrorView {
  const text = py.fstr(error.message.map((part) => part.kind === "text" ? part.text : py.name(part.detail)));
  const written = travelling(index.model);
  const details = error.details.map((detail) =>
    [py.str(written(detail.name)), asJson(index, detail)] as const
  );
  return {
    node: error.id,
    name: py.name(error.names.class),
    docstring: docstring(error, `${error.title}.`),
    code: py.str(error.code),
    status: py.int(error.status),
    title: py.str(error.title),
    former: error.was === undefined ? null : py.tuple(error.was.map(({ code }) => py.str(code))),
    formerClasses: (error.was ?? []).map(({ names }) => py.name(names.class)),
    member: error.field === null ? null : py.str(written(error.field)),
    parameters: py.params([
      { name: "self" },
      ...error.details.map((detail) => ({
        name: detail.name,
        type: annotation(index, detail.type, "row"),
        keywordOnly: true,
      })),
    ]),
    constructor: py.docstring(purpose(index, error)),
    facts: py.args([
      error.message.some((part) => part.kind === "hole")
        ? text
        : py.str(error.message.map((part) => part.kind === "text" ? part.text : "").join("")),
      ...(details.length === 0 ? [] : [py.dict(details)]),
    ]),
  };
}

function purpose(index: ModelIndex, { implied, details }: ErrorCode): string {
  if (implied === null) {
    return details.length === 0 ? "Say what happened." : "Say what happened, with the facts.";
  }
  return implied.kind === "already_exists"
    ? "Tell which fields collide."
    : `Tell which ${index.entity(implied.model).names.words}.`;
}

function asJson(index: ModelIndex, { name, type }: Member): Py {
  const value = py.name(name);
  const present = jsonOf(index, withoutNull(type), value);
  return type.kind === "optional" && present !== value
    ? py.conditional(py.none, py.compare(value, "is", py.none), present)
    : present;
}

function isText(index: ModelIndex, type: TypeRef): boolean {
  const plain = type.kind === "named" ? index.type(type.type).type : type;
  return plain.kind === "string" || plain.kind === "text";
}

function dumped({ model }: ModelIndex, value: Py): Py {
  return py.call(py.attr(value, "model_dump"), [
    py.kw("mode", py.str("json")),
    ...(isCamel(model) ? [py.kw("by_alias", py.bool(true))] : []),
  ]);
}

/** A value as JSON has it. The very same value, if JSON has it already. */
function jsonOf(index: ModelIndex, type: TypeRef, value: Py): Py {
  const same = () => value;
  return foldType<Py>(type, {
    bool: same,
    int: same,
    float: same,
    string: same,
    text: same,
    any: same,
    decimal: ({ wire }) =>
      wire === "number" ? py.call(py.name("float"), [value]) : py.fstr([{ value, suffix: ":f" }]),
    uuid: () => py.call(py.name("str"), [value]),
    row: ({ model }, fold) => fold(index.idOf(model).type),
    date: () => py.call(py.attr(value, "isoformat")),
    time: () => py.call(py.attr(value, "isoformat")),
    duration: () => py.call(ref("shared.runtime.durations", "duration_text"), [value]),
    bytes: () => py.call(ref("shared.runtime.binary", "base64_text"), [value]),
    json: ({ of }) => jsonOf(index, of, value),
    // As Pydantic writes it in every other answer.
    datetime: () => py.expr`${value}.isoformat().replace("+00:00", "Z")`,
    enum: () => py.attr(value, "value"),
    named: (node) => jsonOf(index, index.type(node.type).type, value),
    tag: same,
    union: () => dumped(index, value),
    shape: () => dumped(index, value),
    list: ({ of }) => {
      const item = py.name("item");
      const inner = jsonOf(index, of, item);
      return inner === item ? py.list([py.star(value)]) : py.expr`[${inner} for item in ${value}]`;
    },
    dict: (dict) => {
      const key = isText(index, dict.key) ? py.name("key") : py.call(py.name("str"), [py.name("key")]);
      const item = py.name("item");
      const inner = jsonOf(index, dict.value, item);
      return inner === item && isText(index, dict.key)
        ? py.expr`{**${value}}`
        : py.expr`{${key}: ${inner} for key, item in ${value}.items()}`;
    },
    page: same,
    optional: ({ of }, fold) => fold(of),
  });
}
