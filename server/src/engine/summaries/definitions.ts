/** The functions of a unit by the key that calls name them with. */
import { functionKey } from "../../analysis/calls/function-key.ts";
import type { FileChange } from "../../model/build/file-change.ts";
import type { FunctionModel } from "../../model/function.ts";

export class Definitions {
  private readonly byKey = new Map<string, FunctionModel[]>();
  private readonly keys = new Map<FunctionModel, string>();
  private readonly positions: ReadonlyMap<string, number>;

  /** @param paths of the unit's files, in their order */
  constructor(paths: readonly string[]) {
    this.positions = new Map(paths.map((path, index) => [path, index]));
  }

  /** The key of a function that the unit defines now; undefined for others, and for the bodies of macros. */
  keyOf(fn: FunctionModel): string | undefined {
    return this.keys.get(fn);
  }

  /** In the order of the unit. Several are overloads, or stand under different `#if`s. */
  of(key: string): readonly FunctionModel[] {
    return this.byKey.get(key) ?? [];
  }

  /** Takes in a change of a file; gives the keys whose functions are others now. */
  follow({ removed, added }: Pick<FileChange, "removed" | "added">): ReadonlySet<string> {
    const touched = new Set<string>();
    for (const fn of removed.flatMap(({ functions }) => functions)) {
      touched.add(this.remove(fn));
    }
    for (const fn of added.flatMap(({ functions }) => functions)) {
      touched.add(this.add(fn));
    }
    return touched;
  }

  private add(fn: FunctionModel): string {
    const key = functionKey(fn);
    this.keys.set(fn, key);
    const known = this.byKey.get(key);
    if (known === undefined) {
      this.byKey.set(key, [fn]);
    } else {
      let at = known.length;
      while (at > 0 && this.compare(fn, known[at - 1] as FunctionModel) < 0) {
        at--;
      }
      known.splice(at, 0, fn);
    }
    return key;
  }

  private remove(fn: FunctionModel): string {
    const key = this.keys.get(fn) ?? functionKey(fn);
    this.keys.delete(fn);
    const others = this.of(key).filter((other) => other !== fn);
    if (others.length === 0) {
      this.byKey.delete(key);
    } else {
      this.byKey.set(key, others);
    }
    return key;
  }

  private compare(a: FunctionModel, b: FunctionModel): number {
    const position = ({ file }: FunctionModel): number => this.positions.get(file) ?? 0;
    const start = ({ anchor, definition }: FunctionModel): number => anchor.start + definition.start;
    return position(a) - position(b) || start(a) - start(b);
  }
}
