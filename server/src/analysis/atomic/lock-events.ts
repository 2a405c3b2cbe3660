/** Where a Linux function takes and releases locks, with the state right before: what the rule about locks looks at. */
import type { CallExpr } from "../../syntax/ast.ts";
import type { World } from "../worlds/worlds.ts";
import type { FlowBody } from "./flow.ts";
import { type Acquire, applyOperations, findLock, type Release } from "./operations.ts";
import type { AtomicState, LockState } from "./state.ts";

export interface LockEvent {
  readonly operation: Acquire | Release;
  readonly call: CallExpr;
  readonly ways: readonly LockWay[];
  /** Whether it happens whenever control comes here: not for a call that tries. */
  readonly isCertain: boolean;
  /** Whether the ways are all that lead here: of some nothing may be known. */
  readonly isComplete: boolean;
}

/** A way in which control comes to a lock event. */
export interface LockWay {
  readonly world: World<AtomicState>;
  /** The lock right before, where it has been taken or released in the function by then. */
  readonly lock: LockState | undefined;
}

/** The lock events of a function in the order of its graph. */
export function lockEvents(body: FlowBody): readonly LockEvent[] {
  return body.calls.flatMap(({ call, before }) =>
    body.ways(call, before).flatMap(({ outcome, before: ways, isOnly }) =>
      outcome.operations.flatMap((operation, index) =>
        operation.kind !== "acquire" && operation.kind !== "release"
          ? []
          : {
              operation,
              call,
              ways: ways.map((world) => {
                const state = applyOperations(outcome.operations.slice(0, index), world.property, call);
                return { world, lock: findLock(operation, state) };
              }),
              isCertain: isOnly,
              isComplete: ways.length === before.length,
            },
      ),
    ),
  );
}
