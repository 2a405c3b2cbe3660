/** Keeps what was worked out for functions while their text and their unit's interface stand. */
import type { FunctionModel } from "../model/function.ts";

/** Values by function and key, for the newest version of the unit's interface only. */
export class FunctionCache {
  private version = -1;
  private entries = new WeakMap<FunctionModel, Map<object, unknown>>();

  /**
   * The value for a function and a key, made where it is not known for this version of the unit's interface. A
   * function whose text changes is another object, so its entries go with it.
   */
  get<T>(fn: FunctionModel, key: object, version: number, make: () => T): T {
    if (version !== this.version) {
      this.version = version;
      this.entries = new WeakMap();
    }
    let known = this.entries.get(fn);
    if (known === undefined) {
      known = new Map();
      this.entries.set(fn, known);
    }
    if (!known.has(key)) {
      known.set(key, make());
    }
    // What stands under a key was made by the `make` of that key alone.
    return known.get(key) as T;
  }
}
