/** The calls of a function that sleep where the processor may not schedule, each with the ways in which it is so. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Node } from "../../syntax/ast.ts";
import type { World } from "../worlds/worlds.ts";
import { contextWords, isDoubtful } from "./doubts.ts";
import type { FlowBody, ReachedCall } from "./flow.ts";
import { type AtomicReason, atomicReason } from "./reasons.ts";
import type { Sleep } from "./sleeps.ts";
import { type AtomicState, heldLocks } from "./state.ts";
import { happens } from "./summarize.ts";

export interface SleepingCall {
  readonly call: CallExpr;
  readonly sleep: Sleep;
  readonly reason: AtomicReason;
  /** A way to the call in which it is so. */
  readonly world: World<AtomicState>;
  /** Whether it is so on every way to the call. */
  readonly isEvery: boolean;
}

/** At most one for each call, in the order of the graph. */
export function sleepingCalls(fn: FunctionModel, { calls, constants }: FlowBody): readonly SleepingCall[] {
  return calls.flatMap((reached) => {
    if (reached.isLate) {
      return [];
    }
    const found = reached.sleeps
      .filter(({ flags, asks }) => flags === undefined && asks.length === 0)
      .flatMap((sleep) => sleepingIn(sleep, reached, (world) => happens(sleep, reached.call, world, constants), fn));
    const [first] = found;
    return found.find(({ isEvery, sleep }) => isEvery && sleep.certainty === "always") ?? first ?? [];
  });
}

function sleepingIn(
  sleep: Sleep,
  { call, before }: ReachedCall,
  isReached: (world: World<AtomicState>) => boolean,
  fn: FunctionModel,
): readonly SleepingCall[] {
  const ways = before.flatMap((world) => {
    const reason = isReached(world) ? reasonFor(sleep, world.property) : undefined;
    return reason === undefined ? [] : { world, reason };
  });
  const isEvery = ways.length === before.length;
  if (!(isEvery && sleep.certainty === "always") && isToldContext(call, sleep)) {
    return [];
  }
  const first = isEvery
    ? ways[0]
    : ways.find(({ world, reason }) => !isDoubtful(world, fn, [call]) && !isBehindQuestion(call, reason, fn));
  return first === undefined ? [] : [{ call, sleep, ...first, isEvery }];
}

/** Whether the callee is told of the context in words that only people understand: `deliver(event, atomic)`. */
const isToldContext = ({ args }: CallExpr, { depth }: Sleep): boolean =>
  depth > 1 && args.some((arg) => (arg.kind === "name" || arg.kind === "member") && contextWords.test(arg.name));

/**
 * Whether a call stands behind what an answer about the context decides: `if (irqs_disabled()) a(); else b(); c();` says
 * that the author was careful, not that `c` runs with interrupts off.
 */
function isBehindQuestion(call: CallExpr, reason: AtomicReason, fn: FunctionModel): boolean {
  if (reason.kind !== "asked") {
    return false;
  }
  let decided: Node | undefined = fn.parentOf(reason.asked.question);
  while (decided !== undefined && isExpression(decided)) {
    decided = fn.parentOf(decided);
  }
  return decided !== undefined && decided.end < call.start;
}

const isExpression = ({ kind }: Node): boolean => kind === "binary" || kind === "unary" || kind === "cast";

/** What makes a state atomic for a call that sleeps in its own way. */
function reasonFor({ faults, hasInterruptsOn }: Sleep, state: AtomicState): AtomicReason | undefined {
  if (faults && heldLocks(state).some(({ kind }) => kind === "page-faults")) {
    return undefined;
  }
  const reason = atomicReason(state);
  return hasInterruptsOn && reason?.kind === "interrupts" ? undefined : reason;
}
