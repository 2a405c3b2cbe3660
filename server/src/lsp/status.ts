/** What is said of an open file beside its findings: as what it is read, why, and how much of it could be read. */

import type { CheckedFile } from "../engine/workspace/contract.ts";
import type { Severity } from "../rules/finding.ts";
import { shownFindings } from "./diagnostics.ts";
import type { FileStatus } from "./protocol.ts";

export function fileStatus(uri: string, { findings, task, membership, functions, isSettled }: CheckedFile): FileStatus {
  const shown = shownFindings(findings);
  const count = (severity: Severity): number => shown.filter((finding) => finding.severity === severity).length;
  const target = task?.targetWindows;
  const language = membership?.unit.language;
  return {
    uri,
    kind: task?.driver.kind ?? membership?.kind ?? "unknown",
    reason: membership?.reason ?? "no project and no folder holds this file",
    ...(language === undefined ? {} : { language }),
    unit: membership?.unit.name ?? "",
    unitId: membership?.unit.id ?? "",
    target: target && { text: target.version.name, saidBy: target.saidBy },
    errors: count("error"),
    warnings: count("warning"),
    hints: count("hint"),
    suppressed: findings.length - shown.length,
    functions: functions?.functions ?? 0,
    skippedFunctions: functions?.brokenFunctions ?? 0,
    isSettled,
  };
}
