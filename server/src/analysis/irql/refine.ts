/** What conditions on the level itself say: `KeGetCurrentIrql() < DISPATCH_LEVEL`, or on a variable that holds it. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import { pathText } from "../paths/path.ts";
import type { IrqlEnvironment } from "./environment.ts";
import type { ArgumentQuestions } from "./fact-effects.ts";
import { anyLevel, highest, intersection, type LevelRange, passive } from "./level.ts";
import type { IrqlState } from "./state.ts";

/** The state where a condition holds or not; undefined where it cannot. */
export function refineState(
  condition: Expr,
  holds: boolean,
  state: IrqlState,
  ask: ArgumentQuestions,
  fn: FunctionModel,
  env: IrqlEnvironment,
): IrqlState | undefined {
  const plain = condition.kind === "cast" ? condition.operand : condition;
  if (plain.kind !== "binary") {
    return state;
  }
  const atRight = ask.level(plain.right);
  const rank = atRight ?? ask.level(plain.left);
  const subject = atRight === undefined ? plain.right : plain.left;
  const op = atRight === undefined ? (mirrored.get(plain.op) ?? plain.op) : plain.op;
  if (rank === undefined) {
    return state;
  }
  const range = rangeWhere(op, rank, holds);
  if (!speaksOfLevel(subject, state, ask, fn, env)) {
    return refineSaved(subject, range, state, ask);
  }
  const narrowed = intersection(state.level, range);
  return narrowed === undefined ? undefined : { ...state, level: { symbol: state.level.symbol, ...narrowed } };
}

/** A variable that holds a level which is not the one now: what it holds is known better from here on. */
function refineSaved(
  subject: Expr,
  range: LevelRange,
  state: IrqlState,
  ask: ArgumentQuestions,
): IrqlState | undefined {
  const path = subject.kind === "call" ? undefined : ask.variable(subject);
  const text = path && pathText(path);
  const saved = text === undefined ? undefined : state.saved.get(text);
  if (text === undefined || saved === undefined) {
    return state;
  }
  const narrowed = intersection(saved.value, range);
  return narrowed === undefined
    ? undefined
    : {
        ...state,
        saved: new Map(state.saved).set(text, { ...saved, value: { symbol: saved.value.symbol, ...narrowed } }),
      };
}

/** Whether an expression is the level now: asked for here, or saved in a variable while it was the same. */
function speaksOfLevel(
  expr: Expr,
  { level, saved }: IrqlState,
  ask: ArgumentQuestions,
  fn: FunctionModel,
  env: IrqlEnvironment,
): boolean {
  const plain = expr.kind === "cast" ? expr.operand : expr;
  if (plain.kind === "call") {
    return plain.callee.kind === "name" && env.facts.readsIrql(plain.callee.name);
  }
  if (plain.kind === "assign") {
    return speaksOfLevel(plain.right, { level, saved } as IrqlState, ask, fn, env);
  }
  const path = ask.variable(plain);
  const value = path && saved.get(pathText(path))?.value;
  return value !== undefined && value.symbol !== undefined && value.symbol === level.symbol;
}

function rangeWhere(op: string, rank: number, holds: boolean): LevelRange {
  switch (holds ? op : negated.get(op)) {
    case "<":
      return { low: passive, high: rank - 1 };
    case "<=":
      return { low: passive, high: rank };
    case ">":
      return { low: Math.min(rank + 1, highest), high: highest };
    case ">=":
      return { low: rank, high: highest };
    case "==":
      return { low: rank, high: rank };
    case "!=":
      return rank === passive ? { low: passive + 1, high: highest } : anyLevel;
    default:
      return anyLevel;
  }
}

const mirrored: ReadonlyMap<string, string> = new Map([
  ["<", ">"],
  [">", "<"],
  ["<=", ">="],
  [">=", "<="],
]);

const negated: ReadonlyMap<string, string> = new Map([
  ["<", ">="],
  [">", "<="],
  ["<=", ">"],
  [">=", "<"],
  ["==", "!="],
  ["!=", "=="],
]);
