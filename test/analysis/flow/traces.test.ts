/**
 * The graph against the language: random functions are run twice with the same answers to their conditions, once over
 * their syntax and once over their graph, and have to call the same functions in the same order.
 */
import { expect, test } from "vitest";
import { buildCfg } from "../../../server/src/analysis/flow/build-cfg.ts";
import type { Block, Cfg, CfgQuestions } from "../../../server/src/analysis/flow/cfg.ts";
import type { Expr, FunctionDefinition, Stmt } from "../../../server/src/syntax/ast.ts";
import { SourceDocument } from "../../../server/src/syntax/document.ts";
import { seeded } from "../../engine/random.ts";
import { parts } from "../../support/engine.ts";

const questions: CfgQuestions = { constant: () => undefined, noReturn: () => false, assumed: () => undefined };

/** Longer runs are cut off: loops go on for as long as the answers say. */
const maximumCalls = 200;

test.each([1, 2, 3, 4, 5, 6, 7, 8])("random functions do what their graphs say, seed %i", (seed) => {
  const { upTo } = seeded(seed);
  const next = (below: number): number => upTo(below - 1);
  for (let round = 0; round < 60; round++) {
    const text = `void fn(int a)\n{\n${statements(next, 4, { loop: false, switch: false, finally: false })}}\n`;
    const fn = parse(text);
    const cfg = buildCfg(fn, questions, "ignored");
    expect(cfg, text).toBeDefined();
    for (let run = 0; run < 6; run++) {
      const answers = Array.from({ length: 400 }, () => next(3));
      expect(overGraph(cfg as Cfg, answers), text).toEqual(overSyntax(fn, answers));
    }
  }
});

function parse(text: string): FunctionDefinition {
  const environment = { lookup: () => undefined };
  const document = SourceDocument.open(text, { language: "c", dialect: "windows", environment }, parts.reader);
  const [decl] = document.declarations.flatMap(({ syntax }) => syntax.decls);
  expect(
    document.declarations.flatMap(({ syntax }) => syntax.errors),
    text,
  ).toEqual([]);
  if (decl?.kind !== "function") {
    throw new Error(`no function: ${text}`);
  }
  return decl;
}

// ---- random functions -------------------------------------------------------------------------------------------

type Random = (below: number) => number;

interface Around {
  readonly loop: boolean;
  readonly switch: boolean;
  readonly finally: boolean;
}

function statements(next: Random, depth: number, around: Around): string {
  return Array.from({ length: 1 + next(3) }, () => statement(next, depth, around)).join("");
}

function statement(next: Random, depth: number, around: Around): string {
  const inner = (inside: Partial<Around> = {}): string =>
    `{ ${statements(next, depth - 1, { ...around, ...inside })} }`;
  const choice = next(depth === 0 ? 5 : 13);
  switch (choice) {
    case 0:
    case 1:
      return `${call(next)};\n`;
    case 2:
      return around.loop && !around.finally
        ? next(2) === 0
          ? "break;\n"
          : "continue;\n"
        : `x = ${condition(next, 2)};\n`;
    case 3:
      return around.finally ? `${call(next)};\n` : next(3) === 0 ? "return;\n" : `return ${call(next)};\n`;
    case 4:
      return `x = ${condition(next, 1)} ? ${call(next)} : ${call(next)};\n`;
    case 5:
      return `if (${condition(next, 2)}) ${inner()} else ${inner()}\n`;
    case 6:
      return `if (${condition(next, 2)}) ${inner()}\n`;
    case 7:
      return `while (${condition(next, 1)}) ${inner({ loop: true, finally: false })}\n`;
    case 8:
      return `do ${inner({ loop: true, finally: false })} while (${condition(next, 1)});\n`;
    case 9:
      return `for (${call(next)}; ${condition(next, 1)}; ${call(next)}) ${inner({ loop: true, finally: false })}\n`;
    case 10:
      return `switch (${call(next)}) { case 0: ${statements(next, depth - 1, around)} case 1: ${statements(next, depth - 1, around)} default: ${call(next)}; }\n`;
    case 11:
      return `switch (${call(next)}) { case 0: ${statements(next, depth - 1, around)} }\n`;
    default:
      return `__try ${inner()} __finally ${inner({ finally: true, loop: false })}\n`;
  }
}

const call = (next: Random): string => `f${next(40)}()`;

function condition(next: Random, depth: number): string {
  if (depth === 0 || next(2) === 0) {
    return next(2) === 0 ? "a" : call(next);
  }
  const left = condition(next, depth - 1);
  return next(4) === 0 ? `!(${left})` : `(${left} ${next(2) === 0 ? "&&" : "||"} ${condition(next, depth - 1)})`;
}

// ---- over the graph ---------------------------------------------------------------------------------------------

function overGraph(cfg: Cfg, answers: readonly number[]): readonly string[] {
  const trace: string[] = [];
  let asked = 0;
  let block: Block | undefined = cfg.entry;
  while (block !== undefined && trace.length < maximumCalls && asked < answers.length) {
    for (const step of block.steps) {
      if (step.kind === "call" && step.node.callee.kind === "name") {
        trace.push(step.node.callee.name);
      }
    }
    const edges: Block["edges"] = block.edges.filter((edge) => !edge.exceptional);
    const [first] = edges;
    if (first?.guard === undefined) {
      block = first?.to;
    } else if (first.guard.kind === "condition") {
      const holds = answers[asked++] !== 0;
      block = edges.find(({ guard }) => guard?.kind === "condition" && guard.holds === holds)?.to;
    } else {
      const value = answers[asked++];
      const chosen = edges.find(
        ({ guard }) => guard?.kind === "case" && guard.value.kind === "number" && guard.value.value === value,
      );
      block = (chosen ?? edges.find(({ guard }) => guard?.kind === "default"))?.to;
    }
  }
  return trace.slice(0, maximumCalls);
}

// ---- over the syntax --------------------------------------------------------------------------------------------

type Outcome = "on" | "break" | "continue" | "return";

class Ended extends Error {}

function overSyntax(fn: FunctionDefinition, answers: readonly number[]): readonly string[] {
  const machine = new Machine(answers);
  try {
    machine.run(fn.body);
  } catch (error) {
    if (!(error instanceof Ended)) {
      throw error;
    }
  }
  return machine.trace.slice(0, maximumCalls);
}

class Machine {
  readonly trace: string[] = [];
  private readonly answers: readonly number[];
  private asked = 0;

  constructor(answers: readonly number[]) {
    this.answers = answers;
  }

  run(node: Stmt): Outcome {
    switch (node.kind) {
      case "block":
        return this.all(node.statements);
      case "expr":
        this.value(node.expr);
        return "on";
      case "return":
        if (node.value !== undefined) this.value(node.value);
        return "return";
      case "break":
      case "continue":
        return node.kind;
      case "if":
        if (this.truth(node.condition as Expr)) return this.run(node.whenTrue);
        return node.whenFalse === undefined ? "on" : this.run(node.whenFalse);
      case "while":
        while (this.truth(node.condition as Expr)) {
          const outcome = this.run(node.body);
          if (outcome === "break") break;
          if (outcome === "return") return outcome;
        }
        return "on";
      case "do":
        do {
          const outcome = this.run(node.body);
          if (outcome === "break") break;
          if (outcome === "return") return outcome;
        } while (this.truth(node.condition));
        return "on";
      case "for":
        if (node.init !== undefined) this.run(node.init);
        while (this.truth(node.condition as Expr)) {
          const outcome = this.run(node.body);
          if (outcome === "break") break;
          if (outcome === "return") return outcome;
          this.value(node.step as Expr);
        }
        return "on";
      case "switch":
        return this.switch(node);
      case "seh-try": {
        const outcome = this.run(node.body);
        const after = this.run(node.handler as Stmt);
        return after === "on" ? outcome : after;
      }
      default:
        throw new Error(node.kind);
    }
  }

  private switch(node: Extract<Stmt, { kind: "switch" }>): Outcome {
    this.value(node.condition as Expr);
    const value = this.answer();
    const cases = node.body.kind === "block" ? node.body.statements : [];
    const at = cases.findIndex(
      (label) => label.kind === "case" && (label.value as { value?: number })?.value === value,
    );
    const from = at < 0 ? cases.findIndex((label) => label.kind === "case" && label.value === undefined) : at;
    for (const label of from < 0 ? [] : cases.slice(from)) {
      const outcome = label.kind === "case" ? this.all(label.statements) : this.run(label);
      if (outcome === "break") return "on";
      if (outcome !== "on") return outcome;
    }
    return "on";
  }

  private all(list: readonly Stmt[]): Outcome {
    for (const node of list) {
      const outcome = this.run(node);
      if (outcome !== "on") return outcome;
    }
    return "on";
  }

  private answer(): number {
    if (this.asked >= this.answers.length || this.trace.length >= maximumCalls) throw new Ended();
    return this.answers[this.asked++] as number;
  }

  private truth(expr: Expr): boolean {
    if (expr.kind === "unary") return !this.truth(expr.operand);
    if (expr.kind === "binary") {
      const left = this.truth(expr.left);
      return expr.op === "&&" ? left && this.truth(expr.right) : left || this.truth(expr.right);
    }
    this.value(expr);
    return this.answer() !== 0;
  }

  private value(expr: Expr): void {
    switch (expr.kind) {
      case "call":
        this.trace.push((expr.callee as { name: string }).name);
        return;
      case "assign":
        this.value(expr.right);
        return;
      case "conditional":
        this.value(this.truth(expr.condition) ? (expr.whenTrue as Expr) : expr.whenFalse);
        return;
      case "unary":
      case "binary":
        // Only what may or may not be called is decided when a condition is a mere value.
        if (hasCall(expr)) this.truthAsValue(expr);
        return;
      default:
    }
  }

  private truthAsValue(expr: Expr): void {
    if (expr.kind === "unary") {
      this.value(expr.operand);
    } else if (expr.kind === "binary") {
      if (hasCall(expr.right)) this.truth(expr);
      else this.value(expr.left);
    }
  }
}

function hasCall(expr: Expr): boolean {
  if (expr.kind === "unary") return hasCall(expr.operand);
  if (expr.kind === "binary") return hasCall(expr.left) || hasCall(expr.right);
  return expr.kind === "call";
}
