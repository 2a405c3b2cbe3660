/** The calls in a driver's own code that its checklist is ticked from: SQLite's functions, with what is handed to them. */
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import { globalName } from "../../../analysis/names/ownership.ts";
import { onlyValue } from "../../../analysis/values/resolve.ts";
import type { FunctionModel } from "../../../model/function.ts";
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
    fn.calls.flatMap(({ name: written, expr }): readonly SqliteCall[] => {
      const name = written === undefined ? undefined : globalName(written);
      return name !== undefined && (name.startsWith("sqlite3_") || stackCalls.test(name))
        ? [{ name, arguments: expr.args.map((arg) => argumentOf(arg, fn)), start: expr.start, end: expr.end }]
        : [];
    }),
};

/** Variables that hold each other end somewhere. */
const maximumSteps = 8;

/** What a variable of the function holds is followed where it is one thing only. */
function argumentOf(expr: Expr, fn: FunctionModel, steps = 0): Argument {
  const plain = withoutCasts(expr);
  if (plain.kind === "string") {
    return { name: undefined, text: plain.parts.map((part) => part.replace(/^[^"]*"|"$/g, "")).join("") };
  }
  const object = plain.kind === "unary" && plain.op === "&" ? withoutCasts(plain.operand) : plain;
  if (object.kind !== "name" && object.kind !== "member") {
    return nothing;
  }
  const own = { name: object.name, text: undefined };
  // What has its address taken is meant itself, whatever it holds.
  const value = plain.kind === "name" && steps < maximumSteps ? onlyValue(plain.name, fn) : undefined;
  const held = value === undefined ? nothing : argumentOf(value, fn, steps + 1);
  return held.name === undefined && held.text === undefined ? own : held;
}

const withoutCasts = (expr: Expr): Expr => (expr.kind === "cast" ? withoutCasts(expr.operand) : expr);

const nothing: Argument = { name: undefined, text: undefined };
