/** An acquisition of a lock with its releases, as statements that can be rewritten together. */
import type { LockEvent } from "../analysis/irql/lock-events.ts";
import type { Facts } from "../facts/index.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr, Expr, Node, Stmt } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import type { FixEdit } from "./fix.ts";
import { removeStatement } from "./remove-statement.ts";

/** The acquisition first, and all of its releases; undefined where one may be that of another acquisition. */
export function callsOf(
  acquisition: CallExpr,
  events: readonly LockEvent[],
  fn: FunctionModel,
  file: FileModel,
): readonly CallExpr[] | undefined {
  const releases = events.filter(({ operation, ways }) => operation.kind === "release" && ways.some(isOf(acquisition)));
  const areOnlyOfIt = releases.every((event) => event.isComplete && event.ways.every(isOf(acquisition)));
  const calls = [acquisition, ...releases.flatMap(({ node }) => (node.kind === "call" ? node : []))];
  return releases.length === 0 || !areOnlyOfIt || calls.length !== releases.length + 1 || fn.file !== file.path
    ? undefined
    : calls;
}

/** The expression of the statement that a call is: itself, or the assignment of its result. */
export function statementOf(call: CallExpr, fn: FunctionModel): Expr | undefined {
  const parent = fn.parentOf(call);
  if (parent?.kind === "expr") {
    return call;
  }
  const isStored = parent?.kind === "assign" && parent.op === "=" && fn.parentOf(parent)?.kind === "expr";
  return isStored && parent?.kind === "assign" ? parent : undefined;
}

/** The removal of the saved level's variable, nothing where there is none; undefined where it has to stay. */
export function declarationOf(
  acquisition: CallExpr,
  calls: readonly CallExpr[],
  fn: FunctionModel,
  file: FileModel,
  facts: Facts,
): readonly FixEdit[] | undefined {
  const name = savedIn(acquisition, fn, facts);
  if (name === "none") {
    return [];
  }
  const [variable, ...others] = name === undefined ? [] : (fn.locals.get(name) ?? []);
  const statement = variable && fn.parentOf(variable);
  if (variable === undefined || others.length > 0 || statement?.kind !== "decl" || statement.decl !== variable) {
    return undefined;
  }
  const inside = calls.map((call) => statementOf(call, fn) ?? call);
  let isElsewhere = variable.init !== undefined;
  walk(fn.definition.body, (node: Node) => {
    if (node.kind === "name" && node.name === name) {
      isElsewhere ||= !inside.some(({ start, end }) => start <= node.start && node.end <= end);
    }
    return undefined;
  });
  const removal = isElsewhere ? undefined : removeStatement(statement as Stmt, /irql/i, fn, file);
  return removal && [removal];
}

const isOf =
  (acquisition: CallExpr) =>
  ({ lock }: LockEvent["ways"][number]): boolean =>
    lock !== undefined && lock.held > 0 && lock.by === acquisition;

/** The variable that an acquisition saves the level in; `none` where the lock or its handle keeps it. */
function savedIn(call: CallExpr, fn: FunctionModel, facts: Facts): string | "none" | undefined {
  const effect = call.callee.kind === "name" ? facts.irqlEffect(call.callee.name) : undefined;
  const to = effect?.savesTo;
  if (to === undefined || to === "lock" || effect?.lock?.handle !== undefined) {
    return "none";
  }
  if (to === "return") {
    const parent = fn.parentOf(call);
    return parent?.kind === "assign" && parent.left.kind === "name" ? parent.left.name : undefined;
  }
  const argument = call.args[to];
  return argument?.kind === "unary" && argument.op === "&" && argument.operand.kind === "name"
    ? argument.operand.name
    : undefined;
}
