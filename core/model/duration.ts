/** Days and weeks are of fixed length here; months and years are not, so they have no place. */
const DURATION =
  /^(-?)P(?!$)(?:(\d{1,8})W|(?:(\d{1,8})D)?(?:T(?=\d)(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8})(?:\.(\d{1,6}))?S)?)?)$/;

/** What a database keeps as a count of microseconds is shorter. */
const TOO_MANY_DAYS = 100_000_000n;

/** A length of time as Python counts it; all parts have the sign of the whole. */
export interface DurationParts {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly microseconds: number;
}

/** Read an ISO 8601 duration; null if it is none, or one of months or years. */
export function parseDuration(text: string): DurationParts | null {
  const parts = DURATION.exec(text);
  if (parts === null) return null;
  const [, sign, weeks = "0", days = "0", hours = "0", minutes = "0", seconds = "0", fraction = ""] = parts;
  const inAll = BigInt(weeks) * 604_800n + BigInt(days) * 86_400n + BigInt(hours) * 3600n +
    BigInt(minutes) * 60n + BigInt(seconds);
  if (inAll / 86_400n >= TOO_MANY_DAYS) return null;
  const factor = sign === "-" ? -1 : 1;
  // Adding zero makes no negative one.
  const signed = (value: bigint) => Number(value) * factor + 0;
  return {
    days: signed(inAll / 86_400n),
    hours: signed(inAll / 3600n % 24n),
    minutes: signed(inAll / 60n % 60n),
    seconds: signed(inAll % 60n),
    microseconds: signed(BigInt(fraction.padEnd(6, "0"))),
  };
}

/** The one text of a duration, as services answer it: `P1DT2H30M`. */
export function formatDuration({ days, hours, minutes, seconds, microseconds }: DurationParts): string {
  const all = [days, hours, minutes, seconds, microseconds];
  const sign = all.some((part) => part < 0) ? "-" : "";
  const fraction = String(Math.abs(microseconds)).padStart(6, "0").replace(/0+$/, "");
  const second = `${Math.abs(seconds)}${fraction === "" ? "" : `.${fraction}`}`;
  const part = (value: number, unit: string) => value === 0 ? "" : `${Math.abs(value)}${unit}`;
  const time = `${part(hours, "H")}${part(minutes, "M")}${second === "0" ? "" : `${second}S`}`;
  const date = part(days, "D");
  return date === "" && time === "" ? "PT0S" : `${sign}P${date}${time === "" ? "" : `T${time}`}`;
}
