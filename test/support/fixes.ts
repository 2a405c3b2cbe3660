/** Makes the edits of fixes, as "fix all" in an editor does. */
import type { ReportedFinding } from "../../server/src/engine/report.ts";

/**
 * Applies the preferred fix of every finding to `path`. A fix whose edits overlap those of one before it is left out:
 * the next round would make it.
 */
export function applyPreferredFixes(path: string, text: string, findings: readonly ReportedFinding[]): string {
  const taken: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find((candidate) => candidate.preferred);
    const edits = fix?.edits.filter((edit) => edit.path === path) ?? [];
    if (!edits.some((edit) => taken.some((other) => edit.start < other.end && other.start < edit.end))) {
      taken.push(...edits);
    }
  }
  taken.sort((a, b) => b.start - a.start || b.end - a.end);
  let result = text;
  for (const edit of taken) {
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}
