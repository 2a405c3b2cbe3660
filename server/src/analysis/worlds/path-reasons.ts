/** Which way control came, as people can follow it: the decisions on the way with their places. */
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { Span } from "../../syntax/ast.ts";
import type { Trail, World } from "./worlds.ts";

/** A step of a chain of reasons. */
export interface Reason {
  readonly at: Place;
  readonly message: string;
}

/** The last decisions on the way of a world, first to last, after a place of the function. */
export function pathReasons({ trail }: World<unknown>, fn: FunctionModel, after: number, most = 4): readonly Reason[] {
  const reasons: Reason[] = [];
  for (let each: Trail | undefined = trail; each !== undefined && reasons.length < most; each = each.before) {
    const { guard } = each;
    if (guard.kind === "condition" && guard.expr.start >= after) {
      const text = conditionText(guard.expr, fn);
      reasons.unshift({
        at: fn.place(guard.expr),
        message: guard.holds ? `where ${text} holds` : `where ${text} does not hold`,
      });
    } else if (guard.kind === "case" && guard.value.start >= after) {
      reasons.unshift({ at: fn.place(guard.value), message: `in the case ${conditionText(guard.value, fn)}` });
    }
  }
  return reasons;
}

/** A condition as the function writes it, on one line and not too long. */
export function conditionText(span: Span, fn: FunctionModel): string {
  const line = fn.text(span).replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
