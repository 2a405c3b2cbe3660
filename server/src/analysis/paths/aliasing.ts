/** Whether two names may be of the same object. */
import type { Path } from "./path.ts";

/**
 * Whether values that differ as paths may be pointers to one object. Different fields are different objects, and so are
 * different variables and different numbered elements; what is read through a pointer may be anything of its kind.
 */
export function mayBeSameObject(a: Path, b: Path): boolean {
  if (!isAddress(a) || !isAddress(b)) {
    // A pointer that was read from somewhere.
    return true;
  }
  const [left, right] = [a.steps.slice(0, -1), b.steps.slice(0, -1)];
  if (a.root !== b.root) {
    return isReached(left) || isReached(right) ? mayEndTheSame(left, right) : false;
  }
  const at = left.findIndex((step, index) => step !== right[index]);
  const [restOfLeft, restOfRight] = [left.slice(Math.max(at, 0)), right.slice(Math.max(at, 0))];
  return isReached(restOfLeft) || isReached(restOfRight)
    ? mayEndTheSame(left, right)
    : !areApart(restOfLeft[0], restOfRight[0]);
}

const isAddress = ({ steps }: Path): boolean => steps.at(-1) === "&";

const isReached = (steps: readonly string[]): boolean => steps.includes("*");

const mayEndTheSame = (left: readonly string[], right: readonly string[]): boolean =>
  !areApart(left.at(-1), right.at(-1));

/** Whether two steps from one object lead to different parts of it. */
const areApart = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a !== b &&
  ((a.startsWith(".") && b.startsWith(".")) || (/^\[\d/.test(a) && /^\[\d/.test(b)));
