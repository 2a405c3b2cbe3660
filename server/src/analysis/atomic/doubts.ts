/** Ways through a function that its author knows nobody goes, though the code does not say so in a way that is followed. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr, Node } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { Guard } from "../flow/cfg.ts";
import type { World } from "../worlds/worlds.ts";

/**
 * Words by which people ask, or say, whether it is all right to sleep; and whether a reference is the last one, which who
 * drops it in atomic context knows that it is not.
 */
export const contextWords =
  /sleep|atomic|no_?wait|can_?wait|may_?wait|(?:->|\.)\w*wait|nonblock|can_?block|in_irq|dec_and_(?:test|lock)|in_timeout|polling|oops|is_root_hub/i;

type Condition = Extract<Guard, { kind: "condition" }>;

/**
 * Whether a way is doubtful: it takes two answers to one question (`netif_running(dev)`), or it hangs on the counter of a
 * loop around what is reported.
 * @param calls what is reported to go together: that takes and releases a lock
 */
export function isDoubtful(world: World<unknown>, fn: FunctionModel, calls: readonly CallExpr[]): boolean {
  const conditions = conditionsOf(world);
  const counters = new Set(calls.flatMap((call) => countersAround(call, fn)));
  const answers = new Map<string, Condition>();
  for (const condition of conditions) {
    const { expr } = condition;
    const text = fn.text(expr).replace(/\s+/g, " ");
    const other = answers.get(text);
    if (text.includes("(") && other !== undefined && other.expr !== expr && other.holds !== condition.holds) {
      return true;
    }
    answers.set(text, condition);
    if (counters.size > 0 && namesIn(expr).some((name) => counters.has(name))) {
      return true;
    }
  }
  return false;
}

/** The decisions on the way, last first. */
export function conditionsOf({ trail }: World<unknown>): readonly Condition[] {
  const conditions: Condition[] = [];
  for (let each = trail; each !== undefined; each = each.before) {
    if (each.guard.kind === "condition") {
      conditions.push(each.guard);
    }
  }
  return conditions;
}

/** The variables that the conditions of loops around a call name. */
function countersAround(call: CallExpr, fn: FunctionModel): readonly string[] {
  const names: string[] = [];
  for (let at: Node | undefined = fn.parentOf(call); at !== undefined; at = fn.parentOf(at)) {
    if ((at.kind === "do" || at.kind === "while" || at.kind === "for") && at.condition !== undefined) {
      names.push(...namesIn(at.condition));
    }
  }
  return names;
}

function namesIn(node: Expr | Node): readonly string[] {
  const names: string[] = [];
  walk(node, (part) => {
    if (part.kind === "name") {
      names.push(part.name);
    }
    return part.kind === "member" || part.kind === "call" || part.kind === "index" ? "skip" : undefined;
  });
  return names;
}
