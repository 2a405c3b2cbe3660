/** How a lock is called in messages: as the code writes it, without the `&` before it. */
import { pathText } from "../paths/path.ts";
import { isUnnamed } from "./operations.ts";
import type { LockState } from "./state.ts";

export function lockName({ path, kind }: Pick<LockState, "path" | "kind">): string {
  if (isUnnamed(path)) {
    return `a ${kind.replace(/-/g, " ")}`;
  }
  return pathText(path.steps.at(-1) === "&" ? { ...path, steps: path.steps.slice(0, -1) } : path);
}
