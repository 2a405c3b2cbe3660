/** Long work cut into slices: a host that has other things to do takes a few at a time, and may drop the rest. */

/** Work that gives way at each `yield`; its result comes at the end. `return()` abandons it with nothing left to undo. */
export type Steps<T> = Generator<void, T, void>;

/** Does all of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
