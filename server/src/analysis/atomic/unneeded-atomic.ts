/** Allocations that may not sleep where nothing is known that would forbid it, and it is known that they could. */
import type { FunctionModel } from "../../model/function.ts";
import type { NameExpr } from "../../syntax/ast.ts";
import type { AtomicEnvironment } from "./environment.ts";
import type { FlowBody, ReachedCall } from "./flow.ts";
import { verdictOfFlags, writtenFlag } from "./gfp.ts";
import { atomicReason } from "./reasons.ts";
import { type AtomicState, heldLocks } from "./state.ts";

export interface UnneededAtomic {
  readonly name: string;
  /** The flag as the call writes it. */
  readonly flag: NameExpr;
  /** The flag with which it may sleep. */
  readonly instead: string;
}

/** In the order of the graph. */
export function unneededAtomics(
  { calls }: FlowBody,
  fn: FunctionModel,
  env: AtomicEnvironment,
): readonly UnneededAtomic[] {
  if (fn.calls.some(({ expr }) => expr.callee.kind === "name" && beforeWait.test(expr.callee.name))) {
    return [];
  }
  return calls.flatMap((reached) => {
    const { before } = reached;
    const found =
      before.length > 0 && before.every(({ property }) => mayBlock(property))
        ? allocation(reached, fn, env)
        : undefined;
    return found ?? [];
  });
}

/** From here to `schedule()` a task that sleeps for anything else loses its place: what is between has to be atomic. */
const beforeWait = /^(?:prepare_to_wait|(?:__)?set_current_state)/;

/** Whether the context is one in which everything may sleep, for sure. */
const mayBlock = (state: AtomicState): boolean =>
  !state.blurred &&
  (state.entry === "process" || state.hasSlept) &&
  (state.interrupts === "entry" || state.interrupts === "on") &&
  atomicReason(state) === undefined &&
  heldLocks(state).every(({ kind }) => kind !== "unknown" && kind !== "page-faults");

function allocation(
  { call, callee }: ReachedCall,
  fn: FunctionModel,
  env: AtomicEnvironment,
): UnneededAtomic | undefined {
  const name = callee.kind === "outside" || callee.kind === "function" ? callee.name : undefined;
  const index =
    name && env.facts.linuxContext(name).find(({ gfpParameter }) => gfpParameter !== undefined)?.gfpParameter;
  const flags = typeof index === "number" ? call.args[index] : undefined;
  if (name === undefined || flags === undefined || verdictOfFlags(flags, fn, env) !== "does-not-sleep") {
    return undefined;
  }
  const flag = writtenFlag("no", flags, fn, env);
  const [instead] = flag?.row.pairs ?? [];
  return flag === undefined || instead === undefined ? undefined : { name, flag: flag.node, instead };
}
