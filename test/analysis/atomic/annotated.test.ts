/**
 * Holds each annotated C file of this folder against the analysis of atomic context.
 *
 *     spin_lock(&dev->lock);   // locks: dev->lock; interrupts: entry
 *
 * A comment behind code says what is so after everything that begins on the line; on a line of its own, what is so
 * before the next line; behind the brace that ends a function, how it returns. `locks:` in the order they were taken,
 * sections by what they are (`rcu`, `softirqs`, `preemption`), `none`, `unknown`; `context:` as the function was entered,
 * or `slept`; `interrupts:`; `worlds:`. Ways that differ stand in alphabetical order: `none | rcu`.
 *
 * `// fact ...` lines before a function are what callers see of it, all of them where there is one; `// fact unknown`
 * says that the analysis gives up. `todo-` before a mark: it should be so and is not yet.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { questions, summaryTexts } from "./notation.ts";
import { type Analysed, analyse } from "./probe.ts";

const root = import.meta.dirname;
const counts = { functions: 0, expectations: 0, todos: 0 };

describe("annotated functions", () => {
  it.each(readdirSync(root).filter((name) => name.endsWith(".c")))("%s", (name) => {
    expect(judge(name, readFileSync(join(root, name), "utf8")).join("\n")).toBe("");
  });

  it("notices what is not so", () => {
    const text = [
      "// fact nothing",
      "static void take(spinlock_t *lock)",
      "{",
      "	spin_lock(lock); // locks: none; interrupts: off; todo-locks: lock",
      "	// lokcs: lock",
      "}",
    ].join("\n");
    expect(judge("wrong.c", text)).toHaveLength(5);
  });
});

afterAll(() => {
  console.log(`${counts.functions} functions, ${counts.expectations} expectations, ${counts.todos} of them todo`);
});

function judge(path: string, text: string): readonly string[] {
  const functions = analyse(path, text);
  counts.functions += functions.length;
  const lines = text.split("\n");
  const starts = lines.map((_, index) => lines.slice(0, index).join("\n").length + (index === 0 ? 0 : 1));
  const lineAt = (offset: number): number => starts.findLastIndex((start) => start <= offset);
  const messages = functions.filter(({ fn }) => fn.broken).map(({ fn }) => `${path}: ${fn.name} has a syntax error`);
  const facts: string[] = [];
  for (const [line, content] of lines.entries()) {
    const fact = /^\/\/ ((?:todo-)?fact .*)$/.exec(content)?.[1];
    if (fact !== undefined) {
      facts.push(fact);
      continue;
    }
    const around = functions.find(({ fn, offset }) => {
      const start = offset(fn.definition);
      return lineAt(start) <= line && line <= lineAt(start + fn.definition.end - fn.definition.start - 1);
    });
    if (around !== undefined && facts.length > 0) {
      messages.push(...factMessages(path, facts.splice(0), around));
    }
    const [, code = "", marks] = /^(.*?)\/\/\s*((?:todo-)?[a-z]+:.*)$/.exec(content) ?? [];
    for (const mark of marks?.startsWith("unit:") === true ? [] : (marks?.split(";") ?? [])) {
      const [, todo, word = "", wanted] = /^\s*(todo-)?(\w+):\s*(.+?)\s*$/.exec(mark) ?? [];
      const isBefore = code.trim() === "";
      const said = around && stateAt(isBefore ? line + 1 : line, isBefore, word, around, lineAt);
      counts.expectations++;
      counts.todos += todo === undefined ? 0 : 1;
      if ((said === wanted) !== (todo === undefined)) {
        messages.push(`${path}:${line + 1}: ${todo ?? ""}${word}: ${wanted}, the analysis says ${said ?? "nothing"}`);
      }
    }
  }
  return messages;
}

function stateAt(
  line: number,
  isBefore: boolean,
  word: string,
  analysed: Analysed,
  lineAt: (offset: number) => number,
): string | undefined {
  const { fn, body, offset } = analysed;
  const ask = questions[word];
  if (body === undefined || ask === undefined) {
    return undefined;
  }
  if (!isBefore && line === lineAt(offset(fn.definition) + fn.definition.end - fn.definition.start - 1)) {
    return ask(body.exits, analysed);
  }
  let said: string | undefined;
  body.eachStep((step, before, after) => {
    if (step.node.kind !== "block" && lineAt(offset(step.node)) === line && (!isBefore || said === undefined)) {
      said = ask(isBefore ? before : after, analysed);
    }
  });
  return said ?? "unreachable";
}

function factMessages(path: string, facts: readonly string[], analysed: Analysed): readonly string[] {
  const { fn, body, summary } = analysed;
  counts.expectations += facts.length;
  const isTodo = facts.some((fact) => fact.startsWith("todo-"));
  const wanted = facts.map((fact) => fact.replace(/^(?:todo-)?fact /, "")).sort();
  const said = body === undefined ? ["unknown"] : summaryTexts(summary, analysed);
  return (wanted.join("\n") === said.join("\n")) === isTodo
    ? [`${path}: ${fn.name}: expected\n    ${wanted.join("\n    ")}\n  the analysis says\n    ${said.join("\n    ")}`]
    : [];
}
