/** The names that a unit's code uses as values, counted when somebody first asks and kept true from then on. */
import { lastName } from "../contracts/structures.ts";
import type { DeclarationModel } from "../file.ts";

export class ValueNames {
  /** How often each is there. */
  private readonly counts = new Map<string, number>();

  has(name: string): boolean {
    return this.counts.has(name);
  }

  /** Gives the names that are values now and were none, or the other way round. */
  follow(removed: readonly DeclarationModel[], added: readonly DeclarationModel[]): ReadonlySet<string> {
    const changes = new Map<string, number>();
    for (const [declarations, by] of [
      [removed, -1],
      [added, 1],
    ] as const) {
      for (const name of namesIn(declarations)) {
        changes.set(name, (changes.get(name) ?? 0) + by);
      }
    }
    const others = new Set<string>();
    for (const [name, by] of changes) {
      const before = this.counts.get(name) ?? 0;
      const now = before + by;
      if (now > 0) {
        this.counts.set(name, now);
      } else {
        this.counts.delete(name);
      }
      if (now > 0 !== before > 0) {
        others.add(name);
      }
    }
    return others;
  }
}

/** A name for each time that it is there. */
function* namesIn(declarations: readonly DeclarationModel[]): Iterable<string> {
  for (const { functions, stores, symbols } of declarations) {
    for (const { value } of stores) {
      if (value !== undefined) {
        yield lastName(value);
      }
    }
    for (const { record } of symbols.macroCalls) {
      for (const [word] of (record.args ?? "").matchAll(/[A-Za-z_]\w*/g)) {
        yield word;
      }
    }
    for (const { uses } of functions) {
      for (const { name } of uses) {
        yield lastName(name);
      }
    }
  }
}
