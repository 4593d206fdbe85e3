import { expect, test } from "bun:test";
import { runIn } from "../support/run-case.ts";

const project = {
  "services.yml":
    "version: 2\nservices:\n  - { name: backend, type: python-fastapi }\n  - { name: bot, type: python }\n",
  "shared/spec/models.yaml": "models:\n  User: { fields: { id: int } }\n",
  "services/backend/spec/users.yaml":
    'operations:\n  get_user: { output: User, rest: { method: GET, path: "/{id}" } }\n',
  "services/backend/src/controllers/users.py": "class UsersController: ...\n",
  "services/backend/pyproject.toml": '[project]\nname = "backend"\n',
};

test("svc init in a project of the old template says in one screen what is new and what to move", async () => {
  const { exit, out } = await runIn(project, ["init"]);
  expect(exit).toBe(3);
  expect(out).toContain("its specs stay as they are");
  expect(out).toMatch(/^ {2}services\/backend\/src\/backend\/generated\/ +\d+ files$/m);
  expect(out).toContain(
    "  services/backend/src/controllers/users.py\n    to services/backend/src/backend/controllers/users.py: get_user\n",
  );
  expect(out).toMatch(/^In the way.*\n {2}services\/backend\/pyproject.toml$/m);
  expect(out).toContain("Nothing is made yet for:\n  bot (python)\n");
  expect(out.split("\n").length).toBeLessThanOrEqual(30);
});

test("and what was made before is not new", async () => {
  const { "services/backend/pyproject.toml": _, ...free } = project;
  const first = await runIn(free, ["init"]);
  expect(first.exit).toBe(0);
  const second = await runIn(first.tree, ["init"]);
  expect(second.out).not.toContain("New:");
  expect(second.tree).toEqual(first.tree);
});
