/** Writes the steps of expressions in the order of their evaluation, and the branches that conditions make. */
import type { CallExpr, Expr, Node, Stmt, VariableDecl } from "../../syntax/ast.ts";
import { isExpr, walk } from "../../syntax/walk.ts";
import type { CfgQuestions } from "./cfg.ts";
import type { GraphWriter } from "./graph-writer.ts";
import type { OpenBlock } from "./open-block.ts";

export class ExpressionWriter {
  private readonly out: GraphWriter;
  private readonly questions: CfgQuestions;
  private readonly lifetimes: "observed" | "ignored";
  /** Writes the block of a `({ ... })`. */
  private readonly statement: (node: Stmt) => void;

  constructor(
    out: GraphWriter,
    questions: CfgQuestions,
    lifetimes: "observed" | "ignored",
    statement: (node: Stmt) => void,
  ) {
    this.out = out;
    this.questions = questions;
    this.lifetimes = lifetimes;
    this.statement = statement;
  }

  /** The initialiser of a local variable, and the variable. */
  variable(node: VariableDecl): void {
    const isStatic = node.storage.includes("static") || node.storage.includes("extern");
    if (!isStatic) {
      for (const value of [...(node.init === undefined ? [] : [node.init]), ...(node.args ?? [])]) {
        this.expression(value);
      }
    }
    const ends = this.lifetimes === "observed" && !isStatic && node.type.pointers === 0;
    this.out.declare(node, ends ? "ends" : "unobserved");
  }

  /** Evaluates a condition here and goes on at one block or the other; nothing is written here after it. */
  condition(node: Expr | VariableDecl, whenTrue: OpenBlock, whenFalse: OpenBlock): void {
    if (isExpr(node)) {
      this.branch(node, whenTrue, whenFalse);
      return;
    }
    this.variable(node);
    this.fork({ kind: "name", name: node.name, ...node.nameSpan }, whenTrue, whenFalse);
  }

  private branch(expr: Expr, whenTrue: OpenBlock, whenFalse: OpenBlock): void {
    this.out.nested(() => this.split(expr, whenTrue, whenFalse));
  }

  private split(expr: Expr, whenTrue: OpenBlock, whenFalse: OpenBlock): void {
    const { out } = this;
    const constant = this.questions.constant(expr);
    if (expr.kind === "unary" && isNot(expr.op)) {
      this.branch(expr.operand, whenFalse, whenTrue);
    } else if (expr.kind === "binary" && (isAnd(expr.op) || isOr(expr.op))) {
      const right = out.open();
      if (isAnd(expr.op)) {
        this.branch(expr.left, right, whenFalse);
      } else {
        this.branch(expr.left, whenTrue, right);
      }
      out.enter(right);
      this.branch(expr.right, whenTrue, whenFalse);
    } else if (expr.kind === "comma") {
      this.expression(expr.left);
      this.branch(expr.right, whenTrue, whenFalse);
    } else if (expr.kind === "call" && this.questions.truthOf?.(expr) !== undefined) {
      this.branch(this.questions.truthOf(expr) ?? expr, whenTrue, whenFalse);
    } else if (constant !== undefined) {
      this.expression(expr);
      out.goTo(constant ? whenTrue : whenFalse);
    } else {
      this.expression(expr);
      this.fork(expr, whenTrue, whenFalse);
    }
  }

  private fork(expr: Expr, whenTrue: OpenBlock, whenFalse: OpenBlock): void {
    this.out.edge(whenTrue, { kind: "condition", expr, holds: true });
    this.out.edge(whenFalse, { kind: "condition", expr, holds: false });
    this.out.stop();
  }

  // ---- expressions --------------------------------------------------------------------------------------------

  /** Adds the steps of an expression in the order of evaluation, right sides of assignments first. */
  expression(node: Expr): void {
    this.out.nested(() => this.evaluate(node));
  }

  private evaluate(node: Expr): void {
    const { out } = this;
    switch (node.kind) {
      case "name":
      case "number":
      case "char":
      case "string":
      case "type":
      case "sizeof":
      case "lambda":
        break;
      case "call":
        this.call(node);
        break;
      case "member":
        this.expression(node.object);
        break;
      case "index":
        this.expression(node.object);
        this.expression(node.index);
        break;
      case "cast":
        this.expression(node.operand);
        break;
      case "unary":
        this.expression(node.operand);
        if (isStep(node)) {
          out.add({ kind: "assign", node });
        }
        break;
      case "postfix":
        this.expression(node.operand);
        out.add({ kind: "assign", node });
        break;
      case "binary":
        if ((isAnd(node.op) || isOr(node.op)) && happens(node.right)) {
          this.either(node);
          break;
        }
        this.expression(node.left);
        this.expression(node.right);
        break;
      case "assign":
        this.expression(node.right);
        this.expression(node.left);
        out.add({ kind: "assign", node });
        break;
      case "conditional":
        if ((node.whenTrue !== undefined && happens(node.whenTrue)) || happens(node.whenFalse)) {
          this.choice(node);
          break;
        }
        this.expression(node.condition);
        break;
      case "comma":
        this.expression(node.left);
        this.expression(node.right);
        break;
      case "init-list":
        for (const { value } of node.items) {
          this.expression(value);
        }
        break;
      case "new":
        for (const part of [...node.placement, ...(node.length === undefined ? [] : [node.length]), ...node.args]) {
          this.expression(part);
        }
        out.add({ kind: "allocate", node });
        break;
      case "delete":
        this.expression(node.operand);
        out.add({ kind: "delete", node });
        break;
      case "throw":
        if (node.operand !== undefined) {
          this.expression(node.operand);
        }
        out.add({ kind: "throw", node });
        out.raise();
        break;
      case "statement-expr":
        this.statement(node.body);
        break;
      case "unknown-expr":
        for (const child of node.children) {
          this.expression(child);
        }
        break;
      default:
        unreachable(node);
    }
  }

  private call(node: CallExpr): void {
    const { out } = this;
    this.expression(node.callee);
    const assumed = this.questions.assumed(node);
    for (const arg of node.args) {
      if (arg !== assumed) {
        this.expression(arg);
      }
    }
    out.add({ kind: "call", node });
    if (this.questions.noReturn(node)) {
      out.stop();
    } else if (assumed !== undefined) {
      this.assume(assumed, true);
    }
  }

  /** Evaluates a condition that holds, or does not: the other way is no way, so that what follows may rely on it. */
  private assume(expr: Expr, truth: boolean): void {
    this.out.nested(() => this.rely(expr, truth));
  }

  private rely(expr: Expr, truth: boolean): void {
    const { out } = this;
    const constant = this.questions.constant(expr);
    if (expr.kind === "unary" && isNot(expr.op)) {
      this.assume(expr.operand, !truth);
    } else if (expr.kind === "binary" && (truth ? isAnd(expr.op) : isOr(expr.op))) {
      this.assume(expr.left, truth);
      this.assume(expr.right, truth);
    } else if (expr.kind === "binary" && (truth ? isOr(expr.op) : isAnd(expr.op))) {
      const decided = out.open();
      const right = out.open();
      if (truth) {
        this.branch(expr.left, decided, right);
      } else {
        this.branch(expr.left, right, decided);
      }
      out.enter(right);
      this.assume(expr.right, truth);
      out.goTo(decided);
      out.enter(decided);
    } else {
      const holds = out.open();
      this.expression(expr);
      if (constant === undefined) {
        out.edge(holds, { kind: "condition", expr, holds: truth });
      } else if (constant === truth) {
        out.edge(holds);
      }
      out.stop();
      out.enter(holds);
    }
  }

  /** `a && f()` as a value: f may or may not be called. */
  private either(node: Expr): void {
    const { out } = this;
    const after = out.open();
    this.branch(node, after, after);
    out.enter(after);
  }

  private choice(node: Extract<Expr, { kind: "conditional" }>): void {
    const { out } = this;
    const whenTrue = out.open();
    const whenFalse = out.open();
    const after = out.open();
    this.branch(node.condition, whenTrue, whenFalse);
    out.enter(whenTrue);
    if (node.whenTrue !== undefined) {
      this.expression(node.whenTrue);
    }
    out.goTo(after);
    out.enter(whenFalse);
    this.expression(node.whenFalse);
    out.goTo(after);
    out.enter(after);
  }
}

const isNot = (op: string): boolean => op === "!" || op === "not";
const isAnd = (op: string): boolean => op === "&&" || op === "and";
const isOr = (op: string): boolean => op === "||" || op === "or";

/** Whether evaluating an expression does anything that is a step. */
function happens(expr: Expr): boolean {
  let found = false;
  walk(expr, (node) => {
    if (found || node.kind === "lambda" || node.kind === "sizeof") {
      return "skip";
    }
    found = isStep(node);
    return undefined;
  });
  return found;
}

function isStep(node: Node): boolean {
  switch (node.kind) {
    case "call":
    case "assign":
    case "postfix":
    case "new":
    case "delete":
    case "throw":
    case "statement-expr":
      return true;
    case "unary":
      return node.op === "++" || node.op === "--";
    default:
      return false;
  }
}

function unreachable(_: never): void {}
