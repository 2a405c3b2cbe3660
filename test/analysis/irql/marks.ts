/**
 * Reads what an annotated C file says of the analysis.
 *
 *     KeAcquireSpinLock(&Dev->Lock, &irql);   // irql: DISPATCH; locks: Dev->Lock
 *
 * A comment behind code says what is so after everything that begins on the line; on a line of its own, what is so
 * before the next line; behind the brace that ends a function, how it returns. `irql: PASSIVE..APC`, `irql: entry` (the
 * level it was entered at, unknown), `irql: oldIrql` (what the variable held), `irql: unknown`, `irql: unreachable`;
 * `locks: A, B` held in this order, `locks: -A` (the caller's, released), `locks: none`; `worlds: 2`; `critical: 1`;
 * `guarded: 1`; `float: 1`. Ways that differ stand in alphabetical order: `irql: DISPATCH | entry`.
 *
 * Lines before a function:
 *
 *     // fact entry: DISPATCH by role
 *     // fact summary: takes Dev->Lock, saves *OldIrql, to DISPATCH
 *     // fact summary: if returns 0: nothing             (one for each way that callers can be told)
 *     // fact requires: <= PASSIVE through Helper, ZwClose
 *     // fact unknown                                    (the analysis gives up, as it should)
 *
 * `todo-irql: X`, `todo-fact summary: X`: it should be so and is not yet. Several marks are separated by `;`.
 */
import { isQuestion, type Question } from "./notation.ts";

export interface StateMark {
  readonly kind: "after" | "before";
  readonly question: Question;
  readonly todo: boolean;
  /** From 0: of the line that it speaks of. */
  readonly line: number;
  readonly text: string;
}

export type FactKind = "entry" | "summary" | "requires" | "unknown";

export interface FactMark {
  readonly kind: FactKind;
  readonly todo: boolean;
  /** From 0. */
  readonly line: number;
  readonly text: string;
}

export interface Marks {
  readonly states: readonly StateMark[];
  readonly facts: readonly FactMark[];
  /** Comments that begin like marks and are none. */
  readonly mistakes: readonly string[];
}

const factLine = /^\s*\/\/\s*(todo-)?fact\s+(\w+)(?::\s*(.*?))?\s*$/;
const comment = /^(.*?)(?:\/\/|\/\*)\s*((?:todo-)?[a-z]+:.*?)\s*(?:\*\/.*)?$/;
const oneMark = /^\s*(todo-)?(\w+):\s*(.+?)\s*$/;

export function readMarks(text: string): Marks {
  const states: StateMark[] = [];
  const facts: FactMark[] = [];
  const mistakes: string[] = [];
  const lines = text.split(/\r?\n/);
  for (const [line, content] of lines.entries()) {
    const fact = factLine.exec(content);
    if (fact !== null) {
      const [, todo, kind, said = ""] = fact;
      if (kind === "entry" || kind === "summary" || kind === "requires" || kind === "unknown") {
        facts.push({ kind, todo: todo !== undefined, line, text: said });
      } else {
        mistakes.push(`${line + 1}: nobody knows the fact ${kind}`);
      }
      continue;
    }
    const [, code = "", said] = comment.exec(content) ?? [];
    if (said === undefined || said.startsWith("unit:")) {
      continue;
    }
    const isOwnLine = code.trim() === "";
    for (const part of said.split(";")) {
      const [, todo, word = "", wanted = ""] = oneMark.exec(part) ?? [];
      if (!isQuestion(word)) {
        mistakes.push(`${line + 1}: "${part.trim()}" is no mark`);
        continue;
      }
      const next = lines.findIndex((each, index) => index > line && !/^\s*(?:\/\/.*)?$/.test(each));
      states.push({
        kind: isOwnLine ? "before" : "after",
        question: word,
        todo: todo !== undefined,
        line: isOwnLine ? next : line,
        text: wanted.replace(/_LEVEL\b/g, ""),
      });
    }
  }
  return { states, facts, mistakes };
}
