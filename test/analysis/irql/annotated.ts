/** Holds annotated C against what the analysis says of it. */
import type { Step } from "../../../server/src/analysis/flow/cfg.ts";
import { readUnitLine } from "../../support/fixtures.ts";
import { type FactMark, type Marks, readMarks, type StateMark } from "./marks.ts";
import { entryText, needTexts, questions, summaryTexts } from "./notation.ts";
import { type Analysed, analyse, type IrqlWorld } from "./probe.ts";

export interface Verdict {
  /** One message for each expectation that does not hold, with both texts. */
  readonly messages: readonly string[];
  readonly functions: number;
  readonly expectations: number;
  readonly todos: number;
}

/** Checks a file that is a driver unit of its own. */
export function judge(path: string, text: string): Verdict {
  const unitLine = /^\s*\/\/\s*(unit:.*)$/m.exec(text)?.[1] ?? "unit:";
  const functions = analyse([{ path, text }], readUnitLine(unitLine).settings);
  const marks = readMarks(text);
  const lines = new Lines(text);
  const messages = marks.mistakes.map((mistake) => `${path}:${mistake}`);
  for (const { fn } of functions.filter((each) => each.fn.broken)) {
    messages.push(`${path}: ${fn.name} has a syntax error`);
  }
  for (const mark of marks.states) {
    const around = functions.find((each) => lines.first(each) <= mark.line && mark.line <= lines.last(each));
    const said = around === undefined ? "no function" : stateAt(mark, around, lines);
    messages.push(...disagreement(path, mark.line, mark.question, mark, said));
  }
  messages.push(...factDisagreements(path, marks, functions, lines));
  const all = [...marks.states, ...marks.facts];
  return {
    messages,
    functions: functions.length,
    expectations: all.length,
    todos: all.filter(({ todo }) => todo).length,
  };
}

function disagreement(
  path: string,
  line: number,
  what: string,
  { text, todo }: Pick<StateMark, "text" | "todo">,
  said: string,
): readonly string[] {
  const holds = said === text;
  if (todo) {
    return holds ? [`${path}:${line + 1}: ${what}: ${text} holds now: take the todo away`] : [];
  }
  return holds ? [] : [`${path}:${line + 1}: ${what}: expected ${text}, the analysis says ${said}`];
}

function stateAt(mark: StateMark, { body, ...analysed }: Analysed, lines: Lines): string {
  if (body === undefined) {
    return "nothing: it gave up";
  }
  if (mark.kind === "after" && mark.line === lines.last({ body, ...analysed })) {
    return questions[mark.question](body.exits);
  }
  const steps: { readonly step: Step; readonly before: readonly IrqlWorld[]; readonly after: readonly IrqlWorld[] }[] =
    [];
  let mentioned = false;
  for (const { steps: all } of body.cfg.blocks) {
    mentioned ||= all.some(({ node }) => lines.at(analysed.offset(node)) === mark.line);
  }
  body.eachStep((step, before, after) => {
    // Neither the brace that follows a condition nor a destructor is what its line does.
    if (step.node.kind !== "block" && step.kind !== "end" && lines.at(analysed.offset(step.node)) === mark.line) {
      steps.push({ step, before, after });
    }
  });
  const decisive = mark.kind === "after" ? steps.at(-1) : steps[0];
  if (decisive === undefined) {
    return mentioned || isCode(mark.line, lines) ? "unreachable" : "no code";
  }
  // A `__finally` body is written once for each way out: all of them count.
  const copies = steps.filter(({ step }) => step.kind === decisive.step.kind && step.node === decisive.step.node);
  return questions[mark.question](copies.flatMap((copy) => copy[mark.kind]));
}

const isCode = (line: number, lines: Lines): boolean => /\w/.test(lines.text(line).replace(/\/[/*].*/, ""));

function factDisagreements(
  path: string,
  { facts }: Marks,
  functions: readonly Analysed[],
  lines: Lines,
): readonly string[] {
  const messages: string[] = [];
  for (const analysed of functions) {
    const first = lines.first(analysed);
    const before = Math.max(-1, ...functions.map(lines.last).filter((line) => line < first));
    const own = facts.filter(({ line }) => line > before && line < first);
    messages.push(...ofFunction(path, own, analysed));
  }
  const claimed = facts.filter(({ line }) => functions.some((each) => lines.first(each) > line));
  if (claimed.length !== facts.length) {
    messages.push(`${path}: facts stand behind the last function`);
  }
  return messages;
}

function ofFunction(path: string, facts: readonly FactMark[], analysed: Analysed): readonly string[] {
  const { fn, body } = analysed;
  const isExpectedUnknown = facts.some(({ kind }) => kind === "unknown");
  const at = `${path}: ${fn.name}`;
  const messages: string[] = [];
  if ((body === undefined) !== isExpectedUnknown) {
    messages.push(`${at}: ${body === undefined ? "the analysis gave up" : "the analysis did not give up"}`);
  }
  for (const [kind, said] of [
    ["entry", [entryText(analysed.entry)]],
    ["summary", summaryTexts(analysed)],
    ["requires", needTexts(analysed)],
  ] as const) {
    const own = facts.filter((fact) => fact.kind === kind);
    if (own.length === 0) {
      continue;
    }
    const expected = own.map(({ text }) => text.replace(/_LEVEL\b/g, "")).sort();
    const holds = expected.join("\n") === said.join("\n");
    const isTodo = own.some(({ todo }) => todo);
    if (holds === isTodo) {
      messages.push(
        isTodo
          ? `${at}: ${kind} holds now: take the todo away`
          : `${at}: ${kind}: expected\n    ${expected.join("\n    ")}\n  the analysis says\n    ${said.join("\n    ")}`,
      );
    }
  }
  return messages;
}

/** Lines of a text, from 0. */
class Lines {
  private readonly starts: readonly number[];
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
    this.starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  at(offset: number): number {
    return this.starts.findLastIndex((start) => start <= offset);
  }

  text(line: number): string {
    return this.source.slice(this.starts[line], this.starts[line + 1]);
  }

  readonly first = ({ fn, offset }: Analysed): number => this.at(offset(fn.definition));

  readonly last = ({ fn, offset }: Analysed): number =>
    this.at(offset(fn.definition) + fn.definition.end - fn.definition.start - 1);
}
