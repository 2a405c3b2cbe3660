/** Makes the preferred fixes of a unit, as "fix all" in an editor and `driverlens fix` do. */
import type { CheckSession } from "../../server/src/engine/check-session.ts";
import { chooseFixes } from "../../server/src/engine/fixes/choose-fixes.ts";
import { type FixAllResult, fixAll } from "../../server/src/engine/fixes/fix-all.ts";
import { applyEdits, inverse } from "../../server/src/engine/fixes/source-edit.ts";
import type { ReportedFinding } from "../../server/src/engine/report.ts";
import { finish } from "../../server/src/engine/steps.ts";
import { findingsOf, type SourceText } from "./engine.ts";

export interface FixedUnit extends FixAllResult {
  /** All files of the session with their edits made. */
  readonly files: readonly SourceText[];
}

/** Fixes a unit's files in rounds; the session gets its texts back. `wanted` says which findings; all unless told. */
export function fixUnit(session: CheckSession, wanted: (finding: ReportedFinding) => boolean = () => true): FixedUnit {
  const { paths } = session;
  const before = new Map(paths.map((path) => [path, session.text(path) ?? ""]));
  const result = finish(
    fixAll(session, {
      paths,
      // biome-ignore lint/correctness/useYield: there is nobody to give way to
      *judged(path) {
        return findingsOf(session, path).filter(wanted);
      },
      mayEdit: () => true,
    }),
  );
  const files = paths.map((path) => ({ path, text: session.text(path) ?? "" }));
  for (const [path, edits] of result.edits) {
    for (const { start, end, text } of [...inverse(before.get(path) ?? "", edits)].reverse()) {
      session.edit(path, { start, oldEnd: end, text });
    }
  }
  return { ...result, files };
}

/** Makes of each wanted finding the fix with this number, from 1, where it has so many; as a person would, one by one. */
export function fixUnitWith(
  session: CheckSession,
  number: number,
  wanted: (finding: ReportedFinding) => boolean,
): readonly SourceText[] {
  const cures = session.paths.flatMap((path) =>
    findingsOf(session, path)
      .filter(wanted)
      .flatMap((finding) => {
        const fix = finding.fixes[number - 1];
        return fix === undefined ? [] : [{ finding, fix }];
      }),
  );
  const { edits } = chooseFixes(cures, (path) => session.text(path)?.length);
  return session.paths.map((path) => ({ path, text: applyEdits(session.text(path) ?? "", edits.get(path) ?? []) }));
}
