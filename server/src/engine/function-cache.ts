/**
 * Keeps what was worked out for functions while their text stands and the answers about names that it was worked out
 * from do.
 */
import type { UnitNode } from "../model/build/unit-node.ts";
import type { FunctionModel } from "../model/function.ts";
import { everything, type Questions } from "./questions.ts";

interface Entry {
  readonly value: unknown;
  readonly asked: ReadonlySet<string>;
  /** The version of the unit for which the value is known to hold. */
  version: number;
}

/** Values by function and key. */
export class FunctionCache {
  private readonly entries = new WeakMap<FunctionModel, Map<object, Entry>>();
  private readonly questions: Questions;

  constructor(questions: Questions) {
    this.questions = questions;
  }

  /**
   * The value for a function and a key. It is made anew where an answer has changed that `make` was given by the unit;
   * a function whose text changes is another object, so its values go with it.
   * @param make asks nothing but the function and what writes down its `Questions`
   */
  get<T>(fn: FunctionModel, key: object, unit: UnitNode, make: () => T): T {
    let ofFunction = this.entries.get(fn);
    if (ofFunction === undefined) {
      ofFunction = new Map();
      this.entries.set(fn, ofFunction);
    }
    let entry = ofFunction.get(key);
    if (entry === undefined || !stillHolds(entry, unit)) {
      entry = { ...this.questions.during(make), version: unit.version };
      ofFunction.set(key, entry);
    }
    this.questions.askedAgain(entry.asked);
    // What stands under a key was made by the `make` of that key alone.
    return entry.value as T;
  }
}

function stillHolds(entry: Entry, unit: UnitNode): boolean {
  if (entry.version === unit.version) {
    return true;
  }
  const changed = unit.changedSince(entry.version);
  if (changed === undefined || entry.asked.has(everything)) {
    return false;
  }
  const [fewer, more] = changed.size < entry.asked.size ? [changed, entry.asked] : [entry.asked, changed];
  for (const name of fewer) {
    if (more.has(name)) {
      return false;
    }
  }
  entry.version = unit.version;
  return true;
}
