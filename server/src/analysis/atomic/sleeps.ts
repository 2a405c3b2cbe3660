/** Whether a call sleeps: by the facts, by its allocation flags, by the summary of what it leads to. */
import type { LinuxContext } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { type Arguments, substitute } from "../paths/arguments.ts";
import { pathOf } from "../paths/path.ts";
import { resultKey } from "../worlds/conditions.ts";
import type { AtomicEnvironment } from "./environment.ts";
import { verdictOfFlags, writtenFlag } from "./gfp.ts";
import type { AtomicSummary, SleepNeed } from "./summary.ts";

/** How a call sleeps; `given` and `flags` speak of the callee's arguments and of the caller's parameters, in this order. */
export interface Sleep extends Omit<SleepNeed, "at"> {
  /** By the allocation flags among the call's own arguments. */
  readonly isByFlags: boolean;
}

/** Of a function of SQLite, which takes memory and mutexes as the driver has told it to. */
export const sleepOfSqlite = (name: string): Sleep => ({
  ...plainSleep(name),
  because: "takes memory and mutexes, which may sleep",
});

/** Of a function of the kernel. */
export function sleepsOfFact(
  row: LinuxContext,
  call: CallExpr,
  fn: FunctionModel,
  env: AtomicEnvironment,
): readonly Sleep[] {
  const { name, maySleep, effect, note, gfpParameter } = row;
  const sleep: Sleep = { ...plainSleep(name), faults: /may fault|user space/.test(note ?? "") };
  if (maySleep === "yes") {
    // A handler that does not run in a thread is waited for without sleeping.
    return [effect === "waits for the handler" ? { ...sleep, certainty: "sometimes" } : sleep];
  }
  const flags = maySleep === "gfp-dependent" && gfpParameter !== undefined ? call.args[gfpParameter] : undefined;
  return flags === undefined ? [] : withFlags(sleep, flags, fn, env);
}

const plainSleep = (name: string): Sleep => ({
  certainty: "always",
  given: [],
  memory: [],
  flags: undefined,
  asks: [],
  faults: false,
  hasInterruptsOn: false,
  depth: 1,
  callee: name,
  via: undefined,
  source: name,
  because: "may sleep",
  isByFlags: false,
});

function withFlags(sleep: Sleep, flags: Expr, fn: FunctionModel, env: AtomicEnvironment): readonly Sleep[] {
  const verdict = verdictOfFlags(flags, fn, env);
  if (verdict === "sleeps") {
    const flag = writtenFlag("yes", flags, fn, env)?.row.name;
    return [
      {
        ...sleep,
        flags: undefined,
        isByFlags: true,
        because: flag === undefined ? sleep.because : `may sleep with ${flag}`,
      },
    ];
  }
  return typeof verdict === "object" ? [{ ...sleep, flags: verdict.parameter }] : [];
}

/** Of a function or macro of the unit; `key` where it is a function. */
export function sleepsOfSummary(
  { sleeps }: AtomicSummary,
  name: string,
  key: string | undefined,
  call: CallExpr,
  fn: FunctionModel,
  env: AtomicEnvironment,
): readonly Sleep[] {
  const words: Arguments = {
    argument(index) {
      const argument = call.args[index];
      return argument && pathOf(argument);
    },
    self: undefined,
    result: { root: resultKey(call), steps: [], names: [] },
    free: (path) => path,
  };
  return sleeps.flatMap(({ at, ...need }) => {
    const memory = need.memory.flatMap((fact) => {
      const place = substitute(fact.place, words, "variable");
      return place === undefined ? [] : { ...fact, place };
    });
    if (need.asks.some((index) => isConstant(call.args[index], fn, env))) {
      return [];
    }
    const asks = need.asks.filter((index) => isParameter(call.args[index], fn));
    const passed: Sleep = { ...need, memory, asks, depth: need.depth + 1, callee: name, via: key, isByFlags: false };
    if (need.flags === undefined) {
      return [passed];
    }
    const flags = call.args[need.flags];
    return flags === undefined ? [] : withFlags(passed, flags, fn, env);
  });
}

/** Whether what is passed was decided when the code was written: then only the callee knows what it means. */
function isConstant(expr: Expr | undefined, fn: FunctionModel, env: AtomicEnvironment): boolean {
  if (expr === undefined) {
    return true;
  }
  const { leaves, complete } = env.resolve(expr, fn);
  return complete && leaves.every((leaf) => isMadeOfConstants(leaf.expr, fn));
}

function isMadeOfConstants(expr: Expr, fn: FunctionModel): boolean {
  switch (expr.kind) {
    case "number":
    case "char":
      return true;
    case "name":
      return !fn.locals.has(expr.name) && !fn.parameterNames.has(expr.name);
    case "cast":
    case "unary":
      return isMadeOfConstants(expr.operand, fn);
    case "binary":
      return isMadeOfConstants(expr.left, fn) && isMadeOfConstants(expr.right, fn);
    default:
      return false;
  }
}

const isParameter = (expr: Expr | undefined, fn: FunctionModel): boolean =>
  expr?.kind === "name" && fn.parameterNames.has(expr.name);
