/** Demands on the level that spin locks make: what is wrong there is the choice of function, more than the level. */
import type { Facts } from "../../facts/index.ts";
import type { Demand } from "./demands.ts";
import { isSpinning } from "./lock-events.ts";

/** Whether a demand is that of a function that takes a spin lock, called right here. */
export function isOwnSpinLock(demand: Demand, facts: Facts): boolean {
  const { source, depth } = demand;
  const lock = depth === 1 ? facts.irqlEffect(source)?.lock : undefined;
  return lock?.action === "acquire" && isSpinning(lock.kind);
}
