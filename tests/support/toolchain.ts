import process from "node:process";
import { ensureToolchain, groups, type Toolchain } from "../../scripts/toolchain.ts";

/** The tools as `scripts/test.ts` made them ready; they are looked for here when one file is run by hand. */
export function testToolchain(): Promise<Toolchain> {
  const prepared = process.env["SVC_TOOLCHAIN_JSON"];
  if (prepared !== undefined) return Promise.resolve(JSON.parse(prepared) as Toolchain);
  return ensureToolchain(groups);
}
