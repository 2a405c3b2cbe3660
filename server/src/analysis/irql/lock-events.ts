/** Where a function takes and releases locks, with the state right before: what the rules about locks look at. */
import type { CallExpr, Expr, VariableDecl } from "../../syntax/ast.ts";
import type { World } from "../worlds/worlds.ts";
import type { FlowBody } from "./flow.ts";
import { type Acquire, applyOperations, findLock, type LockKind, type Operation, type Release } from "./operations.ts";
import type { IrqlState, LockState } from "./state.ts";

/** A step of the function, or a part of what it does, that takes or releases one lock. */
export interface LockEvent {
  readonly operation: Acquire | Release;
  /** The call, or the variable whose constructor or destructor it is. */
  readonly node: CallExpr | VariableDecl;
  /** Where the level that a release restores comes from; undefined where it restores none. */
  readonly restore: Extract<Operation, { kind: "restore" | "restore-kept" }> | undefined;
  readonly ways: readonly LockWay[];
  /** Whether these are all ways to it: not where there are some of which nothing is known. */
  readonly isComplete: boolean;
  /** Whether it happens whenever control comes here: not for a call that tries. */
  readonly isCertain: boolean;
}

/** A way in which control comes to a lock event. */
export interface LockWay {
  readonly world: World<IrqlState>;
  /** Right before the lock is taken or released; for a release, before the level is restored. */
  readonly state: IrqlState;
  /** The lock, where it has been taken or released in the function before. */
  readonly lock: LockState | undefined;
  readonly after: IrqlState;
}

/** The lock events of a function in the order of its graph. Ways of which nothing is known about locks are left out. */
export function lockEvents(body: FlowBody): readonly LockEvent[] {
  const events = new Map<string, LockEvent>();
  body.eachStep((step, before) => {
    for (const [number, outcome] of body.outcomes(step, before).entries()) {
      if (!("node" in step) || (step.kind !== "call" && step.kind !== "declare" && step.kind !== "end")) {
        continue;
      }
      for (const event of eventsOf(outcome.operations, outcome.before, step.node, outcome.isOnly)) {
        // A `__finally` body is in the graph once for each way out.
        const key = `${step.kind} ${step.node.start} ${number} ${JSON.stringify(event.operation)}`;
        const there = events.get(key);
        events.set(
          key,
          there === undefined
            ? event
            : {
                ...event,
                ways: [...there.ways, ...event.ways],
                isComplete: there.isComplete && event.isComplete,
              },
        );
      }
    }
  });
  return [...events.values()];
}

function eventsOf(
  operations: readonly Operation[],
  before: readonly World<IrqlState>[],
  node: CallExpr | VariableDecl,
  isCertain: boolean,
): readonly LockEvent[] {
  const by: CallExpr | Expr = node.kind === "variable" ? { kind: "name", name: node.name, ...node.nameSpan } : node;
  const known = before.filter(({ property }) => !property.blurred);
  const events: LockEvent[] = [];
  for (const [index, operation] of operations.entries()) {
    if (operation.kind !== "acquire" && operation.kind !== "release") {
      continue;
    }
    const restore = operation.kind === "release" ? restoreBefore(operations, index) : undefined;
    const first = restore === undefined ? index : operations.indexOf(restore);
    const ways = known.map((world) => {
      const state = applyOperations(operations.slice(0, first), world.property, by);
      const handle = operation.kind === "release" ? operation.handle : undefined;
      return {
        world,
        state,
        lock: findLock(operation.lock, handle, state),
        after: applyOperations(operations.slice(first, index + 1), state, by),
      };
    });
    if (ways.length > 0) {
      events.push({ operation, node, restore, ways, isComplete: known.length === before.length, isCertain });
    }
  }
  return events;
}

/** The restoring of the level that belongs to a release: right before it. */
function restoreBefore(operations: readonly Operation[], index: number): LockEvent["restore"] {
  const previous = operations[index - 1];
  return previous?.kind === "restore" || previous?.kind === "restore-kept" ? previous : undefined;
}

/** Whether who holds it may take it again, or hold it with others, and has to release it as often. */
export const isCounted = ({ kind, mode }: Pick<LockState, "kind" | "mode">): boolean =>
  mode === "shared" || kind === "resource" || kind === "object-lock" || kind === "mutex";

/** Locks that keep the processor at DISPATCH_LEVEL or above while they are held. */
export const isSpinning = (kind: LockKind | undefined): boolean => kind !== undefined && spinning.has(kind);

const spinning: ReadonlySet<LockKind> = new Set([
  "spin-lock",
  "reader-writer-spin-lock",
  "interrupt-spin-lock",
  "cancel-spin-lock",
]);
