/** When a server that stopped by itself is started again, and when it is left alone. */

/** What to do after a crash; people are told the first time and when it is given up. */
export type AfterCrash = "restart-and-tell" | "restart" | "give-up";

export interface CrashPolicy {
  /** @param now milliseconds of any clock that goes forward */
  crashed(now: number): AfterCrash;
}

/** So many crashes within so long are a fault that starting again does not mend. */
export const CRASH_LIMIT = 4;
export const CRASH_WINDOW_MINUTES = 3;

export function crashPolicy(): CrashPolicy {
  let times: readonly number[] = [];
  return {
    crashed(now) {
      times = [...times.filter((time) => now - time < CRASH_WINDOW_MINUTES * 60_000), now];
      if (times.length >= CRASH_LIMIT) {
        times = [];
        return "give-up";
      }
      return times.length === 1 ? "restart-and-tell" : "restart";
    },
  };
}
