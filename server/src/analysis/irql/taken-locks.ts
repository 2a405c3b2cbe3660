/**
 * The locks that a function takes at some point, even if it releases them again: who calls it with one of them held waits
 * for itself.
 */
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import { type Arguments, substitute } from "../paths/arguments.ts";
import { extend, type Path, pathText } from "../paths/path.ts";
import type { SummaryAnalysis } from "../summaries.ts";
import { resultKey } from "../worlds/conditions.ts";
import { common } from "../worlds/knowledge.ts";
import { ParameterNames } from "../worlds/parameter-names.ts";
import type { World } from "../worlds/worlds.ts";
import { objectNames } from "./call-effects.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { type FlowBody, irqlFlow, irqlSummaries, type ReachedCall } from "./flow.ts";
import { isCounted, type LockEvent, lockEvents } from "./lock-events.ts";
import type { CallOutcome, LockKind } from "./operations.ts";
import type { IrqlState, LockState } from "./state.ts";

export interface TakenLock {
  /** Of the caller's making: `$0` is the first argument. */
  readonly lock: Path;
  readonly kind: LockKind;
  /** Whether every execution of the function takes it. */
  readonly isAlways: boolean;
  /** Of one that only some do: what the parameters are in all of these. */
  readonly given: CallOutcome["given"];
  /** What is called at `at`, and its key where that is a function of the unit that takes it in turn. */
  readonly callee: string;
  readonly via: string | undefined;
  readonly at: Place;
}

export interface TakenLocks {
  readonly locks: readonly TakenLock[];
  /** More than anybody counts: of none is anything said, here and in callers. */
  readonly isMany: boolean;
}

const maximumLocks = 8;
const none: TakenLocks = { locks: [], isMany: false };

export const takenLocks: SummaryAnalysis<IrqlEnvironment, TakenLocks> = {
  summarize: (fn, env) => summarized(fn, env),
  callees: (fn, env) => irqlSummaries.callees(fn, env),
  bottom: none,
  unknown: none,
  equal: (a, b) => a === b || text(a) === text(b),
  sameReasons: (a, b) =>
    a === b ||
    a.locks.every(({ at }, index) => {
      const other = b.locks[index]?.at;
      return other !== undefined && at.anchor === other.anchor && at.start === other.start && at.end === other.end;
    }),
};

const text = ({ locks, isMany }: TakenLocks): string =>
  JSON.stringify([
    isMany,
    locks.map(({ lock, isAlways, given, callee, via }) => [pathText(lock), isAlways, given, callee, via]),
  ]);

/** A call that takes a lock which is held there. */
export interface TakenInside {
  readonly reached: ReachedCall;
  readonly taken: TakenLock;
  readonly held: LockState;
  readonly world: World<IrqlState>;
  readonly isEvery: boolean;
}

/** The calls of a function that take a lock inside which the function holds. */
export function takenInside(fn: FunctionModel, body: FlowBody, env: IrqlEnvironment): readonly TakenInside[] {
  return body.calls.flatMap((reached) => {
    const isAnyHeld = reached.before.some(({ property }) => [...property.locks.values()].some(({ held }) => held > 0));
    const inside = isAnyHeld ? takenBy(reached, fn, body, env) : [];
    return inside.flatMap(({ taken, lock }) => {
      const key = pathText(lock);
      const ways = reached.before.flatMap((world) => {
        const held = world.property.blurred ? undefined : world.property.locks.get(key);
        return held !== undefined && held.held > 0 && !isCounted(held) ? [{ world, held }] : [];
      });
      const [first] = ways;
      return first === undefined || takesForGood(reached, key)
        ? []
        : [{ reached, taken, ...first, isEvery: ways.length === reached.before.length }];
    });
  });
}

/** Whether the lock is held after the call: then the call itself is one that takes it. */
const takesForGood = ({ effect }: ReachedCall, key: string): boolean =>
  effect.some(({ operations }) =>
    operations.some((each) => each.kind === "acquire" && each.lock !== undefined && pathText(each.lock) === key),
  );

function summarized(fn: FunctionModel, env: IrqlEnvironment): TakenLocks {
  const { body } = env.derived(irqlFlow, fn);
  if (body === undefined) {
    return none;
  }
  const names = new ParameterNames(fn);
  const found = new Map<string, TakenLock>();
  let isMany = false;
  const add = (lock: Path | undefined, rest: Omit<TakenLock, "lock">): void => {
    const key = lock && pathText(lock);
    if (lock !== undefined && key !== undefined && (!found.has(key) || rest.isAlways)) {
      found.set(key, { lock, ...rest });
    }
  };
  for (const event of lockEvents(body)) {
    const own = ownTake(event, body, names, fn);
    if (own !== undefined) {
      add(names.outside(event.operation.lock), { ...own, at: fn.place(event.node) });
    }
  }
  for (const reached of body.calls) {
    const { callee } = reached;
    isMany ||= callee.kind === "function" && env.summary(takenLocks, callee.key).isMany;
    for (const { taken, lock } of takenBy(reached, fn, body, env)) {
      const key = pathText(lock);
      if (callee.kind === "function" && reached.before.every(({ property }) => isUntouched(property, key))) {
        const isAlways = taken.isAlways && reached.isAlways;
        const { kind } = taken;
        const given = isAlways ? [] : givenAt(reached.call, taken.given, reached.before, body, names);
        const at = fn.place(reached.call);
        add(names.outside(lock), { kind, isAlways, given, callee: callee.name, via: callee.key, at });
      }
    }
  }
  return isMany || found.size > maximumLocks ? { locks: [], isMany: true } : { locks: [...found.values()], isMany };
}

/** What the function's own parameters are where a call is made that does something for these arguments. */
const givenAt = (
  call: CallExpr,
  given: TakenLock["given"],
  ways: readonly World<IrqlState>[],
  body: FlowBody,
  names: ParameterNames,
): TakenLock["given"] => {
  const known = ways.map((world) => body.knownAt(call, given, world));
  return known.length === 0 ? [] : names.given(known.reduce((all, each) => common(all, each)));
};

const isUntouched = ({ locks, blurred }: IrqlState, key: string): boolean => !blurred && !locks.has(key);

/** A lock that the function takes without having had it in its hands: it was the caller's to hold until there. */
function ownTake(
  { operation, node, ways, isCertain, isComplete }: LockEvent,
  body: FlowBody,
  names: ParameterNames,
  fn: FunctionModel,
): Omit<TakenLock, "lock" | "at"> | undefined {
  if (operation.kind !== "acquire" || operation.recursive || operation.mode === "shared" || node.kind !== "call") {
    return undefined;
  }
  const isFirst = isCertain && isComplete && ways.every(({ lock }) => lock === undefined);
  if (!isFirst || ways.some(({ world }) => asksWhetherHeld(world, fn))) {
    return undefined;
  }
  const reached = body.calls.find(({ call }) => call === node);
  if (reached?.callee.kind !== "outside") {
    return undefined;
  }
  const { isAlways, callee, call } = reached;
  const worlds = ways.map(({ world }) => world);
  const given = isAlways ? [] : givenAt(call, [], worlds, body, names);
  return { kind: operation.lockKind, isAlways, given, callee: callee.name, via: undefined };
}

/** Whether a decision on the way speaks of locks: it may be the one whether the caller holds it. */
export function asksWhetherHeld({ trail }: World<IrqlState>, fn: FunctionModel): boolean {
  for (let each = trail; each !== undefined; each = each.before) {
    const { guard } = each;
    if (guard.kind === "condition" && /lock|held|hold|acqui|own|irql/i.test(fn.text(guard.expr))) {
      return true;
    }
  }
  return false;
}

/** What the function that a call means takes, in the names of the one that calls it. */
function takenBy(
  reached: ReachedCall,
  fn: FunctionModel,
  body: FlowBody,
  env: IrqlEnvironment,
): readonly { readonly taken: TakenLock; readonly lock: Path }[] {
  const { call, callee } = reached;
  const all = callee.kind === "function" ? env.summary(takenLocks, callee.key).locks : [];
  const locks = all.filter(({ given }) => body.admits(reached, given));
  if (locks.length === 0) {
    return [];
  }
  const args = argumentsOf(call, fn, env);
  return locks.flatMap((taken) => {
    const lock = substitute(taken.lock, args, "object");
    return lock === undefined ? [] : [{ taken, lock }];
  });
}

/** What the parameters of what a call means are in the function that makes it. */
export function argumentsOf({ callee, args, start }: CallExpr, fn: FunctionModel, env: IrqlEnvironment): Arguments {
  const names = objectNames(fn, env);
  const object = callee.kind === "member" ? names.value(callee.object) : undefined;
  return {
    argument: (index) => {
      const argument = args[index];
      return argument && names.value(argument);
    },
    self:
      callee.kind !== "member" ? { root: "this", steps: [], names: [] } : callee.arrow ? object : extend(object, ["&"]),
    result: { root: resultKey({ start }), steps: [], names: [] },
    free: (path) => path,
  };
}
