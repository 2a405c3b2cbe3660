/** Reports releases of spin locks that restore a level which is not the one to go back to there. */
import { type FlowBody, irqlFlow, irqlSummaries } from "../analysis/irql/flow.ts";
import { dispatch, rangeText, sameLevel } from "../analysis/irql/level.ts";
import { isSpinning, type LockEvent, type LockWay, lockEvents } from "../analysis/irql/lock-events.ts";
import { lockName } from "../analysis/irql/lock-name.ts";
import { onlySaved } from "../analysis/irql/only-saved.ts";
import { isUnnamed } from "../analysis/irql/operations.ts";
import { pathReasons } from "../analysis/irql/reasons.ts";
import { heldLocks, type IrqlState, type LockState, type SavedLevel } from "../analysis/irql/state.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { pathText } from "../analysis/paths/path.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const lockWrongIrqlRestored = defineRule({
  id: "lock-wrong-irql-restored",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["wdm-irqlkereleasespinlock", "storport-irqlkereleasespinlock"],
  docs: {
    summary: "Spin lock's release restores the wrong IRQL",
    why:
      "The release sets the level that it is given. Below DISPATCH_LEVEL with another spin lock still held, the thread can be " +
      "switched away from: whoever wants that lock on this processor spins for ever, and a DPC that does is " +
      "DPC_WATCHDOG_VIOLATION (0x133). A variable that nothing was saved to holds whatever was on the stack: " +
      "IRQL_NOT_LESS_OR_EQUAL (0xA), or DRIVER_VERIFIER_DETECTED_VIOLATION (0xC4).",
    bad: `VOID Move(PQUEUE From, PQUEUE To)
{
    KIRQL fromIrql, toIrql;
    KeAcquireSpinLock(&From->Lock, &fromIrql);
    KeAcquireSpinLock(&To->Lock, &toIrql);
    MoveEntries(From, To);
    KeReleaseSpinLock(&From->Lock, fromIrql);
    KeReleaseSpinLock(&To->Lock, toIrql);
}`,
    good: `VOID Move(PQUEUE From, PQUEUE To)
{
    KIRQL fromIrql, toIrql;
    KeAcquireSpinLock(&From->Lock, &fromIrql);
    KeAcquireSpinLock(&To->Lock, &toIrql);
    MoveEntries(From, To);
    KeReleaseSpinLock(&To->Lock, toIrql);
    KeReleaseSpinLock(&From->Lock, fromIrql);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/wdm-irqlkereleasespinlock",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/introduction-to-spin-locks",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { body } = context.derived(irqlFlow, fn);
    for (const event of body === undefined ? [] : lockEvents(body)) {
      if (event.restore === undefined || !isSpinning(event.ways[0]?.lock?.kind)) {
        continue;
      }
      const finding = tooEarly(event, fn) ?? neverSaved(event, fn, body) ?? savedByOther(event, fn);
      if (finding !== undefined && !isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
  },
});

/** The level falls while another spin lock of this function is held. */
function tooEarly({ ways, isComplete, restore, node }: LockEvent, fn: FunctionModel): Finding | undefined {
  const falling = ways.flatMap((way) => {
    const other = stillHeld(way);
    return other !== undefined && falls(way) ? [{ way, other }] : [];
  });
  const [first] = falling;
  if (first?.way.lock === undefined) {
    return undefined;
  }
  const { way, other } = first;
  const isEvery = isComplete && falling.length === ways.length;
  const [name, otherName] = [lockName(first.way.lock), lockName(other)];
  const isSure = isEvery && falling.every((each) => each.way.after.level.high < dispatch);
  const level = rangeText(way.after.level);
  const own = keepingLevel(first.way, restore);
  return {
    at: fn.place(node),
    message:
      `Releasing ${name} puts the level back to ${level === undefined ? "what it was" : level} while ${otherName} is still held` +
      (isEvery ? "" : " on a path"),
    advice:
      own === undefined
        ? `Release ${otherName} first: in the opposite order of taking them`
        : `Use ${own}, in which the level was saved when ${name} was taken`,
    related: [
      ...takenHere(first.way.lock, fn),
      ...takenHere(other, fn),
      ...(isEvery ? [] : pathReasons(way.world, fn, 0)),
    ],
    ...(isSure ? { severity: "error" as const } : {}),
  };
}

/** The variable that was filled when the lock was taken, where it is another one and keeps the level raised. */
function keepingLevel({ state, lock }: LockWay, restore: LockEvent["restore"]): string | undefined {
  const from = restore?.kind === "restore" ? restore.from : undefined;
  const own = lock && ownLevel(state, lock);
  return own === undefined || from === undefined || own[0] === pathText(from) || own[1].value.low < dispatch
    ? undefined
    : own[0];
}

/** The variable that the level was saved in when the lock was taken, and what is in it. */
const ownLevel = ({ saved }: IrqlState, { path, by }: LockState): readonly [string, SavedLevel] | undefined =>
  [...saved].find(([, each]) => each.lock === pathText(path) && each.by === by);

/** A spin lock that was taken after the level was raised, and is held after the release. */
const stillHeld = ({ after, lock }: LockWay): LockState | undefined =>
  heldLocks(after).find(
    ({ kind, path, net }) => net > 0 && isSpinning(kind) && !isUnnamed(path) && path !== lock?.path,
  );

/** Whether the release ends below DISPATCH_LEVEL, or at the level of an entry that nobody says is at it. */
function falls({ state, after }: LockWay): boolean {
  const { level } = after;
  return state.level.low >= dispatch && level.low < dispatch && (level.symbol !== undefined || level.high < dispatch);
}

/** The variable holds nothing: this function saves to it elsewhere, or nowhere. */
function neverSaved(
  { ways, isComplete, restore, node }: LockEvent,
  fn: FunctionModel,
  body: FlowBody | undefined,
): Finding | undefined {
  const from = restore?.kind === "restore" ? restore.from : undefined;
  if (from === undefined || body === undefined || from.steps.length > 0 || !onlySaved(from.root, fn, body)) {
    return undefined;
  }
  const missing = ways.filter(({ state, lock }) => lock !== undefined && lock.held > 0 && !state.saved.has(from.root));
  const [way] = missing;
  if (way?.lock === undefined) {
    return undefined;
  }
  const isEvery = isComplete && missing.length === ways.length;
  const name = lockName(way.lock);
  return {
    at: fn.place(node),
    message: `${name} is released with ${from.root}, in which no level is saved${isEvery ? "" : " on a path"}`,
    advice: `Release ${name} with the variable that its acquisition saved the level in`,
    related: [...takenHere(way.lock, fn), ...(isEvery ? [] : pathReasons(way.world, fn, 0))],
    ...(isEvery ? { severity: "error" as const } : {}),
  };
}

/** The same level by luck: it was saved when another lock was taken. */
function savedByOther({ ways, restore, node }: LockEvent, fn: FunctionModel): Finding | undefined {
  const from = restore?.kind === "restore" ? restore.from : undefined;
  const variable = from && pathText(from);
  for (const { state, lock } of variable === undefined ? [] : ways) {
    const saved = state.saved.get(variable ?? "");
    const text = lock && pathText(lock.path);
    const own = lock && ownLevel(state, lock);
    if (lock === undefined || lock.held === 0 || own === undefined || own[0] === variable) {
      continue;
    }
    const other = saved?.lock === undefined ? undefined : state.locks.get(saved.lock);
    if (saved?.lock !== undefined && saved.lock !== text && sameLevel(saved.value, own[1].value)) {
      return {
        at: fn.place(node),
        message: `${lockName(lock)} is released with ${variable}, which was saved when ${other === undefined ? saved.lock.replace(/^&/, "") : lockName(other)} was taken`,
        advice: `Use ${own[0]}, in which the level was saved when ${lockName(lock)} was taken`,
        related: takenHere(lock, fn),
        severity: "hint",
      };
    }
  }
  return undefined;
}

const takenHere = (lock: LockState, fn: FunctionModel): readonly Related[] =>
  lock.by === undefined ? [] : [{ at: fn.place(lock.by), message: `${lockName(lock)} is taken here` }];
