/** What conditions on the context itself say: `in_interrupt()`, `irqs_disabled()`. */
import type { ContextQuestion } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import type { AtomicEnvironment } from "./environment.ts";
import type { AtomicState } from "./state.ts";

/** The state where a condition holds or not; undefined where it cannot. */
export function refineState(
  condition: Expr,
  holds: boolean,
  state: AtomicState,
  fn: FunctionModel,
  env: AtomicEnvironment,
): AtomicState | undefined {
  const plain = condition.kind === "cast" ? condition.operand : condition;
  if (plain.kind !== "call" || plain.callee.kind !== "name" || fn.locals.has(plain.callee.name)) {
    return state;
  }
  const question = env.facts.linuxContext(plain.callee.name).find(({ asks }) => asks !== undefined)?.asks;
  const isAtomic = question === undefined ? undefined : answers(question, holds);
  if (isAtomic === undefined) {
    return state;
  }
  if (isAtomic) {
    // Interrupts that are off, a lock that is held: the function's own doing may be why.
    const isOwn = state.interrupts !== "entry" || [...state.locks.values()].some(({ held }) => held > 0);
    if (state.entry === "process") {
      return isOwn ? state : undefined;
    }
    return state.entry === "unknown" ? { ...state, entry: "atomic", asked: { question: plain, holds } } : state;
  }
  return state.entry === "unknown" || state.entry === "process" ? { ...state, entry: "process" } : undefined;
}

/** Whether the answer says that the context is atomic, or that it is not; undefined where it says neither. */
function answers(question: ContextQuestion, holds: boolean): boolean | undefined {
  switch (question) {
    case "atomic":
    case "interrupt":
      return holds;
    case "task":
      return !holds;
    case "preemptible":
      // Never true on kernels that do not preempt.
      return holds ? false : undefined;
    default:
      return holds ? true : undefined;
  }
}
