import type { Change } from "./change.ts";

/**
 * Join a deletion and a creation of the same text by the same plugin to a move. Only where there is one of each:
 * which of three empty `__init__.py` went where, nobody can say.
 */
export function joinMoves(changes: readonly Change[]): readonly Change[] {
  if (!changes.some(({ verb }) => verb === "delete")) return changes;
  const gone = new Map<string, Change[]>();
  const made = new Map<string, Change[]>();
  for (const change of changes) {
    if (change.verb === "delete" && change.first === undefined) {
      add(gone, keyOf(change, change.before), change);
    }
    if (change.verb === "create") add(made, keyOf(change, change.after), change);
  }
  const moves = new Map<Change, Change>();
  const left = new Set<Change>();
  for (const [key, [created, ...more]] of made) {
    const [deleted, ...others] = gone.get(key) ?? [];
    if (created === undefined || deleted === undefined || more.length > 0 || others.length > 0) continue;
    if (created.content === "") continue;
    moves.set(created, { ...created, verb: "move", from: deleted.path });
    left.add(deleted);
  }
  return changes.filter((change) => !left.has(change)).map((change) => moves.get(change) ?? change);
}

function keyOf({ owner, ownership }: Change, sha256: string | null): string {
  return `${sha256} ${ownership} ${owner}`;
}

function add(groups: Map<string, Change[]>, key: string, change: Change): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [change]);
  else group.push(change);
}
