/** Calls that wait while the function holds a spin lock: what is wrong with them is the lock, more than the level. */
import type { World } from "../worlds/worlds.ts";
import type { ReachedCall } from "./flow.ts";
import { isSpinning } from "./lock-events.ts";
import { heldLocks, type IrqlState } from "./state.ts";

/** The ways in which control comes to a call that waits with a spin lock held; none for other calls. */
export function spinningWaits({ demands, before }: ReachedCall): readonly World<IrqlState>[] {
  return demands.waits.always === undefined
    ? []
    : before.filter(({ property }) => !property.blurred && heldLocks(property).some(({ kind }) => isSpinning(kind)));
}
