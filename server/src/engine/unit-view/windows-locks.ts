/** The locks that functions of a Windows driver take. */
import type { FunctionAnalysis } from "../../analysis/function-analysis.ts";
import { irqlFlow } from "../../analysis/irql/flow.ts";
import { lockClass } from "../../analysis/irql/lock-class.ts";
import { lockEvents } from "../../analysis/irql/lock-events.ts";
import { lockName } from "../../analysis/irql/lock-name.ts";
import { type LockPair, pairsOf } from "../../analysis/irql/lock-order.ts";
import { isUnnamed, type LockKind } from "../../analysis/irql/operations.ts";
import type { RuleContext } from "../../rules/context.ts";
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
      const known = lockClass(path, fn, context.unit);
      const name = known ?? lockName({ path, kind: operation.lockKind, written: operation.written });
      const { start, end } = node.kind === "call" ? node : node.nameSpan;
      // A lock of a parameter's own is its callers' to name, one on the stack nobody's.
      const isOwn = known === undefined && !path.steps.some((step) => step.startsWith("."));
      const place = `${name} ${start}`;
      if (isOwn || places.has(place)) {
        return [];
      }
      places.add(place);
      return [
        {
          name,
          isClass: known !== undefined,
          kind: kinds[operation.lockKind],
          isShared: operation.mode === "shared",
          tries: !isCertain,
          start,
          end,
        },
      ];
    });
  },
};

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
