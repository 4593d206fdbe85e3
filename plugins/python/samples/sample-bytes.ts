import { type BytesType, py } from "../../../mod.ts";
import { refused, refusedText, type Series, type Supply, tidy } from "./supply.ts";

/** Longest text that a test sends for being too long. */
const LONGEST = 100_000;

/** Bytes as base64: four digits are three bytes, whichever digits they are. */
export function byteSupply({ maxLength }: BytesType): Supply {
  const groups = Math.floor(maxLength / 3) + 1;
  const series: Series = maxLength >= 3
    ? { kind: "text", form: { kind: "run", prefix: "", alphabet: "digits", width: 4, suffix: "" } }
    : { kind: "some", values: maxLength === 0 ? [""] : ["QQ==", "Qg==", "Qw=="] };
  return {
    ...tidy(series),
    refused: [
      refused(py.int(5), "string_type"),
      refusedText("?", "base64_parsing"),
      ...(4 * groups > LONGEST
        ? []
        : [refused(py.expr`${py.str("AAAA")} * ${py.int(groups)}`, "bytes_too_long")]),
    ],
    refusedTexts: [],
  };
}
