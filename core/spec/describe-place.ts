import type { NodePath } from "../text/node.ts";
import type { FileKind } from "./shapes.ts";

/** Name a place in a spec file as people do: `field Book.title`, `operation finish_book`. */
export function describePlace(kind: FileKind, name: string, path: NodePath): string {
  const [top, first, second, third, ...rest] = path.map(String);
  const more = rest.length === 0 ? "" : ` (${rest.join(".")})`;
  if (top === undefined) return kind === "domain" ? `domain ${name}` : name;
  if (first === undefined) return `"${top}"`;
  const within = (thing: string, ...steps: (string | undefined)[]) => {
    const inner = steps.filter((step) => step !== undefined);
    return (inner.length === 0 ? thing : `${thing} (${inner.join(".")})`) + more;
  };
  switch (top) {
    case "models":
      if (second === "fields" && third !== undefined) return within(`field ${first}.${third}`);
      if (second === "variants" && third !== undefined) return within(`variant ${first}${third}`);
      return within(`model ${first}`, second, third);
    case "types":
      return within(`type ${first}`, second, third);
    case "enums":
      return within(`enum ${first}`, second, third);
    case "errors":
      return within(`error ${first}`, second, third);
    case "operations":
      return within(`operation ${first}`, second, third);
    case "crud":
      return within(`crud ${first}`, second, third);
    case "events":
      return within(`event ${first}`, second, third);
    case "consumes":
      return within(`entry ${Number(first) + 1} of consumes`, second, third);
    case "services":
      return within(`service ${first}`, second, third);
    case "plugins":
      return within(`plugin ${first}`, second, third);
    case "settings":
      return within(`setting ${first}`, second, third);
    default:
      return `"${path.map(String).join(".")}"`;
  }
}
