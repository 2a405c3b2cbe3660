/** The calls in a driver's own code that its checklist is ticked from: SQLite's functions, with what is handed to them. */
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { Expr, Span } from "../../../syntax/ast.ts";

/** What is handed over, as far as its text tells. */
export interface Argument {
  /** The name of a variable, function or constant, casts and `&` left out. */
  readonly name: string | undefined;
  /** Of a string literal, without quotes. */
  readonly text: string | undefined;
}

/** A call by its place in the function. */
export interface SqliteCall extends Span {
  readonly name: string;
  readonly arguments: readonly Argument[];
}

/** What runs a function on a stack that is large enough. */
export const stackCalls = /^KeExpandKernelStackAndCallout(?:Ex)?$/;

/** The list is empty for most functions, and kept for all. */
export const sqliteCalls: FunctionAnalysis<RuleContext, readonly SqliteCall[]> = {
  run: (fn) =>
    fn.calls.flatMap(({ name, expr }): readonly SqliteCall[] =>
      name !== undefined && (name.startsWith("sqlite3_") || stackCalls.test(name))
        ? [{ name, arguments: expr.args.map(argumentOf), start: expr.start, end: expr.end }]
        : [],
    ),
};

function argumentOf(expr: Expr): Argument {
  switch (expr.kind) {
    case "cast":
      return argumentOf(expr.operand);
    case "unary":
      return expr.op === "&" ? argumentOf(expr.operand) : nothing;
    case "name":
    case "member":
      return { name: expr.name, text: undefined };
    case "string":
      return { name: undefined, text: expr.parts.map((part) => part.replace(/^[^"]*"|"$/g, "")).join("") };
    default:
      return nothing;
  }
}

const nothing: Argument = { name: undefined, text: undefined };
