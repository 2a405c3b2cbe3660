/** What a finding weighs and how a property is judged: an icon, and a word, as color alone tells nothing to many. */
import type { ImageFinding, Property, Severity } from "../../server/src/image/report.ts";
import { counted } from "../parts/numbers.ts";

export interface Look {
  /** Of codicons. */
  readonly icon: string;
  readonly word: string;
}

export const severityLooks: Readonly<Record<Severity, Look>> = {
  error: { icon: "error", word: "Error" },
  warning: { icon: "warning", word: "Warning" },
  info: { icon: "info", word: "Info" },
};

export const stateLooks: Readonly<Record<NonNullable<Property["state"]>, Look>> = {
  good: { icon: "pass", word: "Good" },
  warning: { icon: "warning", word: "Warning" },
  bad: { icon: "error", word: "Bad" },
};

const order: readonly Severity[] = ["error", "warning", "info"];

export const weightOf = ({ severity }: Pick<ImageFinding, "severity">): number => order.indexOf(severity);

/** How many there are of each, the worst first; those of which there are none are left out. */
export function countsOf(
  findings: readonly ImageFinding[],
): readonly { readonly severity: Severity; readonly count: number; readonly text: string }[] {
  return order.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    if (count === 0) return [];
    const text = counted(count, severity);
    return [{ severity, count, text }];
  });
}
