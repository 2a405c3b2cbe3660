/** What the checks say together, in the words of somebody who ships drivers. */
import type { FitnessCheck } from "../../../server/src/database/protocol.ts";
import { bytesText, counted, numberText } from "../../parts/numbers.ts";

export interface Verdict {
  readonly state: "pass" | "warning" | "fail";
  readonly title: string;
}

export function verdictOf(checks: readonly FitnessCheck[]): Verdict {
  const count = (state: FitnessCheck["state"]): number => checks.filter((check) => check.state === state).length;
  const [fails, warnings] = [count("fail"), count("warning")];
  if (fails > 0) return { state: "fail", title: `${counted(fails, "thing")} to mend first` };
  if (warnings > 0) return { state: "warning", title: `Fit to embed, with ${counted(warnings, "thing")} to consider` };
  return { state: "pass", title: "Fit to embed" };
}

/** Checks that ask for something come first; of one state in the order that they were made in. */
export const byUrgency = (checks: readonly FitnessCheck[]): readonly FitnessCheck[] =>
  [...checks].sort((a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state));

const urgency: readonly FitnessCheck["state"][] = ["fail", "warning", "pass", "info"];

/** What the bytes cost while the driver is loaded. */
export function costText(imageBytes: number): string {
  const exact = imageBytes < 1024 ? "" : ` (${numberText(imageBytes)} bytes)`;
  return `Embedded it adds ${bytesText(imageBytes)}${exact} to the driver's image. A constant array is non-paged memory for as long as the driver is loaded, unless it lies in a section whose name begins with PAGE: then Windows may page it out, and it may only be read below DISPATCH_LEVEL. In a Linux module it stays in memory either way.`;
}
