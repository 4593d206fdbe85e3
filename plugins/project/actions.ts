/**
 * Actions that workflows use, by the commit of a release: a tag could be moved to other code. Nothing else in svc names
 * an action, so a newer release is a change of this file.
 */
export const ACTIONS = {
  checkout: { uses: "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd", version: "v6.0.2" },
  setupUv: { uses: "astral-sh/setup-uv@cec208311dfd045dd5311c1add060b2062131d57", version: "v8.0.0" },
} as const;
