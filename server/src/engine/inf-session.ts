/** An INF or INX file under check. Such files are small: one is read as a whole after an edit. */
import type { InfFile } from "../model/inf/inf-file.ts";
import type { InfContext } from "../rules/context.ts";
import type { Rule } from "../rules/rule.ts";
import type { TextEdit } from "../syntax/document.ts";
import { parseInf } from "../syntax/inf/parser.ts";
import { ask, byPosition, reporter } from "./answers.ts";
import type { CheckSession } from "./check-session.ts";
import type { Lexed } from "./judge.ts";
import { lineTable } from "./lines.ts";
import { PlainText } from "./plain-text.ts";
import type { FileStats, FunctionCounts, Problem, ReportedFinding } from "./report.ts";
import { finish, type Steps } from "./steps.ts";
import { infComments } from "./suppressions/comment-style.ts";
import type { EngineParts, SessionInput } from "./unit-session.ts";

/** UTF-16 units; the largest of real ones have a few hundred thousand. */
const maximumLength = 4 << 20;

export class InfSession implements CheckSession {
  private readonly input: SessionInput;
  private readonly rules: readonly Rule[];
  private readonly texts: ReadonlyMap<string, PlainText>;
  private readonly context: InfContext;

  /** Reads the files in slices. */
  static *opening(input: SessionInput, parts: EngineParts): Steps<InfSession> {
    const texts = new Map<string, PlainText>();
    for (const { path, text } of input.files) {
      texts.set(path, yield* PlainText.opening(path, text, infComments));
      yield;
    }
    return new InfSession(input, parts, texts);
  }

  private constructor(input: SessionInput, { facts, rules }: EngineParts, texts: ReadonlyMap<string, PlainText>) {
    this.input = input;
    this.rules = rules.filter(({ checkInf }) => checkInf !== undefined);
    this.texts = texts;
    this.context = { facts };
  }

  get paths(): readonly string[] {
    return [...this.texts.keys()];
  }

  text(path: string): string | undefined {
    return this.texts.get(path)?.text;
  }

  lexed(path: string): Lexed | undefined {
    return this.texts.get(path)?.lexed;
  }

  edit(path: string, edit: TextEdit): void {
    this.texts.get(path)?.edit(edit);
  }

  /** What `checking` gives, all at once. */
  check(path: string, onProblem: (problem: Problem) => void): readonly ReportedFinding[] {
    return finish(this.checking(path, onProblem));
  }

  *checking(path: string, onProblem: (problem: Problem) => void): Steps<readonly ReportedFinding[]> {
    const text = this.text(path);
    if (text === undefined || text.length > maximumLength || this.input.driver.kind !== "driver-package") {
      return [];
    }
    const anchor = { start: 0 };
    const place: InfFile["place"] = ({ start, end }) => ({ file: path, anchor, start, end });
    const inf: InfFile = { path, text, syntax: parseInf(text), place };
    yield;
    const report = reporter(path, onProblem);
    const found: ReportedFinding[] = [];
    for (const rule of this.rules) {
      const findings = ask(rule, () => rule.checkInf?.(inf, this.context) ?? [], path, onProblem);
      found.push(...findings.map(({ finding }) => report(rule, finding, undefined)));
      yield;
    }
    return found.sort(byPosition);
  }

  /** A check takes no longer than this would. */
  // biome-ignore lint/correctness/useYield: there is nothing to be done
  *glancing(): Steps<undefined> {
    return undefined;
  }

  stats(path: string): FileStats | undefined {
    const text = this.text(path);
    const { kind } = this.input.driver;
    return text === undefined
      ? undefined
      : { path, bytes: text.length, lines: lineTable(text).count, language: "inf", kind, ...noFunctions };
  }

  functionCounts(path: string): FunctionCounts | undefined {
    return this.texts.has(path) ? noFunctions : undefined;
  }
}

const noFunctions: FunctionCounts = { functions: 0, brokenFunctions: 0, givenUpFunctions: 0 };
