/** Which fixes can be made together: those whose edits and findings do not touch each other's. */
import { firstIndex } from "../../syntax/search.ts";
import type { ReportedEdit, ReportedFinding, ReportedFix } from "../report.ts";
import type { SourceEdit } from "./source-edit.ts";

/** A finding with the fix that is to cure it. */
export interface Cure {
  readonly finding: ReportedFinding;
  readonly fix: ReportedFix;
}

export interface Choice {
  /** What is cured by `edits`, in the order of the candidates. */
  readonly cures: readonly Cure[];
  /** By path, in order of position. At one place the insertions stand in the order of their cures, includes first. */
  readonly edits: ReadonlyMap<string, readonly SourceEdit[]>;
}

/** The fix that may be made without asking, where nothing hides the finding. One with places to fill in is none. */
export function preferredFix(finding: ReportedFinding): ReportedFix | undefined {
  return finding.suppression === undefined
    ? finding.fixes.find(({ preferred, edits }) => preferred && edits.every(({ snippet }) => snippet === undefined))
    : undefined;
}

/**
 * Takes each candidate that goes together with those taken before it, as a whole or not at all. Two fixes go together
 * when their edits share no text, though they may adjoin; when both insert whole lines at the same place, the very
 * same line being inserted once; and when they are the same fix, which then cures two findings. Findings that overlap
 * are about the same code, and fixes of it may not know of each other: the later one is left for another time.
 * @param lengthOf the length of a file's text; a fix that reaches beyond it, or into no file, is not taken
 */
export function chooseFixes(candidates: readonly Cure[], lengthOf: (path: string) => number | undefined): Choice {
  const files = new Map<string, TakenEdits>();
  const findings = new Map<string, TakenEdits>();
  const whole = new Set<string>();
  const cures: Cure[] = [];
  const of = (map: Map<string, TakenEdits>, path: string): TakenEdits => {
    const known = map.get(path) ?? new TakenEdits();
    map.set(path, known);
    return known;
  };
  for (const cure of candidates) {
    const { finding, fix } = cure;
    const key = JSON.stringify(fix.edits);
    if (whole.has(key)) {
      cures.push(cure);
      continue;
    }
    const subject = { start: finding.start, end: Math.max(finding.end, finding.start + 1), text: "" };
    const goes =
      fix.edits.length > 0 &&
      isSound(fix.edits, lengthOf) &&
      of(findings, finding.path).relation(subject) === "apart" &&
      fix.edits.every((edit) => of(files, edit.path).relation(edit) !== "clash");
    if (!goes) {
      continue;
    }
    const fresh = fix.edits.filter((edit) => of(files, edit.path).relation(edit) === "apart");
    for (const { path, start, end, text } of fresh) {
      of(files, path).add({ start, end, text });
    }
    of(findings, finding.path).add(subject);
    whole.add(key);
    cures.push(cure);
  }
  const edits = [...files]
    .filter(([, taken]) => taken.list.length > 0)
    .map(([path, { list }]) => [path, list] as const);
  return { cures, edits: new Map(edits) };
}

/** Edits of one file that share no text, by position. */
class TakenEdits {
  readonly list: SourceEdit[] = [];

  /** "same": it is there already; "clash": it cannot be made beside those that are there. */
  relation(edit: SourceEdit): "apart" | "same" | "clash" {
    let relation: "apart" | "same" = "apart";
    for (let index = firstIndex(this.list, ({ end }) => end >= edit.start); index < this.list.length; index++) {
      const other = this.list[index] as SourceEdit;
      if (other.start > edit.end) {
        break;
      }
      if (isInsertion(edit) && isInsertion(other)) {
        if (!isWholeLines(edit.text) || !isWholeLines(other.text)) {
          return "clash";
        }
        relation = edit.text === other.text ? "same" : relation;
      } else if (overlap(edit, other)) {
        return "clash";
      }
    }
    return relation;
  }

  add(edit: SourceEdit): void {
    const behind = (other: SourceEdit): boolean =>
      other.start > edit.start ||
      (other.start === edit.start && (other.end > edit.end || (isInclude(edit) && !isInclude(other))));
    this.list.splice(firstIndex(this.list, behind), 0, edit);
  }
}

/** Whether the edits of one fix lie in their files and do not overlap each other. */
function isSound(edits: readonly ReportedEdit[], lengthOf: (path: string) => number | undefined): boolean {
  return edits.every(
    (edit, index) =>
      edit.start >= 0 &&
      edit.start <= edit.end &&
      edit.end <= (lengthOf(edit.path) ?? -1) &&
      edits.every((other, at) => at <= index || other.path !== edit.path || !overlap(edit, other)),
  );
}

const isInsertion = ({ start, end }: SourceEdit): boolean => start === end;

/** Includes come before what is declared at the same place. */
const isInclude = (edit: SourceEdit): boolean => isInsertion(edit) && /^\s*#\s*include\b/.test(edit.text);

/** Adjoining ranges do not overlap, nor does an insertion at the end of a range. */
const overlap = (a: SourceEdit, b: SourceEdit): boolean => a.start < b.end && b.start < a.end;

/**
 * Lines may stand in any order; "(" of two fixes at one place may not, as only one of the two orders is meant, and not
 * even the same "(" is one.
 */
const isWholeLines = (text: string): boolean => /^\r?\n|\n$/.test(text);
