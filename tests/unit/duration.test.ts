import { expect, test } from "bun:test";
import { assert, constantFrom, integer, property, tuple } from "fast-check";
import { formatDuration, parseDuration } from "../../mod.ts";

const text = (written: string) => {
  const parts = parseDuration(written);
  return parts === null ? null : formatDuration(parts);
};

test("a duration has one text", () => {
  const written = [
    "PT90M",
    "P2W",
    "PT0S",
    "-PT0S",
    "P0D",
    "-PT36H",
    "PT1.50S",
    "PT3600S",
    "P1DT25H61M61.000001S",
  ];
  expect(written.map(text)).toEqual([
    "PT1H30M",
    "P14D",
    "PT0S",
    "PT0S",
    "PT0S",
    "-P1DT12H",
    "PT1.5S",
    "PT1H",
    "P2DT2H2M1.000001S",
  ]);
});

test("months, years and what is no duration are none", () => {
  for (
    const written of [
      "P1M",
      "P1Y",
      "P",
      "PT",
      "P1DT",
      "1D",
      "P1.5D",
      "PT1.1234567S",
      "P1W2D",
      "P99999999W",
      "+P1D",
    ]
  ) {
    expect([written, parseDuration(written)]).toEqual([written, null]);
  }
});

test("what was written is read again", () => {
  const part = integer({ min: 0, max: 99_999 });
  assert(
    property(
      constantFrom("", "-"),
      tuple(part, part, part, part),
      (sign, [days, hours, minutes, seconds]) => {
        const once = text(`${sign}P${days}DT${hours}H${minutes}M${seconds}S`);
        expect(once).not.toBeNull();
        expect(text(once!)).toBe(once);
      },
    ),
  );
});
