/**
 * Reads what a fixture's comments announce:
 *
 *     ExAllocatePool(PagedPool, 8);   // want pool-untagged "has no tag"; ok pool-executable
 *
 * `want <rule> [error|warning|hint] ["part of the message"]`: the rule reports something that begins on this line;
 * `ok <rule>`: it does not; `todo-want <rule>`: it should and does not yet; `todo-ok <rule>`: it does and should not.
 * Several marks are separated by `;`. A comment may be a block comment too, for lines that end in a backslash; in INF files
 * it begins with `;`, in Cargo.toml with `#`.
 */
import type { Severity } from "../../server/src/rules/finding.ts";

type MarkKind = "want" | "ok" | "todo-want" | "todo-ok";

export interface Mark {
  readonly kind: MarkKind;
  readonly rule: string;
  /** Counted from 1. */
  readonly line: number;
  /** A part of the message, where the mark gives one. */
  readonly text: string | undefined;
  readonly severity: Severity | undefined;
}

export interface Marks {
  readonly marks: readonly Mark[];
  /** Comments that begin like a mark and are none, as messages. */
  readonly mistakes: readonly string[];
}

/** A comment that holds marks and nothing else. */
const comment = /(?:\/\/|\/\*|;|#)\s*(?=(?:todo-)?(?:want|ok)\s)(.*?)\s*(?:\*\/.*)?$/;
const oneMark =
  /^\s*(?<kind>(?:todo-)?(?:want|ok))\s+(?<rule>[a-z0-9-]+)(?:\s+(?<severity>error|warning|hint))?(?:\s+"(?<text>(?:[^"\\]|\\.)*)")?\s*(?:;|$)/;

export function readMarks(text: string, isRule: (id: string) => boolean): Marks {
  const marks: Mark[] = [];
  const mistakes: string[] = [];
  for (const [index, lineText] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    let rest = comment.exec(lineText)?.[1] ?? "";
    while (rest !== "") {
      const match = oneMark.exec(rest);
      const { kind, rule, severity, text: part } = match?.groups ?? {};
      if (match === null || rule === undefined) {
        mistakes.push(`${line}: "${rest}" is no mark: want|ok|todo-want|todo-ok <rule> [severity] ["message"]`);
        break;
      }
      if (!isRule(rule)) {
        mistakes.push(`${line}: there is no rule ${rule}`);
      }
      marks.push({
        kind: kind as MarkKind,
        rule,
        line,
        text: part?.replace(/\\(.)/g, "$1"),
        severity: severity as Severity | undefined,
      });
      rest = rest.slice(match[0].length);
    }
  }
  return { marks, mistakes };
}
