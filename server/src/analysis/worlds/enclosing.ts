/** What the conditions round about a place say there, without following the ways to it. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr, Node } from "../../syntax/ast.ts";
import { isExpr } from "../../syntax/walk.ts";
import type { ConstantQuestions } from "./conditions.ts";
import { assuming, type Knowledge, nothingKnown } from "./knowledge.ts";

/** What is known at `place` by the `if`s that it stands in, for values that nothing in between stores to. */
export function knownByEnclosing(place: Node, fn: FunctionModel, constants: ConstantQuestions): Knowledge {
  let known = nothingKnown;
  let inner = place;
  for (let outer = fn.parentOf(place); outer !== undefined; outer = fn.parentOf(outer)) {
    if (outer.kind === "if" && isExpr(outer.condition) && (inner === outer.whenTrue || inner === outer.whenFalse)) {
      known = assumingParts(outer.condition, inner === outer.whenTrue, known, constants);
    }
    inner = outer;
  }
  return known;
}

/** Of `a && b` that holds each part does. */
function assumingParts(condition: Expr, holds: boolean, known: Knowledge, constants: ConstantQuestions): Knowledge {
  if (condition.kind === "binary" && condition.op === (holds ? "&&" : "||")) {
    const left = assumingParts(condition.left, holds, known, constants);
    return assumingParts(condition.right, holds, left, constants);
  }
  return assuming(condition, holds, known, constants) ?? known;
}
