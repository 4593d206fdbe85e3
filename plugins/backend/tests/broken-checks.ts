import { type CheckSet, type Entity, fieldsOf, py, type Shape } from "../../../mod.ts";
import { breakingValues } from "./check-values.ts";
import type { Context, Served } from "./context.ts";
import type { Draft } from "./draft.ts";
import { failure } from "./failing-tests.ts";
import { bodyOf, dictOf, isNullable, json, least, type Part } from "./payload.ts";
import { type Call, newScene, request, type Scene } from "./scene.ts";

/** What each check of a model refuses, where the body can say all that the check reads. */
export function* brokenChecks(
  context: Context,
  served: Served,
  entity: Entity,
  shape: Shape,
  begin: (scene: Scene) => Call,
): Iterable<Draft> {
  for (const check of entity.checks) {
    const parts = breakingParts(context, entity, shape, check);
    if (parts === null) continue;
    const scene = newScene();
    const call = begin(scene);
    const without = parts.map(({ member }) => member.name);
    const others = shape.role === "update" ? [] : bodyOf(context, scene, shape, { ...least, without });
    const names = fieldsOf(check.condition).map((id) => context.index.field(id).name);
    yield {
      name: `${served.operation.name}_breaks_the_rule_of_${names.join("_and_")}`,
      node: check.id,
      scene,
      body: failure(
        context,
        check.error,
        request(context.index, scene, { ...call, body: dictOf([...others, ...parts]) }),
      ),
    };
  }
}

function breakingParts(
  context: Context,
  entity: Entity,
  shape: Shape,
  check: CheckSet,
): readonly Part[] | null {
  const values = breakingValues(context.index, entity, check);
  if (values === null) return null;
  const parts = [...values].map(([id, value]): Part | null => {
    const member = shape.members.find(({ mirrors }) => mirrors === id);
    const isSaid = member !== undefined && context.index.field(id).relation === null &&
      (value !== null || isNullable(member.type));
    return isSaid ? { member, value: value === null ? py.none : json(context, value), reads: null } : null;
  });
  const said = parts.filter((part) => part !== null);
  return said.length === parts.length ? said : null;
}
