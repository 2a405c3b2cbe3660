/** Locks that a function holds at one return and not at another, where nothing tells its callers which it is. */
import { salOf } from "../../model/contracts/sal.ts";
import { lastName } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Expr, Node, Stmt } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import { pathOf, pathText } from "../paths/path.ts";
import { type Knowledge, returned } from "../worlds/knowledge.ts";
import { type ReturnPoint, returnPoints } from "../worlds/returns.ts";
import { contradicts, type Value } from "../worlds/value.ts";
import type { World } from "../worlds/worlds.ts";
import type { IrqlEnvironment } from "./environment.ts";
import type { FlowBody, ReachedCall } from "./flow.ts";
import { isSpinning, type LockEvent, lockEvents } from "./lock-events.ts";
import { callbackRoles } from "./lock-roles.ts";
import { isUnnamed } from "./operations.ts";
import type { IrqlState, LockState } from "./state.ts";

export interface Imbalance {
  readonly lock: LockState;
  /** Where it is held, and a way to there. */
  readonly held: ReturnPoint<IrqlState>;
  readonly world: World<IrqlState>;
  /** Where it is not; undefined where it is held at every return. */
  readonly free: ReturnPoint<IrqlState> | undefined;
  /** Whether every way to the return holds it. */
  readonly isAlways: boolean;
  /** The releases of the lock in the function. */
  readonly releases: readonly LockEvent[];
}

/** In the order of the returns. */
export function lockImbalances(fn: FunctionModel, body: FlowBody, env: IrqlEnvironment): readonly Imbalance[] {
  const events = lockEvents(body);
  const taken = new Set(
    events.flatMap(({ operation }) => (operation.kind === "acquire" ? textOf(operation.lock) : [])),
  );
  if (taken.size === 0 || isLifetime(fn) || saysSo(fn, env)) {
    return [];
  }
  const points = returnPoints(fn, body);
  return [...taken]
    .flatMap((text) => imbalancesOf(text, events, points, fn, body, env))
    .sort((a, b) => a.held.at.start - b.held.at.start);
}

/**
 * Locks that are held where the function is reported for it, and at no other return: forgotten, so that callers need not
 * be told that it may take them.
 * @returns paths as `LockState` has them
 */
export function forgottenLocks(fn: FunctionModel, body: FlowBody, env: IrqlEnvironment): ReadonlySet<string> {
  const imbalances = lockImbalances(fn, body, env).filter(({ free }) => free !== undefined);
  const points = imbalances.length === 0 ? [] : returnPoints(fn, body);
  const isHeld = (text: string, { property }: World<IrqlState>): boolean => (property.locks.get(text)?.net ?? 0) > 0;
  const texts = new Set(imbalances.map(({ lock }) => pathText(lock.path)));
  return new Set(
    [...texts].filter((text) =>
      points.every(
        ({ at, worlds }) =>
          !worlds.some((world) => isHeld(text, world)) ||
          imbalances.some(({ lock, held }) => pathText(lock.path) === text && held.at.start === at.start),
      ),
    ),
  );
}

const textOf = (path: LockEvent["operation"]["lock"]): string[] =>
  path === undefined || isUnnamed(path) ? [] : [pathText(path)];

/** Constructors and destructors are the two halves of a guard. */
const isLifetime = ({ name, scope }: FunctionModel): boolean =>
  scope !== undefined && name.replace(/^~/, "") === lastName(scope).replace(/<.*$/s, "");

/** Whether annotations say that the function leaves something else than it found. */
const saysSo = (fn: FunctionModel, env: IrqlEnvironment): boolean =>
  salOf(fn, env.unit).contracts.some(({ term }) =>
    ["lock-acquired", "lock-released", "irql-raises", "irql-saves", "irql-restores"].includes(term.kind),
  );

function imbalancesOf(
  text: string,
  events: readonly LockEvent[],
  points: readonly ReturnPoint<IrqlState>[],
  fn: FunctionModel,
  body: FlowBody,
  env: IrqlEnvironment,
): readonly Imbalance[] {
  const leaving = points.flatMap((point) => {
    const worlds = point.worlds.filter(({ property }) => !property.blurred);
    return worlds.map((world) => ({ point, world, lock: world.property.locks.get(text) }));
  });
  const held = leaving.filter(({ lock }) => lock !== undefined && lock.net > 0 && lock.held > 0);
  const free = leaving.filter(({ lock }) => lock === undefined || lock.net <= 0);
  const [first] = held;
  if (first?.lock === undefined) {
    return [];
  }
  const releases = events.filter(
    ({ operation, ways }) =>
      operation.kind === "release" && ways.some(({ lock }) => lock !== undefined && pathText(lock.path) === text),
  );
  const isCallback = isSpinning(first.lock.kind) && callbackRoles(fn, env).length > 0;
  if (!isCallback && (free.length === 0 || releases.length === 0 || body.calls.some(mayRelease(env)))) {
    return [];
  }
  const tells = isCallback ? (): boolean => false : tellsCallers(fn);
  const found = new Map<ReturnPoint<IrqlState>, Imbalance>();
  for (const { point, world, lock } of held) {
    const other = free.find((way) => !tells(world, way.world));
    const isKnown = lock === undefined || found.has(point) || (free.length > 0 && other === undefined);
    if (isKnown || (free.length === 0 && found.size > 0) || isDecided(world, releases, fn)) {
      continue;
    }
    found.set(point, {
      lock,
      held: point,
      world,
      free: (free.find((way) => way.point !== point && way.lock !== undefined) ?? other)?.point,
      isAlways: leaving.every((way) => way.point !== point || held.includes(way)),
      releases,
    });
  }
  return [...found.values()];
}

/**
 * Whether it is the author's decision, or something that the author knows and the code does not say: a loop that releases
 * the lock has nothing to do, or a condition around the release itself does not hold (`if (ReleaseFile) ...`).
 */
function isDecided({ trail }: World<IrqlState>, releases: readonly LockEvent[], fn: FunctionModel): boolean {
  const decisions: Decision[] = [];
  for (let each = trail; each !== undefined; each = each.before) {
    if (each.guard.kind === "condition") {
      decisions.push(decisionOf(each.guard.expr, each.guard.holds, fn));
    }
  }
  const entered = new Set(decisions.flatMap(({ about, isTaken }) => (isTaken ? about : [])));
  return decisions.some(({ about, isTaken }) => {
    if (about === undefined || isTaken) {
      return false;
    }
    const isEmptyLoop = (about.kind === "while" || about.kind === "for") && !entered.has(about);
    const isCondition = about.kind === "if" && about.whenFalse === undefined;
    return (isEmptyLoop && includes(about, releases)) || (isCondition && isRelease(about.whenTrue, releases));
  });
}

/** A condition, or a part of one, with the statement that it decides about: whether it speaks for going in. */
interface Decision {
  readonly about: Node | undefined;
  readonly isTaken: boolean;
}

function decisionOf(expr: Expr, holds: boolean, fn: FunctionModel): Decision {
  let isTaken = holds;
  let about = fn.parentOf(expr);
  while (about !== undefined && (about.kind === "binary" || about.kind === "unary" || about.kind === "cast")) {
    isTaken = about.kind === "unary" && about.op === "!" ? !isTaken : isTaken;
    about = fn.parentOf(about);
  }
  return { about, isTaken };
}

const includes = ({ start, end }: Node, releases: readonly LockEvent[]): boolean =>
  releases.some(({ node }) => start <= node.start && node.end <= end);

/** Whether a branch is there to release the lock: that, and next to nothing else. */
function isRelease(branch: Stmt, releases: readonly LockEvent[]): boolean {
  const statements = branch.kind === "block" ? branch.statements : [branch];
  return (
    statements.length <= 3 &&
    statements.every(({ kind }) => kind === "expr") &&
    statements.some((each) => each.kind === "expr" && releases.some(({ node }) => node === each.expr))
  );
}

/** Whether a call of which nobody knows what it does is called as if it released something. */
const mayRelease =
  ({ facts }: IrqlEnvironment) =>
  ({ callee, call }: ReachedCall): boolean => {
    const called = call.callee.kind === "name" || call.callee.kind === "member" ? call.callee.name : "";
    const isUnknown =
      callee.kind === "unknown" ||
      (callee.kind === "outside" &&
        facts.functionContract(callee.name) === undefined &&
        facts.irqlEffect(callee.name) === undefined);
    return isUnknown && /unlock|release|leave|drop/i.test(called);
  };

/**
 * Whether callers know that the lock is held in the one way and not in the other: by a result that says success with it,
 * by a parameter that asks for it, by what the function stores for them.
 */
function tellsCallers(fn: FunctionModel): (held: World<IrqlState>, free: World<IrqlState>) => boolean {
  const stored = storedPaths(fn);
  const parameters = new Map(
    fn.definition.parameters.flatMap((each) => (each.name === undefined ? [] : [[each.name, each] as const])),
  );
  return (held, free) => {
    const [with_, without] = [resultOf(held.known), resultOf(free.known)];
    const isFailure = with_ !== undefined && !isPositive(with_, fn);
    const isOtherFailure = without !== undefined && !isPositive(without, fn);
    if (with_ === undefined ? isOtherFailure : !isFailure && without !== undefined && contradicts(with_, without)) {
      return true;
    }
    return [...held.known].some(([key, { value }]) => {
      const other = free.known.get(key)?.value;
      const parameter = parameters.get(key)?.type;
      // A pointer that is given asks for the lock; one that is not is an argument that was checked.
      const isAsked = parameter !== undefined && (other?.equals === 0 || (isTruthType(parameter.base) && !isFailure));
      return other !== undefined && contradicts(value, other) && (isAsked || stored.has(key));
    });
  };
}

const resultOf = (known: Knowledge): Value | undefined => known.get(returned)?.value;

/** Whether a result says that something was done: a success status, TRUE, an object. */
function isPositive({ equals, isZero, isSuccess }: Value, { definition }: FunctionModel): boolean {
  if (/STATUS|HRESULT/.test(definition.returnType?.base ?? "")) {
    return equals !== undefined ? (equals | 0) >= 0 : isSuccess !== false && isZero !== false;
  }
  return equals !== undefined ? equals !== 0 : isZero === false;
}

const isTruthType = (base: string): boolean => /^(?:BOOLEAN|BOOL|bool|LOGICAL)$/.test(base);

/** Memory that outlives the function and that it stores to: `*Locked`, `Context->IsLocked`. */
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
