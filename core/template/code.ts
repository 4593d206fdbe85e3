/**
 * # Templates, in one page
 *
 * A template is the file as it shall be, with holes. What goes into a hole is `Code`, and `Code` is made only by
 * the constructors of its language. A string, a number or the Code of another language does not compile, and throws
 * at run time. So text from a spec can only arrive as data.
 *
 * ```
 * <%/* view: RouterView from plugins/backend/views.ts *\/%>        first line, always; no view: `Record<string, never>`
 * from fastapi import APIRouter                                    Python only: an import block. It is not printed:
 * from shared.runtime.http import problems                         it says what these names mean in the text below.
 *
 * def <%= it.factory %>(operations: <%= it.operations %>) -> APIRouter:
 *     """Serve the operations."""
 *     router = APIRouter(prefix=<%= it.prefix %>, tags=[<%= it.tag %>])
 * <% for (const route of it.routes) { -%>
 * <% at(route.node) -%>
 *
 *     @router.<%= route.method %>(<%= route.path %>, responses=problems(<%= route.problems %>))
 *     async def <%= route.name %>(<%= route.parameters %>) -> <%= route.returns %>:
 *         <%= route.docstring %>
 *         return await operations.<%= route.name %>(<%= route.arguments %>)
 * <% end() -%>
 * <% } -%>
 *
 *     return router
 * ```
 *
 * - **Write each statement on one line.** The printer breaks what is too long exactly as `ruff format` does, whatever
 *   the holes hold, and cuts strings that fit nowhere. Inside brackets a template may go over several lines (for a
 *   loop over items, each followed by a comma): line ends and the last comma there mean nothing.
 * - **Imports are what was used.** A name of the import block counts where it stands in the text (not after a dot, not
 *   as the name of a keyword argument, not in strings); `py.ref` counts where it is printed. A clash gets an alias.
 * - **Blank lines** are set as ruff sets them: two around top-level definitions, one around methods, none after a
 *   header, one after the docstring of a class; else the template's own, at most one (top level: two).
 * - `py.args` and `py.params` make *elements*: they go between brackets, alone or among others, and may be empty.
 * - `py.docstring`, `py.comment` and `py.def` take whole lines: they stand alone in theirs.
 * - **Control tags** `<% … -%>` stand on lines of their own, which vanish with their indentation. They loop and branch.
 * - `at(node)` … `end()` say which node of the Model the lines between come from.
 *
 * Which hole accepts what:
 *
 * | first line ends in | holes accept | where |
 * |---|---|---|
 * | (nothing) | `py.*` | where an expression, a name or a list of elements may stand; never in a string or a comment |
 * | `; toml` | `toml.*` | values; `toml.key` before `=` and in `[names]`; `toml.comment` in a line of its own |
 * | `; yaml` | `yaml.*` | values and keys, block or flow; `yaml.comment` in a line of its own |
 * | `; markdown` | `md.*` | `text` and `code` within a line, `fence` as lines of its own, `url` in `(…)` of a link |
 * | `; make` | `make.*` | `name` in targets, `text` in variables and messages, `arg` as a word of a recipe |
 * | `; ini` | `ini.*` | `key`, then `=`, then `value` (configparser) or `env` (`.env` files) |
 * | `; shell` | `sh.*` | `word` as a word of a command, `name` in a word, `exec` after CMD in a Dockerfile |
 *
 * ```ts
 * import { backend, project } from "../../templates/index.ts";   // plugins by folder, templates by file, in camelCase
 * const { text, origins } = renderModule(backend.router, view, { header, docstring: "REST routes.", firstParty });
 * const { text, origins } = render(project.makefile, view);      // every other language
 * backend.static["runtime/http.py"];                             // a file under templates/backend/static, as it is
 * ```
 *
 * Views hold Code, arrays, booleans, ids for `at`, and views. Most Python is made by
 * py.expr`Annotated[${type}, Field(max_length=${py.int(50)})]`: its text is the plugin's own, the holes are Code, and
 * precedence is kept with parentheses where needed. A name in it that needs an import is a hole with a `py.ref`.
 */

export { py, type PyFunction, type PyParameter } from "./py.ts";
export type { Docstring, DocstringEntry } from "./block.ts";
export { type ModuleOptions, renderModule } from "./render-module.ts";
export { render, type Rendered } from "./render.ts";
export { ini, make, md, sh, toml, yaml } from "./scalars.ts";
export type { Template } from "./template.ts";

/** Each language has its own escapes, so its own Code. */
export type Language = "python" | "toml" | "yaml" | "markdown" | "make" | "ini" | "shell";

declare const language: unique symbol;

/** A piece of text in one language that is safe wherever a hole of this language stands. */
export interface Code<L extends Language = "python"> {
  readonly [language]: L;
}

export type Py = Code<"python">;

/**
 * A name of a Python module; `name: ""` is the module itself (`import sqlalchemy as sa`: `as: "sa"`). `as` is the name
 * that it shall have, also where that hides a builtin: what a package shows to others has its own name.
 */
export interface PyRef {
  readonly module: string;
  readonly name: string;
  readonly as?: string;
}
