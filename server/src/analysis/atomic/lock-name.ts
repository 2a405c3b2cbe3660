/** How locks and sections are called in messages. */
import type { FunctionModel } from "../../model/function.ts";
import { pathText } from "../paths/path.ts";
import { isUnnamed } from "./operations.ts";
import type { LockKind, LockState } from "./state.ts";

/** As the code writes it, without the `&` before it; a section by what it is. */
export function lockName(
  { path, kind, written }: Pick<LockState, "path" | "kind" | "written">,
  fn: FunctionModel,
): string {
  const section = sections.get(kind);
  if (section !== undefined) {
    return section;
  }
  if (written !== undefined) {
    const plain = written.kind === "unary" && written.op === "&" ? written.operand : written;
    return fn.text(plain);
  }
  if (isUnnamed(path)) {
    return `a ${kindText(kind)}`;
  }
  return pathText(path.steps.at(-1) === "&" ? { ...path, steps: path.steps.slice(0, -1) } : path);
}

/** "spin lock". */
export const kindText = (kind: LockKind): string => kind.replace(/-/g, " ");

const sections: ReadonlyMap<LockKind, string> = new Map([
  ["softirqs", "the section with softirqs off"],
  ["preemption", "the section with preemption off"],
  ["rcu", "the RCU read side"],
  ["page-faults", "the section with page faults off"],
] as const);
