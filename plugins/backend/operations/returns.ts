import { type Operation, type Py, py } from "../../../mod.ts";
import { annotation, listRefs, shapeRef } from "../../python/contract.ts";
import type { BackendService } from "../backend-service.ts";

/** The type that an operation answers. */
export function operationReturns(
  backend: BackendService,
  operation: Operation,
  hidden: ReadonlySet<string>,
): Py {
  const { index } = backend;
  const { output } = operation;
  switch (output.kind) {
    case "none":
      return py.none;
    case "row": {
      const shape = py.ref(shapeRef(index, output.shape));
      return output.optional ? py.union(shape, py.none) : shape;
    }
    case "rows": {
      const of = { kind: "shape", shape: output.shape } as const;
      return annotation(index, { kind: "list", of, minItems: 0, maxItems: null }, "output", hidden);
    }
    case "page":
      return py.ref(listRefs(index, operation.list!).page);
    case "value":
      return annotation(index, output.type, "output", hidden);
  }
}
