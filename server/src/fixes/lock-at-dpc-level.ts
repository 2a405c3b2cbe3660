/** Spin locks that are taken and released without touching the level, where that is DISPATCH_LEVEL anyway. */
import type { LockEvent } from "../analysis/irql/lock-events.ts";
import type { Facts } from "../facts/index.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr, Expr, Node, Stmt } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { removeStatement } from "./remove-statement.ts";

/** The function that does the same and leaves the level as it is; undefined where the facts know none. */
export function dpcForm(name: string, facts: Facts): string | undefined {
  const effect = facts.irqlEffect(name)?.lock;
  if (effect === undefined || effect.atDpcLevel) {
    return undefined;
  }
  const plain = name.replace(/RaiseToDpc$/, "");
  const candidates =
    effect.action === "acquire"
      ? [`${plain}AtDpcLevel`, plain.replace(/^Ndis/, "NdisDpr")]
      : [`${plain}FromDpcLevel`, plain.replace(/^Ndis/, "NdisDpr")];
  return candidates.find((candidate) => {
    const lock = facts.irqlEffect(candidate)?.lock;
    return lock?.atDpcLevel === true && lock.action === effect.action && lock.kind === effect.kind;
  });
}

/**
 * Rewrites an acquisition and all of its releases; the variable that the level was saved in goes. None where a release
 * may be that of another acquisition, or the variable serves for something else.
 */
export function dpcLevelFixes(
  acquisition: CallExpr,
  events: readonly LockEvent[],
  fn: FunctionModel,
  env: FormEnvironment,
): readonly Fix[] {
  const calls = callsOf(acquisition, events, fn, env.file);
  const declaration = calls && declarationOf(acquisition, calls, fn, env.file, env.facts);
  return calls === undefined || declaration === undefined ? [] : asFixes(acquisition, calls, declaration, fn, env);
}

/** The same where the variable stays, because another level is saved in it that is still to be restored. */
export function dpcLevelFixesBesides(
  acquisition: CallExpr,
  events: readonly LockEvent[],
  fn: FunctionModel,
  env: FormEnvironment,
): readonly Fix[] {
  const calls = callsOf(acquisition, events, fn, env.file);
  return calls === undefined ? [] : asFixes(acquisition, calls, [], fn, env);
}

interface FormEnvironment {
  readonly file: FileModel;
  readonly facts: Facts;
}

/** An acquisition and all of its releases; undefined where one may be that of another acquisition. */
function callsOf(
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

function asFixes(
  acquisition: CallExpr,
  calls: readonly CallExpr[],
  declaration: readonly FixEdit[],
  fn: FunctionModel,
  { facts }: FormEnvironment,
): readonly Fix[] {
  const edits: FixEdit[] = [];
  for (const call of calls) {
    const edit = rewritten(call, fn, facts);
    if (edit === undefined) {
      return [];
    }
    edits.push(edit);
  }
  const name = acquisition.callee.kind === "name" ? dpcForm(acquisition.callee.name, facts) : undefined;
  return [{ title: `Use ${name}`, edits: [...declaration, ...edits] }];
}

const isOf =
  (acquisition: CallExpr) =>
  ({ lock }: LockEvent["ways"][number]): boolean =>
    lock !== undefined && lock.held > 0 && lock.by === acquisition;

/** A call, or the assignment of its result, with the lock (and its handle) alone. */
function rewritten(call: CallExpr, fn: FunctionModel, facts: Facts): FixEdit | undefined {
  const written = call.callee.kind === "name" ? call.callee.name : undefined;
  const form = written === undefined ? undefined : dpcForm(written, facts);
  const lock = written === undefined ? undefined : facts.irqlEffect(written)?.lock;
  const kept = [lock?.parameter, lock?.handle].flatMap((index) =>
    index === undefined ? [] : (call.args[index] ?? []),
  );
  const whole = statementOf(call, fn);
  return form === undefined || kept.length === 0 || whole === undefined
    ? undefined
    : { at: fn.place(whole), text: `${form}(${kept.map((arg) => fn.text(arg)).join(", ")})` };
}

/** The expression of the statement that a call is: itself, or the assignment of its result. */
function statementOf(call: CallExpr, fn: FunctionModel): Expr | undefined {
  const parent = fn.parentOf(call);
  if (parent?.kind === "expr") {
    return call;
  }
  const isStored = parent?.kind === "assign" && parent.op === "=" && fn.parentOf(parent)?.kind === "expr";
  return isStored && parent?.kind === "assign" ? parent : undefined;
}

/** The removal of the saved level's variable, nothing where there is none; undefined where it has to stay. */
function declarationOf(
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
