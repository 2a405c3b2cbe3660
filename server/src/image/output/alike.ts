/** Findings that say the same of different imports: what is said is read once, not fifty times. */
import { type ImageFinding, severities } from "../report.ts";

/** The worst first; each list has one finding, or some of imports of one module that differ in nothing but the import. */
export function alikeFindings(findings: readonly ImageFinding[]): readonly (readonly ImageFinding[])[] {
  const groups = new Map<string, ImageFinding[]>();
  for (const [index, finding] of findings.entries()) {
    const key = keyOf(finding) ?? String(index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].sort(([one], [other]) => weightOf(one!) - weightOf(other!));
}

const weightOf = ({ severity }: ImageFinding): number => severities.indexOf(severity);

function keyOf({ rule, severity, why, remedy, import: imported }: ImageFinding): string | undefined {
  if (imported === undefined) return undefined;
  return JSON.stringify([rule, severity, why, remedy, imported.module.toLowerCase()]);
}
