/** What rules answer and what is reported of it: a rule that throws is a problem, not the end of a check. */
import type { Fix } from "../fixes/fix.ts";
import type { Finding } from "../rules/finding.ts";
import type { Rule } from "../rules/rule.ts";
import { type Problem, type ReportedFinding, rangeOf } from "./report.ts";

export interface RuleFinding {
  readonly rule: Rule;
  readonly finding: Finding;
}

/** What a rule finds; nothing, and a problem told, where it throws. */
export function ask(
  rule: Rule,
  question: () => Iterable<Finding>,
  path: string,
  onProblem: (problem: Problem) => void,
): readonly RuleFinding[] {
  return attempt(rule, question, path, onProblem).map((finding) => ({ rule, finding }));
}

function attempt<T>(
  rule: Rule,
  question: () => Iterable<T>,
  path: string,
  onProblem: (problem: Problem) => void,
): readonly T[] {
  try {
    return [...question()];
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    onProblem({ path, message: `the rule ${rule.id} failed here and was left out: ${text}` });
    return [];
  }
}

export type Report = (rule: Rule, finding: Finding, symbol: string | undefined) => ReportedFinding;

/** Reports the findings of one check of a file; fixes that several of them share are made once. */
export function reporter(path: string, onProblem: (problem: Problem) => void): Report {
  const shared = new Map<string, readonly Fix[]>();
  const fixesOf = (rule: Rule, { fixes = [] }: Finding): readonly Fix[] => {
    if (!("make" in fixes)) {
      return fixes;
    }
    const key = `${rule.id} ${fixes.key}`;
    const made = shared.get(key) ?? attempt(rule, () => fixes.make(), path, onProblem);
    shared.set(key, made);
    return made;
  };
  return (rule, finding, symbol) => ({
    ...rangeOf(finding.at),
    rule: rule.id,
    severity: finding.severity ?? rule.severity,
    ...(finding.equivalent === undefined ? {} : { equivalent: finding.equivalent }),
    message: finding.message,
    why: finding.why ?? rule.docs.why,
    advice: finding.advice,
    related: (finding.related ?? []).map(({ at, message }) => ({ ...rangeOf(at), message })),
    fixes: fixesOf(rule, finding).map((fix) => ({
      title: fix.title,
      preferred: fix.preferred ?? false,
      ...(fix.byName ? { byName: true as const } : {}),
      edits: fix.edits.map(({ at, text, snippet }) => ({
        ...rangeOf(at),
        text,
        ...(snippet === undefined ? {} : { snippet }),
      })),
    })),
    symbol,
    suppression: undefined,
  });
}

/** By position and then by rule. */
export function byPosition(a: ReportedFinding, b: ReportedFinding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
