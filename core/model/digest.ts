/** FNV-1a, six digits. Nobody attacks a constraint's name, and a sandboxed plugin has no `node:crypto`. */
export function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0").slice(2);
}
