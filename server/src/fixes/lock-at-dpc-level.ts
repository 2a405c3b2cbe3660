/** Spin locks that are taken and released without touching the level, where that is DISPATCH_LEVEL anyway. */
import type { LockEvent } from "../analysis/irql/lock-events.ts";
import type { Facts } from "../facts/index.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr } from "../syntax/ast.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { callsOf, declarationOf, statementOf } from "./lock-calls.ts";

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
