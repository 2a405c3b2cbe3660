/** I/O control codes as a unit writes them: CTL_CODE with four arguments, or a macro of the unit's own around it. */
import type { Facts } from "../../facts/index.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { integerValue } from "./integers.ts";

/** Macros in macros that are looked through. */
const maximumDepth = 4;

/**
 * The value of an expression that is a control code: `CTL_CODE(...)`, `MY_CODE(3)` of `#define MY_CODE(n) CTL_CODE(TYPE,
 * n, METHOD_BUFFERED, FILE_ANY_ACCESS)`. Undefined for all else, numbers among it, and where an argument is not known.
 */
export function controlCodeValue(expr: Expr | undefined, unit: UnitModel, facts: Facts): number | undefined {
  const args = ctlCodeArguments(expr, unit, maximumDepth);
  const known = (constant: string): number | undefined => facts.controlCode.byName(constant)?.value;
  const [device, fn, method, access] = args?.map((argument) => integerValue(argument, undefined, unit, known)) ?? [];
  return device === undefined || fn === undefined || method === undefined || access === undefined
    ? undefined
    : ctlCode(device, fn, method, access);
}

/** The value that CTL_CODE makes of its arguments: 32 bits, unsigned. */
export const ctlCode = (device: number, fn: number, method: number, access: number): number =>
  (device * 0x10000 + access * 0x4000 + fn * 4 + method) % 0x100000000;

/** The four arguments of the CTL_CODE that an expression is, or that the macro that it calls hands on. */
function ctlCodeArguments(expr: Expr | undefined, unit: UnitModel, depth: number): readonly Expr[] | undefined {
  const call = withoutCasts(expr);
  if (call?.kind !== "call" || call.callee.kind !== "name") {
    return undefined;
  }
  if (call.callee.name === "CTL_CODE") {
    return call.args.length === 4 ? call.args : undefined;
  }
  const [first, ...others] = depth > 0 ? unit.macros(call.callee.name) : [];
  const { parameters, expression, body } = first?.macro ?? {};
  if (parameters?.length !== call.args.length || others.some(({ macro }) => macro.body !== body)) {
    return undefined;
  }
  return ctlCodeArguments(expression, unit, depth - 1)?.map((inner) => argumentFor(inner, parameters, call));
}

function argumentFor(inner: Expr, parameters: readonly string[], call: CallExpr): Expr {
  const plain = withoutCasts(inner) ?? inner;
  if (plain.kind === "binary") {
    const { left, right } = plain;
    return { ...plain, left: argumentFor(left, parameters, call), right: argumentFor(right, parameters, call) };
  }
  const index = plain.kind === "name" ? parameters.indexOf(plain.name) : -1;
  return call.args[index] ?? plain;
}

const withoutCasts = (expr: Expr | undefined): Expr | undefined =>
  expr?.kind === "cast" ? withoutCasts(expr.operand) : expr;
