/** Makes the control-flow graph of a function from its syntax. */
import type { BlockStmt, CaseStmt, Expr, FunctionDefinition, IfStmt, Node, Stmt } from "../../syntax/ast.ts";
import { isDecl, isExpr } from "../../syntax/walk.ts";
import type { Cfg, CfgQuestions, Guard } from "./cfg.ts";
import { ExpressionWriter } from "./expression-writer.ts";
import { type Label, labelsIn } from "./frames.ts";
import { GraphWriter } from "./graph-writer.ts";
import { doLoop, forLoop, rangeFor, type Writers, whileLoop } from "./loops.ts";
import { finishBlocks, type OpenBlock } from "./open-block.ts";

/**
 * The graph of a function; undefined where it is too large or too deeply nested, or jumps to where nobody can see (a
 * computed goto, a label that is not there).
 * @param lifetimes whether the ends of variables are steps: in C++, where destructors run
 */
export function buildCfg(
  fn: FunctionDefinition,
  questions: CfgQuestions,
  lifetimes: "observed" | "ignored",
): Cfg | undefined {
  const writer = new GraphWriter();
  const builder = new CfgBuilder(writer, questions, lifetimes);
  builder.function(fn);
  if (writer.exhausted) {
    return undefined;
  }
  const finished = finishBlocks(writer.entry);
  const entry = finished.get(writer.entry);
  return entry === undefined
    ? undefined
    : {
        entry,
        exit: finished.get(writer.exit),
        unwind: finished.get(writer.unwind),
        blocks: [...finished.values()],
      };
}

class CfgBuilder implements Writers {
  readonly out: GraphWriter;
  readonly values: ExpressionWriter;
  private labels: ReadonlyMap<string, Label> = new Map();
  /** How control has come to the `__finally` that is being written. */
  private terminated: "normally" | "abnormally" | undefined;

  constructor(out: GraphWriter, questions: CfgQuestions, lifetimes: "observed" | "ignored") {
    this.out = out;
    const constant = (expr: Expr): boolean | undefined => this.termination(expr) ?? questions.constant(expr);
    this.values = new ExpressionWriter(out, { ...questions, constant }, lifetimes, (node) => this.statement(node));
  }

  function(fn: FunctionDefinition): void {
    const { out } = this;
    this.labels = labelsIn(fn.body, () => out.open());
    for (const initialiser of fn.initialisers) {
      this.values.expression(initialiser);
    }
    out.scope(fn.body, () => this.statements(fn.body.statements));
    out.goTo(out.exit);
  }

  // ---- statements ---------------------------------------------------------------------------------------------

  private statements(statements: readonly Stmt[]): void {
    for (const statement of statements) {
      this.statement(statement);
    }
  }

  statement(node: Stmt): void {
    this.out.nested(() => {
      this.out.add({ kind: "statement", node });
      this.dispatch(node);
    });
  }

  private dispatch(node: Stmt): void {
    const { out } = this;
    switch (node.kind) {
      case "block":
        out.scope(node, () => this.statements(node.statements));
        break;
      case "expr":
        this.values.expression(node.expr);
        break;
      case "decl":
        this.declarations(node.decl);
        break;
      case "if":
        this.ifChain(node);
        break;
      case "while":
        whileLoop(node, this);
        break;
      case "do":
        doLoop(node, this);
        break;
      case "for":
        forLoop(node, this);
        break;
      case "range-for":
        rangeFor(node, this);
        break;
      case "switch":
        this.switchOver(node);
        break;
      case "case":
        this.caseLabel(node);
        break;
      case "return":
        if (node.value !== undefined) {
          this.values.expression(node.value);
        }
        out.add({ kind: "return", node });
        this.leave(undefined, out.exit);
        break;
      case "break": {
        const around = out.innermost("loop", "switch");
        if (around !== undefined) {
          this.leave(around.node, around.breakTo);
        }
        break;
      }
      case "continue": {
        const around = out.innermost("loop");
        if (around !== undefined) {
          this.leave(around.node, around.continueTo);
        }
        break;
      }
      case "goto":
        this.goTo(node.label);
        break;
      case "label": {
        const label = this.labels.get(node.label);
        if (label !== undefined) {
          out.goTo(label.target);
          out.enter(label.target);
        }
        if (node.statement !== undefined) {
          this.statement(node.statement);
        }
        break;
      }
      case "seh-try":
        this.structuredTry(node);
        break;
      case "leave": {
        const around = out.innermost("try", "finally");
        if (around?.leaveTo !== undefined) {
          this.leave(around.node, around.leaveTo);
        }
        break;
      }
      case "cpp-try":
        this.cppTry(node);
        break;
      case "asm":
        out.add({ kind: "assembly", node });
        break;
      case "empty":
        break;
      case "unknown-stmt":
        for (const child of node.children) {
          if (isExpr(child)) {
            this.values.expression(child);
          } else {
            this.statement(child);
          }
        }
        break;
      default:
        unreachable(node);
    }
  }

  private declarations(node: Node): void {
    if (node.kind === "variable") {
      this.values.variable(node);
    } else if (node.kind === "group") {
      for (const member of node.members) {
        this.declarations(member);
      }
    } else if (node.kind === "other") {
      for (const child of node.children) {
        if (isExpr(child)) {
          this.values.expression(child);
        } else if (!isDecl(child)) {
          this.statement(child);
        }
      }
    }
  }

  /** A chain of else-ifs is as deep as it is long, so it is walked, not descended. */
  private ifChain(first: IfStmt): void {
    const { out } = this;
    const after = out.open();
    let node = first;
    for (;;) {
      const current = node;
      const otherwise = out.open();
      const whenTrue = out.open();
      // Variables of the condition live through both branches; leaving their scope early only shortens C++ lifetimes.
      const head = (): void => {
        if (current.init !== undefined) {
          this.statement(current.init);
        }
        this.values.condition(current.condition, whenTrue, otherwise);
        out.enter(whenTrue);
        this.statement(current.whenTrue);
      };
      out.scope(current, head);
      out.goTo(after);
      out.enter(otherwise);
      if (node.whenFalse?.kind !== "if") {
        break;
      }
      node = node.whenFalse;
      out.add({ kind: "statement", node });
    }
    if (node.whenFalse !== undefined) {
      this.statement(node.whenFalse);
    }
    out.goTo(after);
    out.enter(after);
  }

  private switchOver(node: Extract<Stmt, { kind: "switch" }>): void {
    const { out } = this;
    out.scope(node, () => {
      if (node.init !== undefined) {
        this.statement(node.init);
      }
      if (isExpr(node.condition)) {
        this.values.expression(node.condition);
      } else {
        this.values.variable(node.condition);
      }
      const after = out.open();
      const dispatch = out.here();
      const cases: { readonly value: Expr | undefined; readonly to: OpenBlock }[] = [];
      out.stop();
      out.within({ kind: "switch", node, breakTo: after, cases }, () => this.statement(node.body));
      out.goTo(after);
      const values = cases.flatMap(({ value }) => value ?? []);
      for (const { value, to } of cases) {
        const guard: Guard =
          value === undefined
            ? { kind: "default", on: node.condition, values }
            : { kind: "case", on: node.condition, value };
        dispatch.edges.push({ to, guard, exceptional: false });
      }
      if (!cases.some(({ value }) => value === undefined)) {
        dispatch.edges.push({
          to: after,
          guard: { kind: "default", on: node.condition, values },
          exceptional: false,
        });
      }
      out.enter(after);
    });
  }

  private caseLabel(node: CaseStmt): void {
    const { out } = this;
    const target = out.open();
    out.innermost("switch")?.cases.push({ value: node.value, to: target });
    out.goTo(target);
    out.enter(target);
    this.statements(node.statements);
  }

  private goTo(name: string | undefined): void {
    const label = name === undefined ? undefined : this.labels.get(name);
    if (label === undefined) {
      this.out.exhausted = true;
      return;
    }
    this.out.leave(
      ({ node }) => label.around.has(node),
      label.target,
      (body) => this.cleanup(body, "abnormally"),
    );
  }

  /** Leaves what is inside of the frame of `node` (all frames where undefined); the frame itself is the target's. */
  private leave(node: Node | undefined, to: OpenBlock): void {
    const keep = node === undefined ? undefined : (frame: { readonly node: Node }): boolean => frame.node === node;
    this.out.leave(keep, to, (body) => this.cleanup(body, "abnormally"));
  }

  /** The body of a `__finally`, once for each way to it. A jump out of the `__try` is an abnormal way too. */
  private cleanup(body: BlockStmt, terminated: "normally" | "abnormally"): void {
    const around = this.terminated;
    this.terminated = terminated;
    this.statement(body);
    this.terminated = around;
  }

  /** What `AbnormalTermination()` says there. */
  private termination(expr: Expr): boolean | undefined {
    const isAsked =
      expr.kind === "call" &&
      expr.callee.kind === "name" &&
      /^(?:A|_+a)bnormal_?[Tt]ermination$/.test(expr.callee.name);
    return isAsked && this.terminated !== undefined ? this.terminated === "abnormally" : undefined;
  }

  private structuredTry(node: Extract<Stmt, { kind: "seh-try" }>): void {
    const { out } = this;
    const handler = out.open();
    const leaveTo = out.open();
    const body = out.open();
    const after = out.open();
    out.goTo(body);
    const inside = (): void => {
      out.enter(body);
      this.statement(node.body);
      out.goTo(leaveTo);
    };
    if (node.handlerKind === "finally" && node.handler !== undefined) {
      const { handler: cleanup } = node;
      out.within({ kind: "finally", node, body: cleanup, handler, leaveTo }, inside);
      out.enter(handler);
      this.cleanup(cleanup, "abnormally");
      out.raise();
      out.enter(leaveTo);
      this.cleanup(cleanup, "normally");
      out.goTo(after);
    } else {
      out.within({ kind: "try", node, handler, leaveTo }, inside);
      out.enter(handler);
      // A filter that lets the exception pass is left out: most execute the handler, and those that do not end in a crash.
      if (node.filter !== undefined) {
        this.values.expression(node.filter);
      }
      if (node.handler !== undefined) {
        this.statement(node.handler);
      }
      out.goTo(after);
      out.enter(leaveTo);
      out.goTo(after);
    }
    out.enter(after);
  }

  private cppTry(node: Extract<Stmt, { kind: "cpp-try" }>): void {
    const { out } = this;
    const handler = out.open();
    const body = out.open();
    const after = out.open();
    out.goTo(body);
    out.within({ kind: "try", node, handler, leaveTo: undefined }, () => {
      out.enter(body);
      this.statement(node.body);
      out.goTo(after);
    });
    out.enter(handler);
    const catches = node.handlers.map((block) => ({ block, at: out.open() }));
    for (const { at } of catches) {
      out.edge(at);
    }
    out.raise();
    for (const { block, at } of catches) {
      out.enter(at);
      this.statement(block);
      out.goTo(after);
    }
    out.enter(after);
  }
}

function unreachable(_: never): void {}
