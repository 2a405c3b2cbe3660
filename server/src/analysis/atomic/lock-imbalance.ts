/** Locks that a Linux function holds at one return and not at another, where nothing tells its callers which it is. */
import { declarationsOf } from "../../model/contracts/declarations.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Node } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import { pathOf, pathText } from "../paths/path.ts";
import { returned } from "../worlds/knowledge.ts";
import { type ReturnPoint, returnPoints } from "../worlds/returns.ts";
import { contradicts, type Value } from "../worlds/value.ts";
import type { World } from "../worlds/worlds.ts";
import { conditionsOf, isDoubtful } from "./doubts.ts";
import type { AtomicEnvironment } from "./environment.ts";
import type { FlowBody } from "./flow.ts";
import { type LockEvent, lockEvents } from "./lock-events.ts";
import { isUnnamed } from "./operations.ts";
import { type AtomicState, isSection, type LockState } from "./state.ts";

export interface Imbalance {
  readonly lock: LockState;
  /** Where it is held, and a way to there. */
  readonly held: ReturnPoint<AtomicState>;
  readonly world: World<AtomicState>;
  /** Where it is not. */
  readonly free: ReturnPoint<AtomicState>;
  /** Whether every way to the return holds it. */
  readonly isAlways: boolean;
  /** The releases of the lock in the function. */
  readonly releases: readonly LockEvent[];
}

/** In the order of the returns. */
export function lockImbalances(fn: FunctionModel, body: FlowBody, env: AtomicEnvironment): readonly Imbalance[] {
  if (changesLocks(fn, env)) {
    return [];
  }
  const events = lockEvents(body);
  const taken = new Set(
    events.flatMap(({ operation: { kind, lock, lockKind } }) =>
      kind === "release" || lockKind === "unknown" || lock === undefined || isUnnamed(lock) ? [] : pathText(lock),
    ),
  );
  const points = taken.size === 0 ? [] : returnPoints(fn, body);
  const found = [...taken].flatMap((text) => imbalancesOf(text, events, points, fn));
  // `spin_lock_bh` takes the lock and begins a section: what is said of the lock says it all.
  const isTold = ({ lock, held }: Imbalance): boolean =>
    found.some((other) => other.held === held && !isSection(other.lock.kind) && other.lock.by === lock.by);
  return found
    .filter((imbalance) => !isSection(imbalance.lock.kind) || !isTold(imbalance))
    .sort((a, b) => a.held.at.start - b.held.at.start);
}

/** Whether a function is there to take or release locks: by its name or by what its declarations say. */
function changesLocks(fn: FunctionModel, { unit }: AtomicEnvironment): boolean {
  const heads = [fn, ...declarationsOf(fn, unit).prototypes];
  return (
    lockingName.test(fn.name) || heads.some(({ attributes }) => attributes.some(({ name }) => annotations.has(name)))
  );
}

const lockingName = /(?:^|_)(?:try|un|re)?(?:lock|acquire|release|grab|claim)(?:ed)?(?:_|\d|$)/i;
const annotations: ReadonlySet<string> = new Set(["__acquires", "__releases", "__must_hold", "__cond_acquires"]);

function imbalancesOf(
  text: string,
  events: readonly LockEvent[],
  points: readonly ReturnPoint<AtomicState>[],
  fn: FunctionModel,
): readonly Imbalance[] {
  const leaving = points.flatMap((point) =>
    point.worlds.map((world) => ({ point, world, lock: world.property.locks.get(text) })),
  );
  const known = leaving.filter(({ world }) => !world.property.blurred);
  const held = known.filter(({ lock }) => lock !== undefined && lock.net > 0 && lock.held > 0);
  // A way on which nobody takes it says nothing about one on which somebody does: conditions decide about both.
  const free = known.filter(({ lock }) => lock !== undefined && lock.net <= 0);
  const releases = events.filter(
    ({ operation, ways }) =>
      operation.kind === "release" && ways.some(({ lock }) => lock !== undefined && pathText(lock.path) === text),
  );
  // Where the caller's own lock is released too, one call takes it and another gives it back.
  const isBetweenCalls = known.some(({ lock }) => lock !== undefined && lock.net < 0);
  if (held.length === 0 || free.length === 0 || releases.length === 0 || isBetweenCalls) {
    return [];
  }
  const tells = tellsCallers(fn);
  const found = new Map<ReturnPoint<AtomicState>, Imbalance>();
  for (const { point, world, lock } of held) {
    const other = free.find((way) => !isErrorPointer(way.point) && !tells(world, way.world));
    const calls = releases.map(({ call }) => call);
    const isKnown = lock === undefined || other === undefined || found.has(point) || isTakenSometimes(lock, fn);
    if (isKnown || isDecided(world, releases, fn) || isDoubtful(world, fn, calls)) {
      continue;
    }
    found.set(point, {
      lock,
      held: point,
      world,
      free: (free.find((way) => way.point !== point) ?? other).point,
      isAlways: leaving.every((way) => way.point !== point || held.includes(way)),
      releases,
    });
  }
  return [...found.values()];
}

/**
 * Whether it is the author's decision, or something that the author knows and the code does not say: a loop that releases
 * the lock has nothing to do, or a condition around the release itself does not hold.
 */
function isDecided(world: World<AtomicState>, releases: readonly LockEvent[], fn: FunctionModel): boolean {
  const taken = new Set<Node>();
  for (const guard of conditionsOf(world)) {
    let about = fn.parentOf(guard.expr);
    while (about !== undefined && decides.has(about.kind)) {
      about = fn.parentOf(about);
    }
    if (about === undefined) {
      continue;
    }
    if (about.kind === "while" || about.kind === "for") {
      if (guard.holds) {
        taken.add(about);
      } else if (!taken.has(about) && releases.some(({ call }) => contains(about, call))) {
        return true;
      }
    } else if (about.kind === "if" && [about.whenTrue, about.whenFalse].some((branch) => isRelease(branch, releases))) {
      return true;
    }
  }
  return false;
}

const decides: ReadonlySet<string> = new Set(["binary", "unary", "cast", "call"]);

const contains = (node: Node, call: CallExpr): boolean => node.start <= call.start && call.end <= node.end;

/**
 * Whether a branch is there for a release: it does nothing else of note. One that leaves as well is a way out of its own,
 * and decides nothing about the others.
 */
function isRelease(branch: Node | undefined, releases: readonly LockEvent[]): boolean {
  const statements = branch?.kind === "block" ? branch.statements : branch === undefined ? [] : [branch];
  return (
    statements.length <= 2 &&
    !statements.some(({ kind }) => kind === "return" || kind === "goto") &&
    statements.some((each) => each.kind === "expr" && releases.some(({ call }) => call === each.expr))
  );
}

/**
 * Whether callers know that the lock is held in the one way and not in the other: by a result that says success with it,
 * by a parameter that asks for it, by what the function stores for them.
 */
function tellsCallers(fn: FunctionModel): (held: World<AtomicState>, free: World<AtomicState>) => boolean {
  const stored = storedPaths(fn);
  return (held, free) => {
    const [with_, without] = [held.known.get(returned)?.value, free.known.get(returned)?.value];
    const isFailure = with_ !== undefined && !isSuccess(with_, fn);
    const isOtherFailure = without !== undefined && !isSuccess(without, fn);
    if (with_ === undefined ? isOtherFailure : !isFailure && without !== undefined && contradicts(with_, without)) {
      return true;
    }
    return [...held.known].some(([key, { value }]) => {
      const other = free.known.get(key)?.value;
      const isTold = stored.has(key) || (fn.parameterNames.has(key) && !isFailure);
      return isTold && other !== undefined && contradicts(value, other);
    });
  };
}

/** `if (needs_lock) lock();` with nothing else to it: what it hangs on decides about the returns too. */
function isTakenSometimes({ by }: LockState, fn: FunctionModel): boolean {
  const statement = by && fn.parentOf(by);
  const around = statement?.kind === "expr" ? fn.parentOf(statement) : undefined;
  const branch = around?.kind === "block" && around.statements.length === 1 ? around : statement;
  const decision = branch && fn.parentOf(branch);
  return decision?.kind === "if" && decision.whenTrue === branch && decision.whenFalse === undefined;
}

/** `return ERR_PTR(-ENOMEM);` says failure to whoever looks: not the same as a return with the lock and a pointer. */
function isErrorPointer({ statement }: ReturnPoint<AtomicState>): boolean {
  const value = statement?.value?.kind === "cast" ? statement.value.operand : statement?.value;
  return value?.kind === "call" && value.callee.kind === "name" && /^ERR_(?:PTR|CAST)$/.test(value.callee.name);
}

/** Numbers say failure by being negative (or not zero, of which the sign is not known), pointers and truth values by zero. */
function isSuccess({ equals, isZero, isSuccess: isPositive }: Value, { definition }: FunctionModel): boolean {
  const { returnType } = definition;
  const isTruth = (returnType?.pointers ?? 0) > 0 || /^(?:bool|irqreturn_t)$/.test(returnType?.base ?? "");
  if (isTruth) {
    return equals !== undefined ? equals !== 0 : isZero === false;
  }
  return equals !== undefined ? (equals | 0) >= 0 : isPositive !== false && isZero !== false;
}

/** Memory that outlives the function and that it stores to: `*locked`, `ctx->is_locked`. */
function storedPaths(fn: FunctionModel): ReadonlySet<string> {
  const paths = new Set<string>();
  walk(fn.definition.body, (node) => {
    const path = node.kind === "assign" ? pathOf(node.left) : undefined;
    if (path !== undefined && (path.steps.includes("*") || !fn.locals.has(path.root))) {
      paths.add(pathText(path));
    }
    return undefined;
  });
  return paths;
}
