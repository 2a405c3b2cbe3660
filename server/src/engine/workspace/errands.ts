/** Work that somebody has asked for and waits for: done in slices between more urgent things, and cancelled at any time. */
import type { Steps } from "../steps.ts";

export interface Errand<T> {
  /** Undefined where it was cancelled; rejects with what the work throws. */
  readonly result: Promise<T | undefined>;
  cancel(): void;
}

interface Entry {
  readonly label: string;
  readonly urgency: "soon" | "last";
  step(): boolean;
}

/** In the order in which they were asked for, those that somebody waits for at the keyboard first. */
export class Errands {
  private entries: Entry[] = [];
  private readonly wake: () => void;

  /** `wake` is called when there is something to do. */
  constructor(wake: () => void) {
    this.wake = wake;
  }

  add<T>(label: string, urgency: Entry["urgency"], steps: Steps<T>): Errand<T> {
    let end: { readonly resolve: (value: T | undefined) => void; readonly reject: (error: unknown) => void };
    const result = new Promise<T | undefined>((resolve, reject) => {
      end = { resolve, reject };
    });
    const entry: Entry = {
      label,
      urgency,
      step: () => {
        try {
          const step = steps.next();
          if (step.done !== true) {
            return false;
          }
          end.resolve(step.value);
        } catch (error) {
          end.reject(error);
        }
        this.remove(entry);
        return true;
      },
    };
    this.entries.push(entry);
    this.wake();
    return {
      result,
      cancel: () => {
        if (this.remove(entry)) {
          steps.return(undefined as T);
          end.resolve(undefined);
        }
      },
    };
  }

  /** The one whose turn it is. */
  next(urgency: Entry["urgency"]): Entry | undefined {
    return this.entries.find((entry) => entry.urgency === urgency);
  }

  private remove(entry: Entry): boolean {
    const isThere = this.entries.includes(entry);
    this.entries = this.entries.filter((other) => other !== entry);
    return isThere;
  }
}
