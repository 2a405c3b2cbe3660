/** In which order the functions of a unit take locks: which lock is taken, here or in what is called, while which is held. */
import { lastName } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import { functionKey } from "../calls/function-key.ts";
import { substitute } from "../paths/arguments.ts";
import { type Path, pathText } from "../paths/path.ts";
import type { SummaryAnalysis } from "../summaries.ts";
import type { UnitIndex } from "../unit-index.ts";
import { ParameterNames } from "../worlds/parameter-names.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { type FlowBody, irqlFlow, irqlSummaries, type ReachedCall } from "./flow.ts";
import { lockClass } from "./lock-class.ts";
import { lockEvents } from "./lock-events.ts";
import { lockName } from "./lock-name.ts";
import type { LockMode } from "./operations.ts";
import { causeName } from "./reasons.ts";
import { heldLocks, type IrqlState, type LockState } from "./state.ts";
import { argumentsOf, asksWhetherHeld } from "./taken-locks.ts";

/** A lock that a function takes, itself or in what it calls, by its name in the whole unit. */
export interface OrderedLock {
  readonly lock: string;
  /** In the caller's words, where it has any: `$0->Lock`. What the caller knows of its argument may say more. */
  readonly path: Path | undefined;
  readonly mode: LockMode;
  /** Locks of the caller that have been released before. */
  readonly without: readonly string[];
  /** What is called at `at`, and its key where that is a function of the unit that takes it in turn. */
  readonly callee: string;
  readonly via: string | undefined;
  readonly at: Place;
}

export interface OrderedLocks {
  readonly locks: readonly OrderedLock[];
  /** More than anybody counts: of none is anything said, here and in callers. */
  readonly isMany: boolean;
}

/** How two locks are taken, one while the other is held. */
export interface OrderedPair {
  readonly firstMode: LockMode;
  readonly secondMode: LockMode;
  /** What else is held all the time: who takes two locks under a third one waits for nobody. */
  readonly under: readonly string[];
}

/** `second` is taken while `first` is held. */
export interface LockPair extends OrderedPair {
  readonly first: string;
  readonly second: string;
  /** As the function writes them. */
  readonly firstName: string;
  readonly secondName: string;
  /** Key and name of the function. */
  readonly within: string;
  readonly name: string;
  /** Where the first is taken, if this function does so itself, and where the second is, or what leads to it. */
  readonly firstAt: Place | undefined;
  readonly secondAt: Place;
  readonly callee: string;
  readonly via: string | undefined;
}

/** Whether who takes the locks in the one order may hold what the other waits for, and the other way round. */
export const mayWait = (a: OrderedPair, b: OrderedPair): boolean =>
  isExclusive(a.firstMode, b.secondMode) &&
  isExclusive(a.secondMode, b.firstMode) &&
  !a.under.some((lock) => b.under.includes(lock));

/** Whether two that hold a lock in these ways cannot hold it at once. */
const isExclusive = (a: LockMode, b: LockMode): boolean => a === "exclusive" || b === "exclusive";

const maximumLocks = 24;
const none: OrderedLocks = { locks: [], isMany: false };

/** The key of what is said of two locks in the order in which they are taken. */
export const orderKey = (first: string, second: string): string => `${first} > ${second}`;

/** The locks that functions take at some point, for those that hold others meanwhile. */
export const orderedLocks: SummaryAnalysis<IrqlEnvironment, OrderedLocks> = {
  summarize(fn, env) {
    const { body } = env.derived(irqlFlow, fn);
    if (body === undefined) {
      return none;
    }
    const names = new ParameterNames(fn);
    const found = new Map<string, OrderedLock>();
    const isMany = body.calls.some(
      ({ callee }) => callee.kind === "function" && env.summary(orderedLocks, callee.key).isMany,
    );
    for (const { path, states, ...taken } of taking(fn, body, env)) {
      const without = common(states.map((state) => releasedIn(state, fn, env)));
      const lock = {
        ...taken,
        path: names.outside(path),
        without: [...new Set([...taken.without, ...without])].sort(),
      };
      const key = `${lock.lock} ${lock.mode}`;
      const known = found.get(key);
      if (known === undefined || (known.without.length > 0 && lock.without.length === 0)) {
        found.set(key, lock);
      }
    }
    return isMany || found.size > maximumLocks ? { locks: [], isMany: true } : { locks: [...found.values()], isMany };
  },
  callees: (fn, env) => irqlSummaries.callees(fn, env),
  bottom: none,
  unknown: none,
  equal: (a, b) => a === b || textOf(a) === textOf(b),
  sameReasons: (a, b) =>
    a === b ||
    a.locks.every(({ at }, index) => {
      const other = b.locks[index]?.at;
      return other !== undefined && at.anchor === other.anchor && at.start === other.start && at.end === other.end;
    }),
};

const textOf = ({ locks, isMany }: OrderedLocks): string =>
  JSON.stringify([isMany, locks.map(({ at: _, path, ...said }) => [said, path && pathText(path)])]);

/** The orders of the unit's functions, by the two locks. */
export const lockPairs: UnitIndex<IrqlEnvironment, LockPair> = {
  says: (fn, env) => pairsOf(fn, env).map((said) => ({ key: orderKey(said.first, said.second), said })),
  text: ({ firstAt: _, secondAt: __, ...said }) => JSON.stringify(said),
};

/** The orders in which a function takes locks, each once. */
export function pairsOf(fn: FunctionModel, env: IrqlEnvironment): readonly LockPair[] {
  const { body } = env.derived(irqlFlow, fn);
  const found = new Map<string, LockPair>();
  // What is held here was taken here.
  for (const taken of body === undefined || !mayTake(fn, body, env) ? [] : taking(fn, body, env)) {
    for (const state of taken.states) {
      const held = heldLocks(state).flatMap((lock) => {
        const name = lockClass(lock.path, fn, env.unit);
        return name === undefined ? [] : [{ lock, name }];
      });
      // Of two locks by one name nobody knows whether they are one.
      if (held.some(({ name }) => name === taken.lock)) {
        continue;
      }
      for (const { lock, name } of held) {
        const key = orderKey(name, taken.lock);
        const pair = taken.without.includes(name)
          ? undefined
          : pairOf(
              lock,
              name,
              taken,
              held.map((each) => each.name),
              fn,
            );
        const known = found.get(key);
        if (pair !== undefined && (known === undefined || pair.under.length < known.under.length)) {
          found.set(key, pair);
        }
      }
    }
  }
  return [...found.values()];
}

function pairOf(
  { path, kind, mode, by, written: firstWritten }: LockState,
  first: string,
  taken: Taken,
  held: readonly string[],
  fn: FunctionModel,
): LockPair {
  const { lock: second, written, at, callee, via } = taken;
  return {
    first,
    second,
    firstMode: mode,
    secondMode: taken.mode,
    under: held.filter((name) => name !== first).sort(),
    firstName: lockName({ path, kind, written: firstWritten }),
    secondName: written ?? second,
    within: functionKey(fn),
    name: fn.name,
    firstAt: by && fn.place(by),
    secondAt: at,
    callee,
    via,
  };
}

/** A lock that a step of a function takes, with the ways in which control comes there. */
interface Taken extends OrderedLock {
  readonly states: readonly IrqlState[];
  /** The lock as this function writes it, where it does. */
  readonly written: string | undefined;
}

function taking(fn: FunctionModel, body: FlowBody, env: IrqlEnvironment): readonly Taken[] {
  const found: Taken[] = [];
  for (const { operation, node, ways, isCertain } of mayTake(fn, body, env) ? lockEvents(body) : []) {
    // Who only tries does not wait.
    const { lock: path } = operation;
    const lock =
      operation.kind !== "acquire" || path === undefined || !isCertain ? undefined : lockClass(path, fn, env.unit);
    const open = ways.filter(({ lock: known, world }) => (known?.held ?? 0) === 0 && !asksWhetherHeld(world, fn));
    if (operation.kind === "acquire" && path !== undefined && lock !== undefined && open.length > 0) {
      const callee = body.calls.find(({ call }) => call === node)?.callee;
      const isCall = node.kind === "call";
      found.push({
        lock,
        path,
        written: lockName({ path, kind: operation.lockKind, written: operation.written }),
        mode: operation.mode,
        without: [],
        callee: isCall ? causeName(node) : lastName(node.type.base),
        via: callee?.kind === "function" ? callee.key : undefined,
        at: fn.place(isCall ? node : node.nameSpan),
        states: open.map(({ state }) => state),
      });
    }
  }
  for (const reached of body.calls) {
    found.push(...takenBy(reached, fn, env));
  }
  return found;
}

/** Whether the function's own calls leave locks taken; in C++ its objects may as well. Most functions' do not. */
const mayTake = (fn: FunctionModel, { calls }: FlowBody, { unit }: IrqlEnvironment): boolean =>
  unit.file(fn.file)?.language === "cpp" ||
  calls.some(({ effect }) => effect.some(({ operations }) => operations.some(({ kind }) => kind === "acquire")));

/** What the function that a call means takes, in the names of the one that calls it. */
function takenBy({ call, callee, before }: ReachedCall, fn: FunctionModel, env: IrqlEnvironment): readonly Taken[] {
  const locks = callee.kind === "function" ? env.summary(orderedLocks, callee.key).locks : [];
  const states = before.flatMap(({ property }) => (property.blurred ? [] : [property]));
  if (callee.kind !== "function" || locks.length === 0 || states.length === 0) {
    return [];
  }
  const args = argumentsOf(call, fn, env);
  const possible = locks.filter(({ path }) => !isBehindNull(path, call));
  return possible.map((taken) => {
    const path = substitute(taken.path, args, "object");
    const lock = (path && lockClass(path, fn, env.unit)) ?? taken.lock;
    return {
      ...taken,
      lock,
      path,
      written: path && lockName({ path, kind: "spin-lock", written: undefined }),
      callee: callee.name,
      via: callee.key,
      at: fn.place(call),
      states,
    };
  });
}

/** A lock of an object that the caller has none of: the callee does not come to take it. */
function isBehindNull(path: Path | undefined, { args }: CallExpr): boolean {
  const index = path?.steps.includes("*") ? /^\$(\d+)$/.exec(path.root)?.[1] : undefined;
  const arg = index === undefined ? undefined : args[Number(index)];
  return arg?.kind === "name" && (arg.name === "NULL" || arg.name === "nullptr");
}

/** The locks of the caller that have been released in a state. */
const releasedIn = ({ locks }: IrqlState, fn: FunctionModel, env: IrqlEnvironment): readonly string[] =>
  [...locks.values()].flatMap(({ net, held, path }) =>
    net < 0 && held === 0 ? (lockClass(path, fn, env.unit) ?? []) : [],
  );

function common(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists;
  return first.filter((item) => others.every((other) => other.includes(item)));
}
