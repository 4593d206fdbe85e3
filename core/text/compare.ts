/** By code unit: a locale would give every machine its own order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** For `sort`: by a text of each item. */
export function by<T>(text: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compareText(text(a), text(b));
}
