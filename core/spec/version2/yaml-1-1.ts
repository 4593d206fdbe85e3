import type { YamlScalar } from "../../text/node.ts";

/**
 * The scalar as the old loader read it: YAML 1.1, in which `yes` and `off` are bools and `1_000` and `010` are
 * integers. Only where a bool, a number or anything may stand: words that are meant as text stay text.
 */
export function readAsYaml11(scalar: YamlScalar): YamlScalar {
  if (!scalar.plain) return scalar;
  const { written } = scalar;
  if (/^(?:yes|Yes|YES|on|On|ON)$/.test(written)) return { ...scalar, value: true };
  if (/^(?:no|No|NO|off|Off|OFF)$/.test(written)) return { ...scalar, value: false };
  if (/^[-+]?0[0-7_]+$/.test(written)) return { ...scalar, value: parseInt(plainDigits(written), 8) };
  if (/^[-+]?[1-9][0-9_]*_[0-9_]*$/.test(written)) return { ...scalar, value: Number(plainDigits(written)) };
  return scalar;
}

function plainDigits(written: string): string {
  return written.replaceAll("_", "");
}
