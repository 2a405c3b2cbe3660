/** Waiting for a condition that nothing announces. */
import { setTimeout } from "node:timers/promises";

/** Milliseconds until a step is given up: machines that run tests are slow and shared. */
export const PATIENCE = 60_000;

const INTERVAL = 50;

/** Asks again and again until the answer is yes; throws, naming `what` was waited for, when that takes too long. */
export async function until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (!(await condition())) {
    if (performance.now() > deadline) {
      throw new Error(`waited in vain until ${what}`);
    }
    await setTimeout(INTERVAL);
  }
}
