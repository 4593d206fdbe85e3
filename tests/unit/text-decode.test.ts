import { expect, test } from "bun:test";
import { decodeSource, MAX_SOURCE_BYTES } from "../../core/text/decode.ts";

const decode = (...bytes: number[]) => decodeSource("a.yaml", new Uint8Array(bytes));

test("UTF-8", () => expect(decode(0x61, 0xc3, 0xa9).value?.text).toBe("aé"));
test("a byte order mark is dropped", () => expect(decode(0xef, 0xbb, 0xbf, 0x61).value?.text).toBe("a"));
test("a replacement character of its own", () => expect(decode(0xef, 0xbf, 0xbd).value?.text).toBe("\ufffd"));
test("no bytes", () => expect(decode().value?.text).toBe(""));
test("Latin-1 in line 2", () => {
  expect(decode(0x61, 0x0a, 0xe9, 0x0a)).toEqual({
    value: null,
    problem: { kind: "not-utf-8", path: "a.yaml", line: 2 },
  });
});
test("half a character", () => expect(decode(0x61, 0xc3).problem?.kind).toBe("not-utf-8"));
test("a surrogate", () => expect(decode(0xed, 0xa0, 0x80).problem?.kind).toBe("not-utf-8"));
test("UTF-16, little end first", () => expect(decode(0xff, 0xfe, 0x61, 0).problem?.kind).toBe("utf-16"));
test("UTF-16, big end first", () => expect(decode(0xfe, 0xff, 0, 0x61).problem?.kind).toBe("utf-16"));
test("too many bytes", () => {
  expect(decodeSource("a.yaml", new Uint8Array(MAX_SOURCE_BYTES + 1)).problem?.kind).toBe("too-large");
});
