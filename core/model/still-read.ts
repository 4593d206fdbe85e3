import type { StoredRecord, StoredScalar, StoredType } from "./stored-type.ts";

/** Why values that were stored as one type may not be read as another, each in words; none if all are. */
export function unreadable(before: StoredType, after: StoredType, place = ""): readonly string[] {
  if (after.kind === "any") return [];
  if (after.kind === "optional") {
    return unreadable(before.kind === "optional" ? before.of : before, after.of, place);
  }
  if (before.kind === "optional") {
    return [`${named(place)} may not be null any more`, ...unreadable(before.of, after, place)];
  }
  switch (before.kind) {
    case "scalar":
      return after.kind === "scalar" && after.type === before.type
        ? narrowed(before, after, place)
        : others(before, after, place);
    case "enum": {
      if (after.kind !== "enum") return others(before, after, place);
      const gone = before.values.filter((value) => !after.values.includes(value));
      return gone.length === 0 ? [] : [`${named(place)} can no longer be ${gone.join(" or ")}`];
    }
    case "record":
      return after.kind === "record" ? changedMembers(before, after, place) : others(before, after, place);
    case "union": {
      if (after.kind !== "union" || after.tag !== before.tag) return others(before, after, place);
      return Object.entries(before.of).flatMap(([value, part]) => {
        const now = after.of[value];
        return now === undefined
          ? [`${named(place)} can no longer be ${value}`]
          : unreadable(part, now, place);
      });
    }
    case "list":
      return after.kind !== "list"
        ? others(before, after, place)
        : [...fewer(before, after, place), ...unreadable(before.of, after.of, `${place}[]`)];
    case "dict":
      return after.kind !== "dict" ? others(before, after, place) : [
        ...fewer(before, after, place),
        ...unreadable(before.key, after.key, `a key of ${named(place)}`),
        ...unreadable(before.of, after.of, `${place}[]`),
      ];
    case "any":
      return others(before, after, place);
  }
}

/** Records are read with exactly their members. */
function changedMembers(before: StoredRecord, after: StoredRecord, place: string): readonly string[] {
  const below = (member: string) => place === "" ? member : `${place}.${member}`;
  const gone = Object.keys(before.members).filter((member) => !(member in after.members));
  const asked = after.required.filter((member) => !before.required.includes(member));
  return [
    ...gone.map((member) => `${below(member)} is gone, and values that have it are refused`),
    ...asked.map((member) => `${below(member)} is required now, and values that are there lack it`),
    ...Object.entries(before.members).flatMap(([member, type]) => {
      const now = after.members[member];
      return now === undefined ? [] : unreadable(type, now, below(member));
    }),
  ];
}

function narrowed(before: StoredScalar, after: StoredScalar, place: string): readonly string[] {
  const isNarrower =
    Object.entries(after.least ?? {}).some(([key, limit]) =>
      limit > (before.least?.[key] ?? (key === "minLength" ? 0 : -Infinity))
    ) || Object.entries(after.most ?? {}).some(([key, limit]) => limit < (before.most?.[key] ?? Infinity)) ||
    (after.form !== undefined && after.form !== before.form);
  return isNarrower ? [`the rules of ${named(place)} are narrower`] : [];
}

interface Counted {
  readonly least: number;
  readonly most: number | null;
}

function fewer(before: Counted, after: Counted, place: string): readonly string[] {
  const isNarrower = after.least > before.least || (after.most ?? Infinity) < (before.most ?? Infinity);
  return isNarrower ? [`the number of items of ${named(place)} is narrower`] : [];
}

function others(before: StoredType, after: StoredType, place: string): readonly string[] {
  return [`${named(place)} was ${described(before)} and is ${described(after)} now`];
}

function described(type: StoredType): string {
  switch (type.kind) {
    case "scalar":
      return type.type;
    case "record":
      return "a record";
    case "any":
      return "anything";
    case "enum":
      return `one of ${type.values.join(", ")}`;
    case "union":
      return `one of several records, told apart by ${type.tag}`;
    case "list":
      return "a list";
    case "dict":
      return "a map";
    case "optional":
      return described(type.of);
  }
}

function named(place: string): string {
  return place === "" ? "it" : place;
}
