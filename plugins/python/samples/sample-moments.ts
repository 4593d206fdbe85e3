import { py } from "../../../mod.ts";
import { asItIs, refused, refusedText, type Supply, tidy } from "./supply.ts";

const wrongDates = [
  refusedText("x", "date_parsing"),
  refusedText("2026-02-30", "date_from_datetime_parsing"),
];

export const dates: Supply = {
  ...tidy({
    kind: "text",
    form: { kind: "run", prefix: "20", alphabet: "digits", width: 2, suffix: "-01-15" },
  }),
  refused: [refused(py.int(5), "date_type"), ...wrongDates],
  refusedTexts: wrongDates,
};

const wrongTimes = [
  refusedText("x", "time_parsing"),
  refusedText("25:00:00", "time_parsing"),
  refusedText("10:00:00Z", "time_parsing"),
];

export const times: Supply = {
  series: {
    kind: "text",
    form: { kind: "run", prefix: "10:00:00.1", alphabet: "digits", width: 5, suffix: "" },
  },
  untidy: "09:30:00.5",
  reads: (value) => value === "09:30:00.5" ? "09:30:00.500000" : value,
  tells: asItIs,
  refused: [refused(py.int(5), "time_type"), ...wrongTimes],
  refusedTexts: wrongTimes,
};

const wrongDatetimes = [
  refusedText("x", "datetime_parsing"),
  refusedText("2026-01-15T12:00:00", "datetime_parsing"),
];

export const datetimes: Supply = {
  series: {
    kind: "text",
    form: { kind: "run", prefix: "20", alphabet: "digits", width: 2, suffix: "-01-15T12:00:00Z" },
  },
  untidy: "2026-03-04T05:06:07.5+02:00",
  reads: (value) => value === "2026-03-04T05:06:07.5+02:00" ? "2026-03-04T03:06:07.500000Z" : value,
  tells: asItIs,
  refused: [refused(py.int(5), "datetime_type"), ...wrongDatetimes],
  refusedTexts: wrongDatetimes,
};

const wrongDurations = [refusedText("x", "duration_parsing"), refusedText("P1M", "duration_parsing")];

export const durations: Supply = {
  series: { kind: "text", form: { kind: "run", prefix: "P1", alphabet: "digits", width: 2, suffix: "D" } },
  untidy: "PT90M",
  reads: (value) => value === "PT90M" ? "PT1H30M" : value,
  tells: asItIs,
  refused: [refused(py.int(5), "duration_parsing"), ...wrongDurations],
  refusedTexts: wrongDurations,
};
