import type { EntityNames } from "./entity.ts";
import { articleOf, pluralOf, snakeCase } from "./names.ts";

export function entityNames(name: string, plural: string | undefined): EntityNames {
  const snake = snakeCase(name);
  const words = snake.replaceAll("_", " ");
  const many = plural ?? pluralOf(snake);
  return {
    snake,
    plural: many,
    upper: snake.toUpperCase(),
    words,
    wordsPlural: many.replaceAll("_", " "),
    article: articleOf(words),
    key: `${snake}_id`,
    module: snake,
    class: name,
  };
}
