import { foldType, type Json, type Model, type ModelIndex, type TypeRef } from "../../mod.ts";

/** Whether a plugin that serves the project has the option `case: camel`. */
export function isCamel({ plugins }: Model): boolean {
  return plugins.some(({ options }) =>
    typeof options === "object" && options !== null && "case" in options && options["case"] === "camel"
  );
}

/** A name of the Model as it travels: of a member, a param, a detail. In Python it stays as it is. */
export function travelling(model: Model): (name: string) => string {
  return isCamel(model) ? camelCase : (name) => name;
}

/** The placeholders of a path, as they travel. */
export function pathTravelling(model: Model): (path: string) => string {
  const written = travelling(model);
  return (path) => path.replace(/\{([^}]+)\}/g, (_, name: string) => `{${written(name)}}`);
}

/** `author_id` → `authorId`, as the runtime does it. */
function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A value as the spec writes it, with the members of its records as they travel. */
export function valueTravelling(index: ModelIndex, value: Json, type: TypeRef): Json {
  if (value === null || !isCamel(index.model)) return value;
  const written = travelling(index.model);
  const same = () => value;
  const entries = () =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const record = (shape: string): Json => {
    const { members } = index.shape(shape);
    return Object.fromEntries(
      entries().map(([name, inner]): [string, Json] => {
        const member = members.find((candidate) => candidate.name === name);
        return [written(name), member === undefined ? inner : valueTravelling(index, inner, member.type)];
      }),
    );
  };
  return foldType<Json>(type, {
    bool: same,
    int: same,
    float: same,
    decimal: same,
    string: same,
    text: same,
    uuid: same,
    date: same,
    time: same,
    datetime: same,
    duration: same,
    bytes: same,
    any: same,
    json: ({ of }, fold) => fold(of),
    enum: same,
    named: (node, fold) => fold(index.type(node.type).type),
    tag: same,
    union: ({ tag, of }) => {
      const said = entries().find(([name]) => name === tag)?.[1];
      const part = of.find((one) => one.value === said);
      return part === undefined ? value : record(part.shape);
    },
    shape: (node) => record(node.shape),
    row: same,
    list: ({ of }) => Array.isArray(value) ? value.map((item) => valueTravelling(index, item, of)) : value,
    dict: (dict) =>
      Object.fromEntries(entries().map(([key, inner]) => [key, valueTravelling(index, inner, dict.value)])),
    page: same,
    optional: ({ of }, fold) => fold(of),
  });
}
