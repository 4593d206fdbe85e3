import type { Setting } from "../../../mod.ts";
import { withEnding } from "../ending.ts";

/** What people read about a setting, wherever they meet its variable. */
export function describeSetting(setting: Setting): string | null {
  const { description, was = [] } = setting;
  if (was.length === 0) return withEnding(setting);
  const former = `${was.map((name) => name.toUpperCase()).join(" or ")} is read while it is not set.`;
  const before = description === null ? "" : `${description}${/[.!?]$/.test(description) ? "" : "."} `;
  return withEnding({ ...setting, description: `${before}${former}` });
}
