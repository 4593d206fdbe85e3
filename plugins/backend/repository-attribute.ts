import { type Entity, isKeyword } from "../../mod.ts";

/** What a slot has besides the repositories. */
export const CONTROLLER_ATTRIBUTES: readonly string[] = ["unit", "now", "settings"];

/** What a slot calls the repository of a model: `self.books`. */
export function repositoryAttribute({ names }: Entity): string {
  return CONTROLLER_ATTRIBUTES.includes(names.plural) || isKeyword(names.plural)
    ? `${names.snake}_rows`
    : names.plural;
}
