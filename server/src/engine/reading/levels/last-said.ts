/** What was last said of functions, for those of which nothing can be said while somebody is typing into them. */
import { functionKey } from "../../../analysis/calls/function-key.ts";
import type { FunctionModel } from "../../../model/function.ts";
import { difference } from "../../workspace/pending-edits.ts";
import type { UnitLevels } from "./level.ts";
import { Recent } from "./recent.ts";

/** From the text in which something was said to the one there is now: all of `[start, oldEnd)` has become `[start, newEnd)`. */
export interface Change {
  readonly before: string;
  readonly now: string;
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

interface Said<T> {
  readonly text: string;
  readonly value: T;
}

/** Of one unit. A value is of the function's text from the definition's start. */
export class LastSaid<T> {
  private readonly move: (value: T, change: Change) => T;
  /** By `functionKey`. */
  private readonly said = new Recent<Said<T>>();

  /** @param move makes of a value for one text that for another; what stood in what was replaced is gone */
  constructor(move: (value: T, change: Change) => T) {
    this.move = move;
  }

  /** What is said of a function now, or was last where it cannot be known just now. */
  of(fn: FunctionModel, levels: UnitLevels, make: () => T): T {
    const key = functionKey(fn);
    const last = this.said.get(key);
    if (last === undefined || !isUnknowable(fn, levels)) {
      const value = make();
      if (!fn.broken) {
        this.said.set(key, { text: fn.text(fn.definition), value });
      }
      return value;
    }
    const now = fn.text(fn.definition);
    const edit = difference(last.text, now);
    if (edit === undefined) {
      return last.value;
    }
    const { start, oldEnd, text } = edit;
    return this.move(last.value, { before: last.text, now, start, oldEnd, newEnd: start + text.length });
  }
}

/** Whether it cannot be read, or one of its callers cannot and nobody else says at which level it runs. */
const isUnknowable = (fn: FunctionModel, levels: UnitLevels): boolean =>
  fn.broken || (levels.entryOf(fn) === undefined && levels.callersOf(fn).some(({ broken }) => broken));
