/** More digits than any column or program has a use for; reading them costs the square of their number. */
export const MAX_DIGITS = 400;

/** What YAML 1.2 (core schema) reads in a plain scalar. */
export function resolvePlain(text: string): string | number | bigint | boolean | null {
  // Nothing but these lengths and letters can be special; most scalars are words.
  if (!/^[-+.~\dnNtTfF]|^$/.test(text)) return text;
  if (/^(?:~|[Nn]ull|NULL)?$/.test(text)) return null;
  if (/^(?:[Tt]rue|TRUE)$/.test(text)) return true;
  if (/^(?:[Ff]alse|FALSE)$/.test(text)) return false;
  if (/^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/.test(text)) return integer(text);
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) return parseFloat(text);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? NaN : text;
}

/** Whether a plain scalar is an integer with more than `MAX_DIGITS` digits. */
export function hasTooManyDigits(text: string): boolean {
  return text.length > MAX_DIGITS && /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/.test(text);
}

function integer(text: string): number | bigint {
  if (text.length > MAX_DIGITS) return NaN;
  const negative = text.startsWith("-");
  const size = BigInt(text.replace(/^[-+]/, ""));
  const exact = negative ? -size : size;
  const near = Number(exact);
  return Number.isSafeInteger(near) ? near : exact;
}
