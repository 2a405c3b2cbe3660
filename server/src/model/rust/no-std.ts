/** Whether a crate is built without the standard library, which the inner attributes of its root say. */
import type { Span } from "../../syntax/ast.ts";
import type { RustAttribute } from "../../syntax/rust/ast.ts";
import { conditional } from "./cfg.ts";

export interface NoStd {
  /** Undefined where that hangs on features or the like. */
  readonly holds: boolean | undefined;
  /** Of the attribute. */
  readonly span: Span;
}

/** What one attribute says of it; undefined where it speaks of something else. */
export function noStdOf({
  path,
  args,
  isInner,
  start,
  end,
}: Pick<RustAttribute, "path" | "args" | "isInner" | "start" | "end">): NoStd | undefined {
  const span = { start, end };
  if (isInner && path === "no_std") {
    return { holds: true, span };
  }
  const when = isInner && path === "cfg_attr" && args !== undefined ? conditional(args) : undefined;
  return when?.names.includes("no_std") === true ? { holds: when.holds, span } : undefined;
}
