/** The locks that functions of a Linux driver take; sections without a lock, such as RCU's, are left out. */
import { atomicFlow } from "../../../analysis/atomic/flow.ts";
import { lockEvents } from "../../../analysis/atomic/lock-events.ts";
import { kindText, lockName } from "../../../analysis/atomic/lock-name.ts";
import { isUnnamed } from "../../../analysis/atomic/operations.ts";
import { heldLocks, isSection, type LockState } from "../../../analysis/atomic/state.ts";
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { RuleContext } from "../../../rules/context.ts";
import { lockNameInUnit, mayGoWithout } from "./lock-names.ts";
import type { LockOrder, TakenLock } from "./locks.ts";

export const linuxLocksTaken: FunctionAnalysis<RuleContext, readonly TakenLock[]> = {
  run(fn, context) {
    const { body } = context.derived(atomicFlow, fn);
    const places = new Set<string>();
    return (body === undefined ? [] : lockEvents(body)).flatMap(
      ({ operation, call, isCertain }): readonly TakenLock[] => {
        if (operation.kind !== "acquire") {
          return [];
        }
        const { lock: path, lockKind, mode, written } = operation;
        if (path === undefined || isUnnamed(path) || isSection(lockKind) || lockKind === "unknown") {
          return [];
        }
        const name = lockName({ path, kind: lockKind, written }, fn);
        const known = lockNameInUnit(path, name, fn, context.unit);
        // As in Windows code: others name it.
        const isOthers = !path.steps.some((step) => step.startsWith(".")) || written === undefined;
        const place = `${known ?? name} ${call.start}`;
        if ((known === undefined && isOthers) || places.has(place)) {
          return [];
        }
        places.add(place);
        const { start, end } = call;
        return [
          {
            name: known ?? name,
            isClass: known !== undefined,
            kind: kindText(lockKind),
            isShared: mode === "shared",
            tries: !isCertain && mayGoWithout(path, body?.calls.find((one) => one.call === call)?.effect ?? []),
            start,
            end,
          },
        ];
      },
    );
  },
};

export const linuxLockOrders: FunctionAnalysis<RuleContext, readonly LockOrder[]> = {
  run(fn, context) {
    const { body } = context.derived(atomicFlow, fn);
    const found = new Map<string, LockOrder>();
    for (const { operation, call, ways, isCertain } of body === undefined ? [] : lockEvents(body)) {
      // Who only tries does not wait.
      if (operation.kind !== "acquire" || operation.lock === undefined || !isCertain) {
        continue;
      }
      const { lock: path, lockKind, written } = operation;
      const second = lockNameInUnit(path, lockName({ path, kind: lockKind, written }, fn), fn, context.unit);
      for (const { world, lock } of second === undefined ? [] : ways) {
        if (world.property.blurred || (lock?.held ?? 0) > 0) {
          continue;
        }
        const held = heldLocks(world.property).flatMap((each) => named(each, fn, context));
        for (const { name, mode } of held) {
          // Of two locks by one name nobody knows whether they are one.
          if (second === undefined || held.some((each) => each.name === second)) {
            continue;
          }
          const under = held.flatMap((each) => (each.name === name ? [] : each.name)).sort();
          const known = found.get(`${name} > ${second}`);
          if (known === undefined || under.length < known.pair.under.length) {
            const pair = { firstMode: mode, secondMode: operation.mode, under };
            found.set(`${name} > ${second}`, { first: name, second, at: fn.place(call), callee: undefined, pair });
          }
        }
      }
    }
    return [...found.values()];
  },
};

function named(
  { path, kind, mode, written }: LockState,
  fn: FunctionModel,
  { unit }: RuleContext,
): readonly { readonly name: string; readonly mode: LockState["mode"] }[] {
  const name =
    isSection(kind) || isUnnamed(path)
      ? undefined
      : lockNameInUnit(path, lockName({ path, kind, written }, fn), fn, unit);
  return name === undefined ? [] : [{ name, mode }];
}
