import type { MemberSpec } from "../spec/type-shapes.ts";
import { meaning as found } from "./diagnostics.ts";
import type { NamedType } from "./named-type.ts";
import { snakeCase } from "./names.ts";
import type { Id } from "./node.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import { resolveMembers } from "./resolve-shapes.ts";
import type { Member, Shape } from "./shape.ts";
import { leaves } from "./type-facts.ts";
import type { UnionType } from "./type-ref.ts";

/** A record as it is written, and where. */
export interface RecordSource {
  readonly name: string;
  readonly fields: Readonly<Record<string, string | MemberSpec>>;
  readonly description: string | null;
  readonly service: Id | null;
  readonly site: Site;
  /** Its former names, and whether it goes away. */
  readonly facts: Facts;
}

type Facts = Pick<Shape, "was" | "deprecated">;

/** One of several records; a member says which. */
export interface UnionSource {
  readonly name: string;
  readonly records: readonly string[];
  readonly tag: string;
  readonly description: string | null;
  readonly service: Id | null;
  readonly site: Site;
  readonly facts: Facts;
}

/** Names first, then what they stand for: records and unions may hold each other, only not themselves. */
export function resolveRecords(
  scope: Resolution,
  records: readonly RecordSource[],
  unions: readonly UnionSource[],
): void {
  const open = records.flatMap((source) => {
    const node = declareRecord(scope, source);
    return node === null ? [] : [{ node, source }];
  });
  const tags = new Map<Id, Map<string, Member>>();
  for (const union of unions) resolveUnion(scope, union, tags);
  for (const { node, source: { fields, site } } of open) {
    const inside: Site = { ...site, path: [...site.path, "fields"] };
    const own = resolveMembers(scope, fields, node.name, node.service, inside, null);
    const said = [...tags.get(node.id)?.values() ?? []];
    for (const { name } of said.filter((tag) => own.some((member) => member.name === tag.name))) {
      const second = `a member of ${site.place}`;
      scope.report(found.SVC0205(scope.key(inside, name), { name, first: "the tag of its union", second }));
    }
    scope.shapes.set(node.id, { ...node, members: [...said, ...own] });
  }
  for (const { node, source: { site } } of open) {
    if (holds(scope, node.id, node.id, new Set())) {
      scope.report(found.SVC0210(scope.key(site), { what: "a record inside itself", place: site.place }, {
        help: "leave that member out, or make a model of it: rows may refer to rows of their own kind",
      }));
      scope.shapes.set(node.id, node);
    }
  }
}

function declareRecord(
  scope: Resolution,
  { name, description, service, site, facts }: RecordSource,
): Shape | null {
  scope.checkName("type", name, site);
  const node: Shape = {
    id: idOf(name, service),
    description,
    ext: {},
    name,
    role: "record",
    model: null,
    operation: null,
    members: [],
    used: true,
    service,
    ...facts,
  };
  if (!scope.declare(name, service, { kind: "shape", node }, scope.key(site), site.place)) return null;
  scope.mark(node.id, site);
  scope.shapes.set(node.id, node);
  return node;
}

/** The tag becomes a member of each record: it holds the name of the record, as it travels. */
function resolveUnion(
  scope: Resolution,
  { name, records, tag, description, service, site, facts }: UnionSource,
  tags: Map<Id, Map<string, Member>>,
): void {
  scope.checkName("type", name, site);
  scope.checkName("field", tag, { ...site, path: [...site.path, "tag"] });
  const of = records.flatMap((record, position) => {
    const shape = recordNamed(scope, record, service, { ...site, path: [...site.path, "union", position] });
    return shape === null ? [] : [{ value: snakeCase(record), shape }];
  });
  const id = idOf(name, service);
  const type: UnionType = { kind: "union", type: id, tag, of };
  const node: NamedType = { id, description, ext: {}, name, type, service, ...facts };
  if (!scope.declare(name, service, { kind: "type", node }, scope.key(site), site.place)) return;
  scope.mark(id, site);
  scope.types.set(id, node);
  for (const [position, { value, shape }] of of.entries()) {
    const first = of.findIndex((other) => other.value === value);
    if (first < position) {
      const [one, two] = [records[first]!, records[position]!].map((record) => `record ${record}`);
      const holes = { name: value, first: one!, second: one === two ? `another ${one}` : two! };
      scope.report(found.SVC0205(scope.at(site, "union", position), holes));
    }
    const said = tags.get(shape) ?? new Map<string, Member>();
    tags.set(shape, said);
    said.set(tag, {
      name: tag,
      field: tag,
      type: { kind: "tag", value },
      required: true,
      description: null,
      mirrors: null,
    });
  }
}

function recordNamed(scope: Resolution, name: string, service: Id | null, site: Site): Id | null {
  const declared = scope.lookup(name, service);
  if (declared?.kind === "shape" && declared.node.role === "record") return declared.node.id;
  if (declared === null) {
    const help = suggestion(name, scope.knownNames(service), "declare it under types");
    scope.report(found.SVC0201(scope.at(site), { name, place: site.place }, { help }));
  } else {
    const help = "a union is of records";
    scope.report(found.SVC0210(scope.at(site), { what: name, place: `a part of ${site.place}` }, { help }));
  }
  return null;
}

function idOf(name: string, service: Id | null): Id {
  return service === null ? `types.${name}` : `${service}.types.${name}`;
}

function holds(scope: Resolution, outer: Id, wanted: Id, seen: Set<Id>): boolean {
  if (seen.has(outer)) return false;
  seen.add(outer);
  return (scope.shapes.get(outer)?.members ?? []).flatMap(({ type }) => leaves(type)).some((leaf) =>
    leaf.kind === "shape" && (leaf.shape === wanted || holds(scope, leaf.shape, wanted, seen))
  );
}
