import { type Entity, type Field, type Operation, type Param, type Py, py } from "../../../mod.ts";
import { listRefs, shapeRef } from "../../python/contract.ts";
import type { BackendService } from "../backend-service.ts";
import { callParts, type RowPart, subjectOf } from "../call-parts.ts";
import { listMethodName } from "../list-methods.ts";
import { ormRef, repositoryRef } from "../refs.ts";
import { repositoryAttribute } from "../repository-attribute.ts";
import { limitsOf } from "../row-limits.ts";
import { keyArguments, keyOfRow, loaded, loading, outOfLimit, tiedTo } from "./loading.ts";
import type { Locals, Step } from "./step.ts";

/** What `crud` means, without a slot. */
export function derivedSteps(backend: BackendService, operation: Operation, locals: Locals): readonly Step[] {
  const { index, service } = backend;
  const entity = operation.list === null
    ? index.entity(index.domain(operation.domain).model!)
    : index.entity(operation.list.model);
  const limits = limitsOf(index, operation).map(({ param, field }) => {
    const target = index.entity(field.relation!.model);
    const local = locals.name(param.name);
    const row = callParts(backend, operation).rows.find((candidate) => candidate.param === param)!;
    const loads = loading(backend, open(backend, target), row, local, false);
    return { loads, param, field, member: field.member, value: py.attr(local, "id") };
  });
  const body = { backend, operation, entity, locals, limits, row: py.ref(ormRef(service, entity)) };
  return [...limits.flatMap(({ loads }) => loads), ...bodyOf(body)];
}

interface Body {
  readonly backend: BackendService;
  readonly operation: Operation;
  readonly entity: Entity;
  readonly row: Py;
  readonly locals: Locals;
  /** Columns that have to hold the ids of rows in the path. */
  readonly limits: readonly {
    readonly param: Param;
    readonly field: Field;
    readonly member: string;
    readonly value: Py;
  }[];
}

function bodyOf(body: Body): readonly Step[] {
  const { backend, operation, entity, row, locals, limits } = body;
  const repository = open(backend, entity);
  switch (operation.derived) {
    case null:
    case "list": {
      const conditions = limits.map(({ member, value }) => py.compare(py.attr(row, member), "==", value));
      const method = py.attr(repository, listMethodName(backend.index, operation));
      const found = py.expr`await ${method}(query, ${py.args(conditions)})`;
      return [{ kind: "return", value: shownPart(body, found) }];
    }
    case "create": {
      const more = py.dict(limits.map(({ member, value }) => [py.str(member), value]));
      const made = limits.length === 0
        ? py.expr`await ${repository}.create(data)`
        : entity.refs.length > 0
        ? py.expr`await ${repository}.make(data.values() | ${more})`
        : py.expr`await ${repository}.add(${row}(**data.values() | ${more}))`;
      return [shown(body, made)];
    }
    case "get": {
      const row = subject(body);
      if (checked(body).length === 0 && row.missing === null) {
        return [shown(body, loaded(backend, repository, row, false))];
      }
      const local = locals.name(entity.names.snake);
      return [
        ...loading(backend, repository, row, local, false),
        ...outOfLimits(body, row, local),
        shown(body, local),
      ];
    }
    case "update": {
      const rows = locals.name(repositoryAttribute(entity));
      return [
        { kind: "assign", name: rows, value: repository },
        ...held(body, rows, (local) => shown(body, py.expr`await ${rows}.update(${local}, data)`)),
      ];
    }
    case "delete": {
      const { by, key, sought, missing } = subject(body);
      if (by === null && checked(body).length === 0 && missing === null) {
        const args = py.args(key === null ? [sought] : keyArguments(key));
        return [{ kind: "do", value: py.expr`await ${repository}.delete(${args})` }];
      }
      const rows = locals.name(repositoryAttribute(entity));
      return [
        { kind: "assign", name: rows, value: repository },
        ...held(body, rows, (local) => {
          const args = py.args(keyOfRow(backend.index, entity, local));
          return { kind: "do", value: py.expr`await ${rows}.delete(${args})` };
        }),
      ];
    }
  }
}

/** Something is done with the locked row. */
function held(body: Body, rows: Py, done: (local: Py) => Step): readonly Step[] {
  const row = subject(body);
  const local = body.locals.name(body.entity.names.snake);
  return [
    ...loading(body.backend, rows, row, local, true),
    ...outOfLimits(body, row, local),
    done(local),
  ];
}

function open({ service }: BackendService, entity: Entity): Py {
  return py.expr`${py.ref(repositoryRef(service, entity))}(unit.session)`;
}

function subject({ backend, operation, limits }: Body): RowPart {
  const param = subjectOf(backend, operation);
  const row = callParts(backend, operation).rows.find((candidate) =>
    candidate.key !== null || (param !== null && candidate.param === param)
  );
  if (row === undefined) throw new Error(`${operation.id} has no row to be about`);
  return tiedTo(row, (limit) => limits.find((each) => each.param === limit)!.value);
}

/** Limits that the key of the row does not say already. */
function checked({ backend: { index }, entity, limits }: Body): Body["limits"] {
  return index.hasId(entity.id) ? limits : limits.filter(({ field }) => !entity.key.includes(field.id));
}

function shown({ backend: { index }, operation }: Body, row: Py): Step {
  const { output } = operation;
  if (output.kind !== "row") throw new Error(`${operation.id} does not answer a row`);
  return { kind: "return", value: py.expr`${py.ref(shapeRef(index, output.shape))}.model_validate(${row})` };
}

/** A page of rows, or rows without a page around them. */
function shownPart({ backend: { index }, operation, entity, locals }: Body, found: Py): Py {
  if (operation.output.kind !== "rows") {
    return py.expr`${py.ref(listRefs(index, operation.list!).page)}.model_validate(${found})`;
  }
  const shape = py.ref(shapeRef(index, operation.output.shape));
  const row = locals.name(entity.names.snake);
  return py.expr`[${shape}.model_validate(${row}) for ${row} in (${found}).items]`;
}

/** A row of another parent is not found here. */
function outOfLimits(body: Body, row: RowPart, local: Py): readonly Step[] {
  const { index } = body.backend;
  return checked(body).map(({ member, value }) => outOfLimit(index, row, local, member, value));
}
