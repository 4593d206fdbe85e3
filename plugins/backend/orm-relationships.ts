import { type Entity, type Id, type ModelIndex, type Py, py, type Refs } from "../../mod.ts";
import type { BackendService } from "./backend-service.ts";
import { ref, tableRef } from "./refs.ts";

/** A name by which a row leads to others. Nothing is loaded behind anybody's back: it has to be asked for. */
export interface Relationship {
  readonly node: string;
  readonly name: string;
  readonly target: Entity;
  readonly many: boolean;
  readonly optional: boolean;
  /** What SQLAlchemy cannot find out by itself. */
  readonly join: readonly Py[];
}

export function relationshipsOf(backend: BackendService, entity: Entity): readonly Relationship[] {
  const { index, tables } = backend;
  const isOurs = ({ table }: Entity) => table !== null && tables.has(table);
  return [
    ...forward(index, entity, isOurs),
    ...backward(index, entity, isOurs),
    ...entity.refs.map((refs) => linked(index, refs, entity, false)),
    ...index.linksTo(entity.id)
      .filter(({ owner, refs: { inverse } }) => inverse !== null && isOurs(owner))
      .map(({ owner, refs }) => linked(index, refs, owner, true)),
  ];
}

type IsOurs = (entity: Entity) => boolean;

function forward(index: ModelIndex, entity: Entity, isOurs: IsOurs): readonly Relationship[] {
  return entity.fields.flatMap((field) => {
    const target = field.relation && index.entity(field.relation.model);
    if (!target || !isOurs(target)) return [];
    const join = joinOf(index, entity, target, entity, field.member);
    // In one table it has to be said which end is far.
    const far = entity === target ? [py.kw("remote_side", py.str(`${target.names.class}.id`))] : [];
    return [{
      node: field.id,
      name: field.name,
      target,
      many: false,
      optional: field.optional,
      join: [...join, ...far],
    }];
  });
}

function backward(index: ModelIndex, entity: Entity, isOurs: IsOurs): readonly Relationship[] {
  return entity.referrers.flatMap(({ model, field, inverse }) => {
    const holder = index.entity(model);
    if (inverse === null || !isOurs(holder)) return [];
    const { member } = index.field(field);
    const one = isAlone(holder, field);
    return [{
      node: field,
      name: inverse,
      target: holder,
      many: !one,
      optional: one,
      join: [
        ...joinOf(index, entity, holder, holder, member),
        ...(one ? [py.kw("uselist", py.bool(false))] : []),
      ],
    }];
  });
}

/** Whether at most one row refers to a row. */
function isAlone(holder: Entity, field: Id): boolean {
  return holder.unique.some(({ fields, where }) =>
    where === null && fields.length === 1 && fields[0] === field
  );
}

/** Between two tables with several keys SQLAlchemy has to be told which one. */
function joinOf(
  index: ModelIndex,
  entity: Entity,
  target: Entity,
  holder: Entity,
  column: string,
): readonly Py[] {
  const keys = [entity, target].flatMap((side, position, both) => {
    const other = both[1 - position]!;
    return side.fields.filter(({ relation }) => relation !== null && index.entity(relation.model) === other);
  });
  const count = entity === target ? keys.length / 2 : keys.length;
  return count > 1 ? [py.kw("foreign_keys", py.str(`${holder.names.class}.${column}`))] : [];
}

/** Through a table of pairs. Both of its keys may lead to one table: then each end has to be told apart. */
function linked(index: ModelIndex, refs: Refs, owner: Entity, isInverse: boolean): Relationship {
  const { table, columns } = refs;
  const target = index.entity(refs.model);
  const ends = isInverse ? [columns.other, columns.own] : [columns.own, columns.other];
  const joins = ["primaryjoin", "secondaryjoin"].map((name, end) =>
    py.kw(name, py.str(`${owner.names.class}.id == ${table}.c.${ends[end]}`))
  );
  return {
    node: refs.id,
    name: isInverse ? refs.inverse! : refs.name,
    target: isInverse ? owner : target,
    many: true,
    optional: false,
    join: [py.kw("secondary", py.str(table)), ...(owner === target ? joins : [])],
  };
}

/** `Mapped[list["Book"]]` */
export function relationshipType(
  { service }: BackendService,
  entity: Entity,
  { target, many, optional }: Relationship,
  taken: ReadonlySet<string>,
): Py {
  const type = target === entity
    ? py.str(target.names.class)
    : py.quotedRef({ ...tableRef(service, target), as: target.names.class });
  if (many) {
    return py.expr`${taken.has("list") ? ref("collections.abc", "Sequence") : py.name("list")}[${type}]`;
  }
  // `"Author" | None` is no expression: the name is text while the class is made.
  return optional ? py.expr`${ref("typing", "Optional")}[${type}]` : type;
}
