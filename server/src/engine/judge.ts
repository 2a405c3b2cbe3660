/** What configuration and suppressions make of a file's findings. */
import type { Rule } from "../rules/rule.ts";
import { lex } from "../syntax/lexer.ts";
import type { Tokens } from "../syntax/tokens.ts";
import type { RuleNames } from "./config/rule-names.ts";
import type { FileSettings } from "./config/settings.ts";
import type { Problem, ReportedFinding, TextRange } from "./report.ts";
import type { CommentStyle } from "./suppressions/comment-style.ts";
import { readSuppressions, type SuppressionEntry, unusedEntries } from "./suppressions/table.ts";
import type { WordPlaces } from "./suppressions/words.ts";

/** A comment for driverlens that hides nothing. */
export interface UnusedEntry extends TextRange {
  readonly names: readonly string[];
}

export interface Judged {
  /** Suppressed ones among them, with their suppression; those that configuration turns off are left out. */
  readonly findings: readonly ReportedFinding[];
  readonly unused: readonly UnusedEntry[];
  readonly problems: readonly Problem[];
}

/** What a session knows of a text that it follows (`CheckSession.lexed`). */
export interface Lexed {
  /** What is no token is blank or a comment. */
  readonly tokens: Tokens;
  readonly words: WordPlaces;
  readonly comments: CommentStyle;
}

/**
 * Applies a file's configuration and suppressions to its findings.
 * @param lexed of this very text; what reads a C or C++ text only once may leave it out
 */
export function judge(
  path: string,
  text: string,
  found: readonly ReportedFinding[],
  settings: Pick<FileSettings, "severityOf">,
  byId: ReadonlyMap<string, Rule>,
  names: RuleNames,
  lexed?: Lexed,
): Judged {
  const table = readSuppressions(path, text, () => lexed?.tokens ?? lex(text), names, lexed?.words, lexed?.comments);
  const used = new Set<SuppressionEntry>();
  const findings: ReportedFinding[] = [];
  for (const finding of found) {
    const rule = byId.get(finding.rule);
    const severity = rule === undefined ? finding.severity : settings.severityOf(rule, finding.severity);
    if (rule === undefined || severity === "off") {
      continue;
    }
    const entry = table.find(rule, finding.start, finding.end);
    if (entry !== undefined) {
      used.add(entry);
    }
    findings.push({ ...finding, severity, suppression: entry?.suppression });
  }
  return {
    findings,
    unused: unusedEntries(table, used).map((entry) => ({
      path,
      start: entry.suppression.at?.start ?? 0,
      end: entry.suppression.at?.end ?? 0,
      names: entry.names,
    })),
    problems: table.problems.map((problem) => ({ path, message: problem.message })),
  };
}
