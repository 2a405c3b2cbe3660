/** The calls of a function that sleep where the processor may not schedule, each with the ways in which it is so. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import type { World } from "../worlds/worlds.ts";
import { isDoubtful } from "./doubts.ts";
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
    const found = reached.sleeps
      .filter(({ flags }) => flags === undefined)
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
  const first = isEvery ? ways[0] : ways.find(({ world }) => !isDoubtful(world, fn, [call]));
  return first === undefined ? [] : [{ call, sleep, ...first, isEvery }];
}

/** What makes a state atomic for a call that sleeps in its own way. */
function reasonFor({ faults, hasInterruptsOn }: Sleep, state: AtomicState): AtomicReason | undefined {
  if (faults && heldLocks(state).some(({ kind }) => kind === "page-faults")) {
    return undefined;
  }
  const reason = atomicReason(state);
  return hasInterruptsOn && reason?.kind === "interrupts" ? undefined : reason;
}
