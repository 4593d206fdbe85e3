import { py, type Shape } from "../../../mod.ts";
import type { Context, Served } from "./context.ts";
import type { Draft } from "./draft.ts";
import { emptyCall, mustBeSent } from "./good-calls.ts";
import { sketchOf } from "./payload.ts";
import { newScene, request } from "./scene.ts";

/** An operation that goes away says so, whatever it answers. A slot is not called for it. */
export function* announcedEnd(context: Context, served: Served, shape: Shape | null): Iterable<Draft> {
  const { operation } = served;
  const until = operation.deprecated?.until ?? null;
  const endsBefore = operation.params.some((param) => param.type.kind === "row" && mustBeSent(param));
  if (until === null || (operation.slot && !endsBefore)) return;
  const scene = newScene();
  const body = shape === null ? {} : { body: sketchOf(context, shape) };
  yield {
    name: `${operation.name}_announces_its_end`,
    node: operation.id,
    scene,
    body: {
      kind: "announces",
      response: request(context.index, scene, { ...emptyCall(context, served), ...body }),
      until: py.str(until),
      parsed: py.ref({ module: "email.utils", name: "parsedate_to_datetime" }),
    },
  };
}
