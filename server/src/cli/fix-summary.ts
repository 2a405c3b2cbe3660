/** What a run of `driverlens fix` did and left, in words. */
import type { Severity } from "../rules/finding.ts";
import { grouped, quantity } from "./words.ts";

export interface FixSummary {
  readonly mode: "made" | "dry-run";
  /** The rules of the findings that were cured, one entry a finding. */
  readonly cured: readonly string[];
  readonly files: number;
  readonly left: readonly LeftFinding[];
}

export interface LeftFinding {
  readonly severity: Severity;
  /** Why it was not fixed, where it has a fix: "inc/x.h is read-only". */
  readonly reason: string | undefined;
}

/** Lines for stderr; ends with a newline. */
export function formatFixSummary({ mode, cured, files, left }: FixSummary): string {
  const verb = mode === "made" ? "Fixed" : "Would fix";
  const head =
    cured.length === 0
      ? "There is nothing to fix.\n"
      : `${verb} ${quantity(cured.length, "finding")} in ${quantity(files, "file")}:\n${countLines(cured)}`;
  if (left.length === 0) {
    return head;
  }
  const severities = (["error", "warning", "hint"] as const)
    .map((severity) => [severity, left.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => quantity(count, severity));
  const reasons = left.map(({ reason }) => reason ?? "no fix that can be made without asking");
  return `${head}Left ${severities.join(", ")} (driverlens check shows them):\n${countLines(reasons)}`;
}

/** How often each word comes, the most frequent first. */
function countLines(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const width = Math.max(...rows.map(([, count]) => grouped(count).length));
  return rows.map(([word, count]) => `  ${grouped(count).padStart(width)}  ${word}\n`).join("");
}
