/**
 * Keeps what was worked out for functions while their text stands, and while the answers do that it was worked out from:
 * each value is listed under every question that was asked for it, and falls when the answer to one of them changes.
 */
import type { FunctionModel } from "../model/function.ts";
import { everything, type Questions } from "./questions.ts";

interface Entry {
  readonly value: unknown;
  readonly asked: ReadonlySet<string>;
  holds: boolean;
}

/** Values by function and key. */
export class FunctionCache {
  private readonly entries = new WeakMap<FunctionModel, Map<object, Entry>>();
  private readonly askers = new Map<string, Set<Entry>>();
  private readonly questions: Questions;

  constructor(questions: Questions) {
    this.questions = questions;
  }

  /**
   * The value for a function and a key. A function whose text changes is another object and has values of its own.
   * @param make asks nothing but the function and what writes down its `Questions`
   */
  get<T>(fn: FunctionModel, key: object, make: () => T): T {
    let ofFunction = this.entries.get(fn);
    if (ofFunction === undefined) {
      ofFunction = new Map();
      this.entries.set(fn, ofFunction);
    }
    let entry = ofFunction.get(key);
    if (entry === undefined || !entry.holds) {
      this.unlist(entry);
      entry = { ...this.questions.during(make), holds: true };
      this.list(entry);
      ofFunction.set(key, entry);
    }
    this.questions.askedAgain(entry.asked);
    // What stands under a key was made by the `make` of that key alone.
    return entry.value as T;
  }

  /** Says that there are other answers about these names now. */
  changed(names: ReadonlySet<string>): void {
    if (names.size === 0) {
      return;
    }
    for (const name of [...names, everything]) {
      for (const entry of this.askers.get(name) ?? []) {
        entry.holds = false;
      }
      this.askers.delete(name);
    }
  }

  /** Says that nobody will ask about a function again. */
  forget(fn: FunctionModel): void {
    for (const entry of this.entries.get(fn)?.values() ?? []) {
      this.unlist(entry);
    }
    this.entries.delete(fn);
  }

  private list(entry: Entry): void {
    for (const name of entry.asked) {
      const known = this.askers.get(name);
      if (known === undefined) {
        this.askers.set(name, new Set([entry]));
      } else {
        known.add(entry);
      }
    }
  }

  private unlist(entry: Entry | undefined): void {
    for (const name of entry?.asked ?? []) {
      const known = this.askers.get(name);
      if (known?.delete(entry as Entry) && known.size === 0) {
        this.askers.delete(name);
      }
    }
  }
}
