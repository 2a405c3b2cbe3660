// What a call does to the IRQL and to locks: raises and lowers, spin locks, mutexes, critical regions.
import { list, oneOf, optional, pageAddress, parameterIndex } from "./cells.ts";
import type { irqlEffectsTable } from "./generated/irql-effects.ts";
import { type Level, parseLevel } from "./levels.ts";
import { openTable, type Table } from "./packed.ts";

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
  /** Whether normal kernel APCs have to be held back before: by a critical or guarded region, or APC_LEVEL. */
  readonly needsRegion: boolean;
}

export interface CallSuccess {
  readonly result: "boolean" | "status";
  /** The argument by whose value it cannot fail: `Wait` that is not 0, a timeout that is NULL. */
  readonly sureIf: { readonly argument: number; readonly isZero: boolean } | undefined;
}

/** The lookup by exact name; undefined for functions without an effect. Fact source: server/data/irql-effects.tsv. */
export function effectLookup(packed: typeof irqlEffectsTable): (name: string) => IrqlEffect | undefined {
  const table: Effects = openTable(packed);
  return (name) => {
    const row = table.find(name);
    if (row < 0) return undefined;
    const header = table.cell(row, "header");
    return {
      name,
      effect: table.cell(row, "effect"),
      lock: lockEffect(table, row),
      region: oneOf(table.cell(row, "region"), [
        "enters-critical",
        "leaves-critical",
        "enters-guarded",
        "leaves-guarded",
      ]),
      floatState: floatStates.get(table.cell(row, "effect")),
      level: levelChanges.get(table.cell(row, "effect")),
      success: callSuccess(table, row),
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

const floatStates: ReadonlyMap<string, "saves" | "restores"> = new Map([
  ["save_fp_state", "saves"],
  ["restore_fp_state", "restores"],
]);

const levelChanges: ReadonlyMap<string, "raises" | "lowers"> = new Map([
  ["raise", "raises"],
  ["lower", "lowers"],
]);

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

type Effects = Table<
  | "effect"
  | "lock"
  | "action"
  | "mode"
  | "handle"
  | "at_dpc"
  | "region"
  | "needs_region"
  | "success"
  | "sure_if"
  | "irql_after"
  | "saves_to"
  | "restores_from"
  | "lock_param"
  | "pairs"
  | "header"
  | "source"
  | "page"
>;

function lockEffect(table: Effects, row: number): LockEffect | undefined {
  const kind = oneOf(table.cell(row, "lock"), lockKinds);
  const action = oneOf(table.cell(row, "action"), ["acquire", "release", "convert"]);
  if (kind === undefined || action === undefined) {
    return undefined;
  }
  const mode = oneOf(table.cell(row, "mode"), ["shared"]) ?? "exclusive";
  return {
    action,
    kind,
    mode,
    parameter: parameterIndex(table.cell(row, "lock_param")),
    handle: parameterIndex(table.cell(row, "handle")),
    atDpcLevel: table.cell(row, "at_dpc") === "yes",
    recursive: kind === "resource" || kind === "mutex" || mode === "shared",
    needsRegion: table.cell(row, "needs_region") === "yes",
  };
}

const lockKinds: readonly LockKind[] = [
  "spin-lock",
  "reader-writer-spin-lock",
  "interrupt-spin-lock",
  "cancel-spin-lock",
  "object-lock",
  "fast-mutex",
  "guarded-mutex",
  "mutex",
  "resource",
  "push-lock",
  "wait-lock",
  "rundown",
  "remove-lock",
];

function callSuccess(table: Effects, row: number): CallSuccess | undefined {
  const result = oneOf(table.cell(row, "success"), ["boolean", "status"]);
  const [, index, value] = /^(\d+) (nonzero|zero)$/.exec(table.cell(row, "sure_if")) ?? [];
  return (
    result && {
      result,
      sureIf: index === undefined ? undefined : { argument: Number(index), isZero: value === "zero" },
    }
  );
}
