/** What the paths of a summary, in terms of the callee's parameters (`$0`), mean at a call. */
import { extend, type Path } from "./path.ts";

/** What stands for parameters and the object in a summary's paths. */
export interface Arguments {
  /** What an argument names: an object, or as a variable that something is kept in. */
  argument(index: number, as: NameKind): Path | undefined;
  readonly self: Path | undefined;
  /** Where the result of the call is kept. */
  readonly result: Path;
  /** What any other path means to the caller: a macro reads its variables. */
  free(path: Path, as: NameKind): Path | undefined;
}

export type NameKind = "object" | "variable";

export const resultRoot = "$return";
const selfRoot = "this";

/** What a path of the callee means to the caller; undefined where the caller has no name for it. */
export function substitute(path: Path | undefined, args: Arguments, as: NameKind): Path | undefined {
  if (path === undefined) {
    return undefined;
  }
  const index = /^\$(\d+)$/.exec(path.root)?.[1];
  const root =
    index !== undefined
      ? args.argument(Number(index), as)
      : path.root === selfRoot
        ? args.self
        : path.root === resultRoot
          ? args.result
          : undefined;
  if (root === undefined) {
    return index !== undefined || path.root === resultRoot || path.root === selfRoot ? undefined : args.free(path, as);
  }
  return extend(root, path.steps);
}
