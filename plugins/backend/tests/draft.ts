import { type Py, py, type PyParameter } from "../../../mod.ts";
import { inPython } from "./names.ts";
import type { Scene } from "./scene.ts";
import type { Cases, TestBody, TestView } from "./views.ts";

/** A test before it has got its name. */
export interface Draft {
  readonly name: string;
  /** Node of the Model that it is about. */
  readonly node: string;
  readonly scene: Scene;
  readonly parametrize?: readonly Cases[];
  /** What the cases fill in. */
  readonly given?: readonly PyParameter[];
  readonly body: TestBody;
}

export function finish(
  { name, node, scene, parametrize = [], given = [], body }: Draft,
  unique: (name: string) => string,
): TestView {
  const http = { name: "http", type: py.expr`${py.ref({ module: "httpx2", name: "" })}.AsyncClient` };
  const parameters = [
    ...(body.kind === "defaults" ? [] : [http]),
    ...[...scene.fixtures].map((fixture) => ({
      name: fixture,
      type: py.ref({ module: "shared.runtime.testing", name: "Make" }),
    })),
    ...given,
  ];
  return {
    node,
    def: py.def({
      name: unique(shortened(`test_${inPython(name)}`)),
      parameters,
      returns: py.none,
      async: true,
    }),
    parametrize,
    lines: scene.lines,
    ...body,
  };
}

/** No name can be broken: with `async def`, its bracket and a number it has to stand in one line. */
const LONGEST_NAME = 85;

/** Cut between two words. */
function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : name.slice(0, name.lastIndexOf("_", LONGEST_NAME));
}

/** `@pytest.mark.parametrize(("fields", "rule"), […])` and the parameters that go with it. */
export function cases(names: readonly string[], rows: readonly (readonly Py[])[]): Cases {
  const [only] = names;
  return names.length === 1 && only !== undefined
    ? { names: py.str(only), rows: py.args(rows.flat()) }
    : { names: py.tuple(names.map(py.str)), rows: py.args(rows.map((row) => py.tuple(row))) };
}

const types: Readonly<Record<string, () => Py>> = {
  field: text,
  pointer: text,
  rule: text,
  url: text,
  key: text,
  sign: text,
  value: () => py.name("object"),
  fields: dictionary,
  query: dictionary,
  values: () => py.expr`list[${any()}]`,
  found: () => py.expr`list[int]`,
  pivot: () => py.name("int"),
};

/** The parameters that cases fill in; each name has one type in all tests. */
export function givenBy(names: readonly string[]): readonly PyParameter[] {
  return names.map((name) => ({ name, type: (types[name] ?? text)() }));
}

function text(): Py {
  return py.name("str");
}

function dictionary(): Py {
  return py.expr`dict[str, ${any()}]`;
}

function any(): Py {
  return py.ref({ module: "typing", name: "Any" });
}

/** `left | right`, or what there is of it. */
export function merged(left: Py | null, right: Py): Py {
  return left === null ? right : py.binary(left, "|", right);
}
