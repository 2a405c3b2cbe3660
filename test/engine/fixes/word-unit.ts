/** A unit of plain texts in which a finding is a word, and its fix another one: what "fix all" does, without any C. */
import type { Cure } from "../../../server/src/engine/fixes/choose-fixes.ts";
import type { EditableUnit } from "../../../server/src/engine/fixes/fix-all.ts";
import type { ReportedFinding, ReportedFix } from "../../../server/src/engine/report.ts";

export interface WordRule {
  readonly rule: string;
  /** Global. */
  readonly pattern: RegExp;
  /** The fix, where there is one. */
  fix?(match: RegExpExecArray, path: string, texts: ReadonlyMap<string, string>): Partial<ReportedFix> | undefined;
}

export class WordUnit implements EditableUnit {
  readonly texts: Map<string, string>;
  private readonly rules: readonly WordRule[];

  constructor(texts: Readonly<Record<string, string>>, rules: readonly WordRule[]) {
    this.texts = new Map(Object.entries(texts));
    this.rules = rules;
  }

  text(path: string): string | undefined {
    return this.texts.get(path);
  }

  edit(path: string, { start, oldEnd, text }: { start: number; oldEnd: number; text: string }): void {
    const old = this.texts.get(path) ?? "";
    if (oldEnd > old.length || start > oldEnd) {
      throw new Error(`no edit of ${path}: ${start} to ${oldEnd}`);
    }
    this.texts.set(path, old.slice(0, start) + text + old.slice(oldEnd));
  }

  findings(path: string): readonly ReportedFinding[] {
    const text = this.texts.get(path) ?? "";
    return this.rules
      .flatMap((rule) =>
        [...text.matchAll(rule.pattern)].map((match) => {
          const fix = rule.fix?.(match as RegExpExecArray, path, this.texts);
          const fixes = fix === undefined ? [] : [{ title: rule.rule, preferred: true, edits: [], ...fix }];
          return finding({ path, rule: rule.rule, start: match.index, end: match.index + match[0].length, fixes });
        }),
      )
      .sort((a, b) => a.start - b.start);
  }

  *judged(path: string): Generator<void, readonly ReportedFinding[], void> {
    yield;
    return this.findings(path);
  }
}

export function finding(more: Partial<ReportedFinding>): ReportedFinding {
  return {
    path: "a.c",
    start: 0,
    end: 1,
    rule: "rule",
    severity: "error",
    message: "wrong",
    why: "",
    advice: "",
    related: [],
    fixes: [],
    symbol: undefined,
    suppression: undefined,
    ...more,
  };
}

/** A finding at `[start, end)` of a.c that edits cure; each edit is `[start, end, text]` or with its path before that. */
export function cure(
  range: readonly [number, number],
  ...edits: readonly (readonly [number, number, string] | readonly [string, number, number, string])[]
): Cure {
  const fix: ReportedFix = {
    title: "fix",
    preferred: true,
    edits: edits.map((edit) =>
      edit.length === 3
        ? { path: "a.c", start: edit[0], end: edit[1], text: edit[2] }
        : { path: edit[0], start: edit[1], end: edit[2], text: edit[3] },
    ),
  };
  return { finding: finding({ start: range[0], end: range[1], fixes: [fix] }), fix };
}
