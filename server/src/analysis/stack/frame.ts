/**
 * How much of the stack a function's variables take at least. Variables of blocks that are never open together may share
 * their place, and the compiler may do with less than a register for a number: what counts is the largest sum of those that
 * are there at the same time.
 */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr, Node, VariableDecl } from "../../syntax/ast.ts";
import { isExpr, walk } from "../../syntax/walk.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import { isOtherBuild } from "../names/builds.ts";
import { platformOf } from "../sizes/environment.ts";
import { Sizes } from "../sizes/type-size.ts";
import type { StackEnvironment } from "./environment.ts";

/** Something on the stack: a variable, or what a call such as `_alloca` takes. */
export interface StackPart {
  readonly of: VariableDecl | CallExpr;
  /** For people: the variable's name, "_alloca". */
  readonly name: string;
  /** At least so many. */
  readonly bytes: number;
}

/** A part of the stack whose size is decided at run time. */
export interface OpenPart {
  readonly of: VariableDecl | CallExpr;
  readonly name: string;
  /** What decides it, a variable or parameter of the function. */
  readonly by: string;
}

export interface StackFrame {
  /** At least so many. */
  readonly bytes: number;
  /** Whether all sizes in it are known. */
  readonly exact: boolean;
  /** What is there when it is largest, the largest first. */
  readonly parts: readonly StackPart[];
  readonly open: readonly OpenPart[];
}

const noFrame: StackFrame = { bytes: 0, exact: false, parts: [], open: [] };

export const stackFrame: FunctionAnalysis<StackEnvironment, StackFrame> = {
  run: (fn, env) => (fn.broken ? noFrame : new FrameReader(fn, env).read()),
};

/** A block whose variables are there until its end. */
interface Scope {
  readonly end: number;
  readonly parts: StackPart[];
  bytes: number;
}

class FrameReader {
  private readonly fn: FunctionModel;
  private readonly env: StackEnvironment;
  private readonly sizes: Sizes;
  /** Variables stand in expressions in GNU C alone, and few functions have calls that take stack. */
  private readonly looksIntoExpressions: boolean;
  private readonly scopes: Scope[] = [];
  /** What calls have taken; it is there until the function returns. */
  private readonly taken: StackPart[] = [];
  private readonly open: OpenPart[] = [];
  private largest: readonly StackPart[] = [];
  private bytes = 0;
  private exact = true;

  constructor(fn: FunctionModel, env: StackEnvironment) {
    this.fn = fn;
    this.env = env;
    this.sizes = new Sizes(env, fn.file, fn);
    this.looksIntoExpressions =
      platformOf(fn.file, env) === "linux" ||
      fn.calls.some(({ name }) => name !== undefined && env.facts.takesStack(name) !== undefined);
  }

  read(): StackFrame {
    walk(this.fn.definition.body, (node) => this.visit(node));
    const taken = this.taken.reduce((sum, { bytes }) => sum + bytes, 0);
    return {
      bytes: this.bytes + taken,
      exact: this.exact,
      parts: [...this.largest, ...this.taken].sort((a, b) => b.bytes - a.bytes),
      open: this.open,
    };
  }

  private visit(node: Node): "skip" | undefined {
    while ((this.scopes.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= node.start) {
      this.scopes.pop();
    }
    switch (node.kind) {
      // Other functions, types and what is not evaluated take nothing here.
      case "lambda":
      case "function":
      case "record":
      case "prototype":
      case "typedef":
      case "sizeof":
        return "skip";
      case "block":
      case "if":
      case "for":
      case "while":
      case "switch":
      case "range-for":
        this.scopes.push({ end: node.end, parts: [], bytes: 0 });
        return undefined;
      case "variable":
        this.addVariable(node);
        return undefined;
      case "call":
        this.addCall(node);
        break;
      default:
        break;
    }
    return this.looksIntoExpressions || !isExpr(node) ? undefined : "skip";
  }

  private addVariable(decl: VariableDecl): void {
    const scope = this.scopes.at(-1);
    if (scope === undefined || decl.storage.some((word) => elsewhere.has(word)) || this.isOtherBuild(decl)) {
      return;
    }
    const { bytes, exact } = this.sizes.ofVariable(decl);
    this.exact &&= exact;
    const by = exact ? undefined : this.runTimeName(decl.type.array?.lengths ?? []);
    if (by !== undefined) {
      this.open.push({ of: decl, name: decl.name, by });
    }
    if (bytes === 0) {
      return;
    }
    scope.parts.push({ of: decl, name: decl.name, bytes });
    scope.bytes += bytes;
    const sum = this.scopes.reduce((total, { bytes: own }) => total + own, 0);
    if (sum > this.bytes) {
      this.bytes = sum;
      this.largest = this.scopes.flatMap(({ parts }) => parts);
    }
  }

  private addCall(call: CallExpr): void {
    const name = call.callee.kind === "name" ? call.callee.name : "";
    const index = this.env.facts.takesStack(name);
    const size = index === undefined ? undefined : call.args[index];
    if (size === undefined || this.env.unit.declares(name) || this.isOtherBuild(call)) {
      return;
    }
    const bytes = this.sizes.integer(size);
    if (bytes !== undefined) {
      this.taken.push({ of: call, name, bytes });
      return;
    }
    this.exact = false;
    const by = this.runTimeName([size]);
    if (by !== undefined) {
      this.open.push({ of: call, name, by });
    }
  }

  /** A variable that decides a size and is no constant; what is written in capitals may be a macro of some header. */
  private runTimeName(lengths: readonly (Expr | undefined)[]): string | undefined {
    let found: string | undefined;
    for (const length of lengths) {
      if (length === undefined || this.sizes.integer(length) !== undefined) {
        continue;
      }
      walk(length, (node) => {
        if (node.kind === "name" && this.isVariable(node.name)) {
          found ??= node.name;
        }
        // A macro may make a constant of it: `ARRAYSIZE(context->Entries)`.
        return node.kind === "sizeof" || node.kind === "call" ? "skip" : undefined;
      });
    }
    return found;
  }

  private isVariable(name: string): boolean {
    const { locals, parameterNames } = this.fn;
    return (
      parameterNames.has(name) ||
      (locals.get(name)?.every(({ type, storage }) => !type.isConst && !storage.includes("constexpr")) ?? false)
    );
  }

  private isOtherBuild(node: VariableDecl | CallExpr): boolean {
    return isOtherBuild(this.fn.place(node), this.env);
  }
}

const elsewhere: ReadonlySet<string> = new Set([
  "static",
  "extern",
  "typedef",
  "constexpr",
  "thread_local",
  "_Thread_local",
]);
