/** The locks that functions of a Windows driver take. */
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import { type FlowBody, irqlFlow } from "../../../analysis/irql/flow.ts";
import { type LockEvent, lockEvents } from "../../../analysis/irql/lock-events.ts";
import { lockName } from "../../../analysis/irql/lock-name.ts";
import { type LockPair, pairsOf } from "../../../analysis/irql/lock-order.ts";
import { type CallEffect, isUnnamed, type LockKind } from "../../../analysis/irql/operations.ts";
import type { RuleContext } from "../../../rules/context.ts";
import { lockNameInUnit, mayGoWithout } from "./lock-names.ts";
import type { LockOrder, TakenLock } from "./locks.ts";

export const windowsLocksTaken: FunctionAnalysis<RuleContext, readonly TakenLock[]> = {
  run(fn, context) {
    const { body } = context.derived(irqlFlow, fn);
    if (body === undefined) {
      return [];
    }
    const places = new Set<string>();
    return lockEvents(body).flatMap(({ operation, node, isCertain }): readonly TakenLock[] => {
      const { lock: path, kind } = operation;
      if (kind !== "acquire" || path === undefined || isUnnamed(path)) {
        return [];
      }
      const name = lockName({ path, kind: operation.lockKind, written: operation.written });
      const known = lockNameInUnit(path, name, fn, context.unit);
      const { start, end } = node.kind === "call" ? node : node.nameSpan;
      // A lock of a parameter's own is its callers' to name, one on the stack nobody's; what only callees write they name.
      const isOthers = !path.steps.some((step) => step.startsWith(".")) || operation.written === undefined;
      const place = `${known ?? name} ${start}`;
      if ((known === undefined && isOthers) || places.has(place)) {
        return [];
      }
      places.add(place);
      return [
        {
          name: known ?? name,
          isClass: known !== undefined,
          kind: kinds[operation.lockKind],
          isShared: operation.mode === "shared",
          tries: !isCertain && mayGoWithout(path, effectOf(node, body)),
          start,
          end,
        },
      ];
    });
  },
};

/** What the call that a lock event is does; of variables nothing is asked. */
const effectOf = (node: LockEvent["node"], { calls }: FlowBody): CallEffect =>
  calls.find(({ call }) => call === node)?.effect ?? [];

export const windowsLockOrders: FunctionAnalysis<RuleContext, readonly LockOrder[]> = {
  run: (fn, context) => pairsOf(fn, context).map(orderOf),
};

function orderOf(pair: LockPair): LockOrder {
  const { first, second, secondAt: at, callee, via } = pair;
  return { first, second, at, callee: via === undefined ? undefined : callee, pair };
}

const kinds: Readonly<Record<LockKind, string>> = {
  "spin-lock": "spin lock",
  "reader-writer-spin-lock": "reader/writer spin lock",
  "interrupt-spin-lock": "interrupt spin lock",
  "cancel-spin-lock": "cancel spin lock",
  "object-lock": "framework object lock",
  "fast-mutex": "fast mutex",
  "guarded-mutex": "guarded mutex",
  mutex: "mutex",
  resource: "executive resource",
  "push-lock": "push lock",
  "wait-lock": "wait lock",
  rundown: "rundown protection",
  "remove-lock": "remove lock",
};
