/** A lock that is taken and released by hand, held by a variable of one of the unit's own guard classes instead. */
import { objectNames } from "../analysis/irql/call-effects.ts";
import type { IrqlEnvironment } from "../analysis/irql/environment.ts";
import type { FlowBody } from "../analysis/irql/flow.ts";
import { effectText, guardsFor, type LockGuard } from "../analysis/irql/guards.ts";
import { lockEvents } from "../analysis/irql/lock-events.ts";
import type { Operation } from "../analysis/irql/operations.ts";
import { extend, type Path, pathText } from "../analysis/paths/path.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { BlockStmt, CallExpr, Expr, Stmt } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { callsOf, declarationOf, statementOf } from "./lock-calls.ts";
import { removeStatement } from "./remove-statement.ts";

interface GuardEnvironment extends IrqlEnvironment {
  readonly file: FileModel;
}

/**
 * The guard is made where the lock is taken, and the releases go. Only where each of them stands right before control
 * leaves the block of the acquisition, which is when the guard lets go; ways out that lack a release have one then too.
 */
export function guardFixes(
  acquisition: CallExpr,
  fn: FunctionModel,
  body: FlowBody,
  env: GuardEnvironment,
): readonly Fix[] {
  const calls = env.file.language === "cpp" ? callsOf(acquisition, lockEvents(body), fn, env.file) : undefined;
  const [taken, ...releases] = (calls ?? []).map((call) => wholeStatement(call, fn));
  const block = taken && fn.parentOf(taken);
  if (calls === undefined || taken === undefined || block?.kind !== "block" || !isPlain(block, taken, fn, env)) {
    return [];
  }
  const removals = releases.map((release) =>
    release !== undefined && leavesAfter(release, block, fn)
      ? removeStatement(release, /lock|release/i, fn, env.file)
      : undefined,
  );
  const declaration = declarationOf(acquisition, calls, fn, env.file, env.facts);
  if (declaration === undefined || removals.includes(undefined)) {
    return [];
  }
  const operations = calls.map((call) => operationsOf(call, body));
  for (const guard of guardsFor(fn, env)) {
    const isSame = operations.every(
      (each, index) => each !== undefined && effectText(each) === (index === 0 ? guard.takes : guard.releases),
    );
    const argument = isSame ? argumentFor(guard, acquisition, operations[0] ?? [], fn, env) : undefined;
    if (argument !== undefined) {
      const { type, name } = guard.example;
      const variable = unusedName([name, "guard", "lockGuard"], fn);
      const made: FixEdit = { at: fn.place(taken), text: `${type.text} ${variable}(${argument});` };
      const edits = [...declaration, made, ...(removals as readonly FixEdit[])];
      return variable === undefined
        ? []
        : [{ title: `Hold it with ${type.text}, which releases it on every way out`, edits }];
    }
  }
  return [];
}

function wholeStatement(call: CallExpr, fn: FunctionModel): Stmt | undefined {
  const expr = statementOf(call, fn);
  const statement = expr && fn.parentOf(expr);
  return statement?.kind === "expr" ? statement : undefined;
}

/** Whether no jump passes over the guard into its scope, and nothing there ends after the lock's release that would end before it. */
function isPlain(block: BlockStmt, taken: Stmt, fn: FunctionModel, { unit }: GuardEnvironment): boolean {
  let isPlain = true;
  walk(fn.definition.body, (node) => {
    const isInside = taken.end <= node.start && node.end <= block.end;
    // Structured exceptions and objects with destructors do not go together in one function.
    isPlain &&= node.kind !== "seh-try" && !(isInside && node.kind === "label");
    isPlain &&= !(
      isInside &&
      node.kind === "variable" &&
      node.type.pointers === 0 &&
      unit.signatures(`~${node.type.base.replace(/<.*$/s, "").replace(/^.*::/s, "")}`).length > 0
    );
    return node.kind === "lambda" ? "skip" : undefined;
  });
  return isPlain;
}

/** Whether a statement is followed by nothing but the end of the block, or by a return that looks at nothing shared. */
function leavesAfter(statement: Stmt, block: BlockStmt, fn: FunctionModel): boolean {
  const list = fn.parentOf(statement);
  if (list?.kind !== "block" || list.start < block.start || block.end < list.end) {
    return false;
  }
  const next = list.statements[list.statements.indexOf(statement) + 1];
  return next === undefined ? list === block : next.kind === "return" && isOwn(next.value, fn);
}

/** Whether an expression is the same a moment before: a constant, a variable of the function that is no object. */
function isOwn(expr: Expr | undefined, fn: FunctionModel): boolean {
  switch (expr?.kind) {
    case undefined:
    case "number":
    case "char":
      return true;
    case "name":
      return (
        fn.locals.has(expr.name) ||
        fn.parameterNames.has(expr.name) ||
        /^(?:[A-Z][A-Z0-9_]*|true|false|nullptr)$/.test(expr.name)
      );
    case "unary":
      return expr.op !== "*" && isOwn(expr.operand, fn);
    case "cast":
      return isOwn(expr.operand, fn);
    default:
      return false;
  }
}

/** What a call does, where that is certain. */
function operationsOf(call: CallExpr, body: FlowBody): readonly Operation[] | undefined {
  let found: readonly Operation[] | undefined;
  body.eachStep((step, before) => {
    if (step.kind === "call" && step.node === call) {
      const [outcome, ...others] = body.outcomes(step, before);
      found = others.length === 0 ? outcome?.operations : undefined;
    }
  });
  return found;
}

/** What the guard is to be given so that it takes the very lock; undefined where nothing that the call names is it. */
function argumentFor(
  { lock }: LockGuard,
  { callee, args }: CallExpr,
  operations: readonly Operation[],
  fn: FunctionModel,
  env: GuardEnvironment,
): string | undefined {
  const acquire = operations.find((operation) => operation.kind === "acquire");
  const names = objectNames(fn, env);
  const object = callee.kind === "member" ? [callee.object] : [];
  for (const expr of [...object, ...args]) {
    const path = names.value(expr);
    const inner = expr.kind === "unary" && expr.op === "&" ? [expr.operand] : [];
    const forms: readonly (readonly [string, Path | undefined])[] = [
      [fn.text(expr), path],
      ...inner.map((operand) => [fn.text(operand), extend(path, ["*"])] as const),
      ...(/^\w+$/.test(fn.text(expr))
        ? ([
            [`*${fn.text(expr)}`, extend(path, ["*"])],
            [`&${fn.text(expr)}`, extend(path, ["&"])],
          ] as const)
        : []),
    ];
    for (const [text, start] of forms) {
      const taken = extend(start, lock.steps);
      if (taken !== undefined && acquire?.lock !== undefined && pathText(taken) === pathText(acquire.lock)) {
        return text;
      }
    }
  }
  return undefined;
}

const unusedName = (names: readonly string[], fn: FunctionModel): string | undefined =>
  names.find((name) => !new RegExp(`\\b${name}\\b`).test(fn.text(fn.definition)));
