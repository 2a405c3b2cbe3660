/**
 * Parameters that decide whether a call is made in a way that is not followed: by their bits, by constants of headers that
 * are not there, by what another function makes of them.
 */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr, Node, Stmt, VariableDecl } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { ConstantQuestions } from "../worlds/conditions.ts";
import type { ParameterNames } from "../worlds/parameter-names.ts";

/** Statements of one block that are looked at, back from the call. */
const maximumBefore = 64;

/** Their indices from 0, in ascending order: of conditions around the call and of those that leave before it. */
export function askedParameters(
  call: CallExpr,
  fn: FunctionModel,
  names: ParameterNames,
  constants: ConstantQuestions,
): readonly number[] {
  const found = new Set<number>();
  const ask = (expr: Expr): void => {
    const index = names.parameter(expr);
    if (index !== undefined && fn.definition.parameters[index]?.type.pointers === 0) {
      found.add(index);
    }
  };
  for (const condition of conditionsBefore(call, fn, constants)) {
    walk(condition, (node) => {
      if (node.kind === "binary" && node.op === "&") {
        ask(node.left);
        ask(node.right);
      } else if (node.kind === "binary" && (node.op === "==" || node.op === "!=")) {
        for (const [side, other] of [
          [node.left, node.right],
          [node.right, node.left],
        ] as const) {
          if (constants.integer(other) === undefined) {
            ask(side);
          }
        }
      } else if (node.kind === "call") {
        node.args.forEach(ask);
      }
      return undefined;
    });
  }
  return [...found].sort((a, b) => a - b);
}

/** Conditions that control has passed for sure when it comes to a call. */
function conditionsBefore(
  call: CallExpr,
  fn: FunctionModel,
  constants: ConstantQuestions,
): readonly (Expr | VariableDecl)[] {
  const conditions: (Expr | VariableDecl)[] = [];
  let inner: Node = call;
  for (let at = fn.parentOf(call); at !== undefined; at = fn.parentOf(at)) {
    if ((at.kind === "if" || at.kind === "conditional") && inner !== at.condition) {
      conditions.push(at.condition);
    } else if (at.kind === "block" || at.kind === "case") {
      const end = at.statements.findLastIndex((each) => each.end <= inner.start) + 1;
      conditions.push(...at.statements.slice(Math.max(0, end - maximumBefore), end).flatMap(leavingCondition));
    }
    if (at.kind === "case" && (at.value === undefined || constants.integer(at.value) === undefined)) {
      const subject = subjectOf(at, fn);
      // As if it were compared with what nobody knows.
      conditions.push(...(subject === undefined ? [] : [comparison(subject, at.value ?? call)]));
    }
    inner = at;
  }
  return conditions;
}

/** What a switch is about. */
function subjectOf(at: Node, fn: FunctionModel): Expr | undefined {
  let around = fn.parentOf(at);
  while (around !== undefined && around.kind !== "switch") {
    around = fn.parentOf(around);
  }
  return around?.kind !== "switch" || around.condition.kind === "variable" ? undefined : around.condition;
}

const comparison = (left: Expr, right: Expr): Expr => ({
  kind: "binary",
  op: "==",
  left,
  right,
  start: left.start,
  end: left.end,
});

const leavingCondition = (statement: Stmt): readonly (Expr | VariableDecl)[] =>
  statement.kind === "if" && (leaves(statement.whenTrue) || leaves(statement.whenFalse)) ? [statement.condition] : [];

function leaves(branch: Stmt | undefined): boolean {
  const last = branch?.kind === "block" ? branch.statements.at(-1) : branch;
  return last?.kind === "return" || last?.kind === "goto" || last?.kind === "break" || last?.kind === "continue";
}
