import { expect, test } from "bun:test";
import { nearest } from "../../core/text/nearest.ts";

const finds = (word: string, candidates: string[], ...expected: string[]) =>
  test(`${word} among ${candidates.join(" ")}`, () => expect(nearest(word, candidates, 3)).toEqual(expected));

finds("max_lenght", ["min_length", "max_length", "pattern"], "max_length", "min_length");
finds("tilte", ["title", "tile"], "tile", "title");
finds("Athor", ["Author", "Actor"], "Author");
finds("BOOK", ["Book"], "Book");
finds("bok", ["book", "Book"], "book");
finds("id", ["if", "in", "of"], "if", "in");
finds("abc", ["xyz"]);
finds("a", []);
finds("fields", ["fields"], "fields");
finds("x".repeat(200), ["x".repeat(200)]);
test("one at most unless told", () => expect(nearest("ab", ["aa", "ac"])).toEqual(["aa"]));
test("the order of the candidates does not matter", () => {
  expect(nearest("ab", ["ac", "aa", "ad"], 2)).toEqual(nearest("ab", ["ad", "aa", "ac"], 2));
});
