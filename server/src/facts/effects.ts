// What a call does to the IRQL and to locks: raises and lowers, spin locks, mutexes, critical regions.
import { list, oneOf, optional, pageAddress, parameterIndex } from "./cells.ts";
import type { irqlEffectsTable } from "./generated/irql-effects.ts";
import { type Level, parseLevel } from "./levels.ts";
import { openTable } from "./packed.ts";

/** Where an old IRQL is kept: a parameter (index from 0), the return value, or inside the lock itself. */
export type IrqlPlace = number | "return" | "lock";

/** The level after the call. */
export type IrqlAfter =
  | { readonly kind: "same" }
  /** Back to what `restoresFrom` holds. */
  | { readonly kind: "restored" }
  /** The value of the parameter with this index (from 0). */
  | { readonly kind: "parameter"; readonly index: number }
  | { readonly kind: "level"; readonly level: Level; readonly condition: IrqlAfterCondition | undefined };

/** The level is reached only if, or unless, `text` holds: "Wait==TRUE", "TRUE" (the call returns TRUE), a flag's name. */
export interface IrqlAfterCondition {
  readonly when: "if" | "unless";
  readonly text: string;
}

export interface IrqlEffect {
  readonly name: string;
  /** acquire_spinlock, release_queued, raise, lower, enter_critical_region, wdf_spinlock ...: see server/data/README.md. */
  readonly effect: string;
  /** What it does to a lock; undefined where it touches none. */
  readonly lock: LockEffect | undefined;
  /** Entered or left: while in one, APCs are not delivered. */
  readonly region: "enters-critical" | "leaves-critical" | "enters-guarded" | "leaves-guarded" | undefined;
  readonly floatState: "saves" | "restores" | undefined;
  readonly level: "raises" | "lowers" | undefined;
  /** How a call that may fail says so; undefined where it always does what it does. */
  readonly success: CallSuccess | undefined;
  readonly after: IrqlAfter;
  readonly savesTo: IrqlPlace | undefined;
  readonly restoresFrom: IrqlPlace | undefined;
  /** Index from 0 of the parameter that names the lock; undefined when there is none. */
  readonly lockParameter: number | undefined;
  /** The functions that undo it, or that it undoes. */
  readonly pairs: readonly string[];
  readonly header: string | undefined;
  readonly source: "doc" | "knowledge";
  readonly page: string | undefined;
}

export type LockKind =
  | "spin-lock"
  | "reader-writer-spin-lock"
  | "interrupt-spin-lock"
  | "cancel-spin-lock"
  | "object-lock"
  | "fast-mutex"
  | "guarded-mutex"
  | "mutex"
  | "resource"
  | "push-lock"
  | "wait-lock"
  | "rundown"
  | "remove-lock";

export interface LockEffect {
  readonly action: "acquire" | "release" | "convert";
  readonly kind: LockKind;
  readonly mode: "exclusive" | "shared";
  readonly parameter: number | undefined;
  /** The parameter by which a release is matched with its acquisition, where that is not the lock. */
  readonly handle: number | undefined;
  readonly atDpcLevel: boolean;
  /** Whether who holds it may take it again. */
  readonly recursive: boolean;
}

export interface CallSuccess {
  readonly result: "boolean" | "status";
  /** With a value other than 0 (or NULL) in this parameter it does not fail. */
  readonly unlessArgument: number | undefined;
}

/** The lookup by exact name; undefined for functions without an effect. Fact source: server/data/irql-effects.tsv. */
export function effectLookup(packed: typeof irqlEffectsTable): (name: string) => IrqlEffect | undefined {
  const table = openTable(packed);
  return (name) => {
    const row = table.find(name);
    if (row < 0) return undefined;
    const header = table.cell(row, "header");
    return {
      name,
      effect: table.cell(row, "effect"),
      ...typed(table.cell(row, "effect"), name, table.cell(row, "lock_param")),
      after: parseAfter(table.cell(row, "irql_after")),
      savesTo: parsePlace(table.cell(row, "saves_to")),
      restoresFrom: parsePlace(table.cell(row, "restores_from")),
      lockParameter: parameterIndex(table.cell(row, "lock_param")),
      pairs: list(table.cell(row, "pairs"), ","),
      header: optional(header),
      source: oneOf(table.cell(row, "source"), ["doc"]) ?? "knowledge",
      page: pageAddress(table.cell(row, "page"), name, header),
    };
  };
}

function parsePlace(cell: string): IrqlPlace | undefined {
  return oneOf<"return" | "lock">(cell, ["return", "lock"]) ?? parameterIndex(cell);
}

function parseAfter(cell: string): IrqlAfter {
  if (cell === "restored") return { kind: "restored" };
  const parameter = /^param(\d+)$/.exec(cell)?.[1];
  if (parameter !== undefined) return { kind: "parameter", index: Number(parameter) };
  // "DISPATCH_LEVEL, DIRQL for InterruptLock": the first level holds unless the lock is the interrupt lock.
  const exception = /^(\w+), \w+ for (\w+)$/.exec(cell);
  const match = exception === null ? /^(\w+)(?: (if|unless) (.+))?$/.exec(cell) : null;
  const level = parseLevel(exception?.[1] ?? match?.[1] ?? "");
  if (level === undefined) return { kind: "same" };
  if (exception?.[2] !== undefined) return { kind: "level", level, condition: { when: "unless", text: exception[2] } };
  const when = oneOf(match?.[2] ?? "", ["if", "unless"]);
  return { kind: "level", level, condition: when === undefined ? undefined : { when, text: match?.[3] ?? "" } };
}

function typed(
  effect: string,
  name: string,
  lockCell: string,
): Pick<IrqlEffect, "lock" | "region" | "floatState" | "level" | "success"> {
  const action = /release|from_dpc/.test(effect) ? "release" : "acquire";
  const kind: LockKind | undefined = /RWLock|ReadWriteLock|ExAcquireSpinLock|ExReleaseSpinLock/.test(name)
    ? "reader-writer-spin-lock"
    : /^cancel_spin/.test(effect)
      ? "cancel-spin-lock"
      : /^interrupt_spin/.test(effect)
        ? "interrupt-spin-lock"
        : /^wdf_object/.test(effect)
          ? "object-lock"
          : /^wdf_waitlock/.test(effect)
            ? "wait-lock"
            : /fast_mutex/.test(effect)
              ? "fast-mutex"
              : /guarded_mutex/.test(effect)
                ? "guarded-mutex"
                : /^resource_(acquire|release)/.test(effect)
                  ? "resource"
                  : /^push_lock/.test(effect)
                    ? "push-lock"
                    : /^(acquire_spinlock|acquire_queued|acquire_at_dpc|release_spinlock|release_queued|release_from_dpc|ndis_lock|wdf_spinlock)/.test(
                          effect,
                        )
                      ? "spin-lock"
                      : undefined;
  const parameter = parameterIndex(lockCell);
  const handle = /InStackQueued/.test(name) ? (action === "acquire" ? 1 : 0) : undefined;
  return {
    lock: kind && {
      action,
      kind,
      mode: /Shared|Read$/.test(name) ? "shared" : "exclusive",
      parameter: handle === 0 ? undefined : parameter,
      handle,
      atDpcLevel: /at_dpc/.test(effect),
      recursive: kind === "resource",
    },
    region: /enter_critical|acquire_critical_region/.test(effect)
      ? "enters-critical"
      : /leave_critical|release_critical_region/.test(effect)
        ? "leaves-critical"
        : effect === "enter_guarded_region" || effect === "acquire_guarded_mutex"
          ? "enters-guarded"
          : effect === "leave_guarded_region" || effect === "release_guarded_mutex"
            ? "leaves-guarded"
            : undefined,
    floatState: effect === "save_fp_state" ? "saves" : effect === "restore_fp_state" ? "restores" : undefined,
    level: effect === "raise" ? "raises" : effect === "lower" ? "lowers" : undefined,
    success: /Try/.test(name)
      ? { result: "boolean", unlessArgument: undefined }
      : /^ExAcquire(Resource|Shared)/.test(name)
        ? { result: "boolean", unlessArgument: 1 }
        : undefined,
  };
}
