/** Whether a place is reached only where the code has made sure of the Windows version that it runs on. */
import type { Facts } from "../../facts/index.ts";
import type { FileModel } from "../../model/file.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Expr, Node, Span } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";

/** Whether a version decides at compile time what stands at an absolute offset. */
export function isVersionConditional(file: FileModel, offset: number): boolean {
  return file
    .conditionsAround(offset)
    .some((condition) => /NTDDI|WINNT|WINVER|NDIS\w*\d|TARGET_(?:OS|VERSION)/i.test(condition));
}

/**
 * Whether the function asks for the running version, or for a function's presence, anywhere, or tests something around
 * the span whose name speaks of that: a global that DriverEntry has set, say.
 */
export function isVersionGuarded(span: Node, fn: FunctionModel, facts: Facts): boolean {
  if (fn.calls.some((call) => call.name !== undefined && facts.versionCheck(call.name) !== undefined)) {
    return true;
  }
  return isInsideVersionTest(span, fn);
}

/** Whether something around the span is tested whose name speaks of versions, or of what is there. */
export function isInsideVersionTest(span: Node, fn: FunctionModel): boolean {
  let inner: Node = span;
  for (let node = fn.parentOf(span); node !== undefined; node = fn.parentOf(node)) {
    const condition = conditionOf(node);
    if (condition !== undefined && condition !== inner && speaksOfVersions(condition, fn)) {
      return true;
    }
    inner = node;
  }
  return false;
}

function conditionOf(node: Node): Expr | undefined {
  switch (node.kind) {
    case "if":
    case "switch":
    case "while":
      return node.condition.kind === "variable" ? undefined : node.condition;
    case "conditional":
      return node.condition;
    case "binary":
      return node.op === "&&" || node.op === "||" ? node.left : undefined;
    default:
      return undefined;
  }
}

function speaksOfVersions(condition: Expr & Span, fn: FunctionModel): boolean {
  let found = false;
  walk(condition, (node) => {
    found ||= (node.kind === "name" || node.kind === "member") && versionWords.test(node.name);
  });
  return found || versionWords.test(fn.text(condition));
}

const versionWords =
  /version|win(?:dows)?_?(?:xp|vista|[78]|1[01])|\bos|build|support|avail|exist|newer|later|higher|greater/i;
