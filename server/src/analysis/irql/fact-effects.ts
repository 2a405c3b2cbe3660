/** What the tables say that a call of the system's functions does to the level, to locks and to regions. */
import { type IrqlEffect, levelRank } from "../../facts/index.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { type Path, pointee } from "../paths/path.ts";
import { resultKey } from "../worlds/conditions.ts";
import type { Value } from "../worlds/value.ts";
import { dispatch, exactly, highest, type LevelRange, passive, union } from "./level.ts";
import type { CallEffect, CallOutcome, Operation } from "./operations.ts";

/** What is asked of a call's arguments. */
export interface ArgumentQuestions {
  /** Of a lock or a handle, with aliases followed. */
  path(expr: Expr | undefined): Path | undefined;
  /** A lock as the code writes it, without the `&` before it. */
  written(expr: Expr): string;
  /** Of a variable that holds a level: a local is itself, whatever was put into it. */
  variable(expr: Expr | undefined): Path | undefined;
  integer(expr: Expr): number | undefined;
  /** The rank of a constant level. */
  level(expr: Expr): number | undefined;
  /** Whether the code does anything with what the call returns. */
  isResultUsed(call: CallExpr): boolean;
}

export function factEffect(effect: IrqlEffect, call: CallExpr, ask: ArgumentQuestions): CallEffect {
  const operations = operationsOf(effect, call, ask);
  if (operations.length === 0) {
    return [];
  }
  const { succeeded, failed } = resultsOf(effect, call, ask);
  const success: CallOutcome = { returns: succeeded, given: [], operations };
  return failed === undefined ? [success] : [success, { returns: failed, given: [], operations: [] }];
}

/** Locks that are taken in one routine and released in another as a matter of course: they count references. */
const counted: ReadonlySet<string> = new Set(["rundown", "remove-lock", "mutex"]);

function operationsOf(effect: IrqlEffect, call: CallExpr, ask: ArgumentQuestions): readonly Operation[] {
  const { lock, region, floatState } = effect;
  const operations: Operation[] = [];
  if (floatState !== undefined) {
    operations.push({ kind: "float", change: floatState === "saves" ? 1 : -1 });
  }
  if (lock !== undefined && !counted.has(lock.kind)) {
    operations.push(...lockOperations(effect, lock, call, ask));
  } else if (effect.level !== undefined) {
    operations.push(...levelOperations(effect, call, ask));
  }
  if (region !== undefined) {
    operations.push({
      kind: "region",
      region: region.endsWith("guarded") ? "guarded" : "critical",
      change: region.startsWith("enters") ? 1 : -1,
    });
  }
  return operations;
}

function lockOperations(
  effect: IrqlEffect,
  lock: NonNullable<IrqlEffect["lock"]>,
  call: CallExpr,
  ask: ArgumentQuestions,
): readonly Operation[] {
  const argument = (index: number | undefined): Path | undefined =>
    index === undefined ? undefined : ask.path(call.args[index]);
  const handle = argument(lock.handle);
  const isNamed = lock.parameter !== undefined || lock.handle !== undefined;
  const named = lock.parameter === undefined ? undefined : call.args[lock.parameter];
  const written = named && ask.written(named);
  const path = isNamed ? argument(lock.parameter) : onlyLock(effect, lock);
  const isKept = effect.savesTo === "lock" || lock.handle !== undefined;
  if (lock.action === "acquire") {
    const operations: Operation[] = lock.atDpcLevel ? [{ kind: "narrow", to: { low: dispatch, high: highest } }] : [];
    const saveTo = isKept ? undefined : savedPlace(effect, call, ask);
    if (saveTo !== undefined) {
      operations.push({ kind: "save", to: saveTo, lock: path });
    }
    operations.push({
      kind: "acquire",
      lock: path,
      written,
      lockKind: lock.kind,
      mode: lock.mode,
      recursive: lock.recursive,
      keeps: isKept ? (handle ?? "in-lock") : undefined,
    });
    const to = levelAfter(effect, call, ask);
    return to === undefined ? operations : [...operations, { kind: "level", to }];
  }
  if (lock.action === "release") {
    const operations: Operation[] = [];
    if (effect.after.kind === "restored") {
      const from = typeof effect.restoresFrom === "number" ? effect.restoresFrom : undefined;
      operations.push(
        from === undefined || lock.handle !== undefined
          ? { kind: "restore-kept", lock: path, handle }
          : { kind: "restore", from: ask.variable(call.args[from]) },
      );
    }
    return [...operations, { kind: "release", lock: path, written, handle, lockKind: lock.kind }];
  }
  return [];
}

/** A lock that there is one of, so that no argument names it: known by the function that takes it. */
function onlyLock({ name, pairs }: IrqlEffect, { action, kind }: NonNullable<IrqlEffect["lock"]>): Path {
  const root =
    kind === "cancel-spin-lock"
      ? "the cancel spin lock"
      : `the lock of ${action === "acquire" ? name : (pairs[0] ?? name)}`;
  return { root, steps: [], names: [] };
}

function levelOperations(effect: IrqlEffect, call: CallExpr, ask: ArgumentQuestions): readonly Operation[] {
  const operations: Operation[] = [];
  const saveTo = savedPlace(effect, call, ask);
  if (saveTo !== undefined) {
    operations.push({ kind: "save", to: saveTo, lock: undefined });
  }
  const to = levelAfter(effect, call, ask);
  if (to !== undefined) {
    operations.push({ kind: "level", to });
  } else if (effect.after.kind === "parameter") {
    operations.push({ kind: "restore", from: ask.variable(call.args[effect.after.index]) });
  } else if (effect.after.kind === "restored") {
    const from = typeof effect.restoresFrom === "number" ? call.args[effect.restoresFrom] : undefined;
    operations.push({ kind: "restore", from: ask.variable(from) });
  }
  return operations;
}

/** The variable that the old level goes to: behind a pointer argument, or the call's result. */
function savedPlace({ savesTo }: IrqlEffect, call: CallExpr, ask: ArgumentQuestions): Path | undefined {
  if (savesTo === "return") {
    return { root: resultKey(call), steps: [], names: [] };
  }
  if (typeof savesTo !== "number") {
    return undefined;
  }
  const argument = call.args[savesTo];
  // KeAcquireSpinLock and KeRaiseIrql are macros in some headers, but all take a pointer.
  return argument && pointee(ask.variable(argument));
}

/** The level after the call where it is a constant; undefined where it stays or comes from a variable. */
function levelAfter({ after }: IrqlEffect, call: CallExpr, ask: ArgumentQuestions): LevelRange | undefined {
  switch (after.kind) {
    case "level": {
      const { level, condition } = after;
      if (condition === undefined) {
        return exactly(level);
      }
      // Of StorPortAcquireSpinLock an argument says which lock; of the framework's locks nothing here does.
      const { argument, otherwise } = condition;
      const decides = argument && call.args[argument.parameter];
      const isValue = decides?.kind === "name" ? decides.name === argument?.value : undefined;
      const other: LevelRange = otherwise === undefined ? { low: passive, high: levelRank(level) } : exactly(otherwise);
      return isValue === undefined
        ? union(exactly(level), other)
        : isValue === (condition.when === "if")
          ? exactly(level)
          : other;
    }
    case "at-least":
      return { low: levelRank(after.level), high: highest };
    case "parameter": {
      const argument = call.args[after.index];
      const rank = argument && ask.level(argument);
      return rank === undefined ? undefined : { low: rank, high: rank };
    }
    default:
      return undefined;
  }
}

/** By what tells success, the result's value then and otherwise. */
const resultValues: Readonly<Record<NonNullable<IrqlEffect["success"]>["result"], readonly [Value, Value]>> = {
  boolean: [{ equals: 1 }, { equals: 0 }],
  // Of the success codes these functions return STATUS_SUCCESS alone.
  status: [{ equals: 0 }, { isSuccess: false }],
  "wait-status": [{ equals: 0 }, { isZero: false }],
};

/** What the result says of success and of failure: nothing of success where it has none, of failure where it cannot fail. */
function resultsOf(
  { success }: IrqlEffect,
  call: CallExpr,
  ask: ArgumentQuestions,
): { readonly succeeded: Value | undefined; readonly failed: Value | undefined } {
  if (success === undefined) {
    return { succeeded: undefined, failed: undefined };
  }
  const [succeeded, failed] = resultValues[success.result];
  const { sureIf } = success;
  const argument = sureIf && call.args[sureIf.argument];
  const value = argument && ask.integer(argument);
  // Where nobody knows the value, drivers that do not look at the result mean one that cannot fail.
  const isSure =
    sureIf !== undefined &&
    argument !== undefined &&
    (value === undefined ? !ask.isResultUsed(call) : (value === 0) === sureIf.isZero);
  return { succeeded, failed: isSure ? undefined : failed };
}
