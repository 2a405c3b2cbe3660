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
  | { readonly kind: "level"; readonly level: Level; readonly condition: IrqlAfterCondition | undefined }
  /** A level from this one up; which, depends on the machine. */
  | { readonly kind: "at-least"; readonly level: Level };

/** The level is reached only if, or unless, this holds. */
export interface IrqlAfterCondition {
  readonly when: "if" | "unless";
  /** "Wait==TRUE", or a phrase where nothing at the call tells: "the interrupt is handled at PASSIVE_LEVEL". */
  readonly text: string;
  /** The argument that decides: the parameter's index from 0, and the constant that it is then. */
  readonly argument: { readonly parameter: number; readonly value: string } | undefined;
  /** The level in the other case; undefined where it then stays. */
  readonly otherwise: Level | undefined;
}

export interface IrqlEffect {
  readonly name: string;
  /** What it does to a lock; undefined where it touches none. */
  readonly lock: LockEffect | undefined;
  /** Entered or left: while in one, APCs are not delivered. */
  readonly region: "enters-critical" | "leaves-critical" | "enters-guarded" | "leaves-guarded" | undefined;
  readonly floatState: "saves" | "restores" | undefined;
  readonly level: "raises" | "lowers" | undefined;
  /** Whether the thread goes to another process's address space, or comes back from there. */
  readonly process: "attaches" | "detaches" | undefined;
  /** How a call that may fail says so; undefined where it always does what it does. */
  readonly success: CallSuccess | undefined;
  readonly after: IrqlAfter;
  readonly savesTo: IrqlPlace | undefined;
  readonly restoresFrom: IrqlPlace | undefined;
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
  /** `within`: taken and released again inside the call, which therefore must not be made with the lock held. */
  readonly action: "acquire" | "release" | "convert" | "within";
  /** An `interrupt-spin-lock` of the framework is a wait lock where the interrupt is handled at PASSIVE_LEVEL. */
  readonly kind: LockKind;
  /** After the call for a conversion; `any` where an argument decides, or a release serves both. */
  readonly mode: "exclusive" | "shared" | "any";
  /** Index from 0 of the argument that names the lock; undefined where there is one lock only, or the handle names it. */
  readonly parameter: number | undefined;
  /** Index from 0 of the handle by which a release is matched with its acquisition, and which keeps the old IRQL. */
  readonly handle: number | undefined;
  /** Has to be called at DISPATCH_LEVEL or above, and leaves the level as it is. */
  readonly atDpcLevel: boolean;
  /** Whether who holds it may take it again in this mode. */
  readonly recursive: boolean;
  /** Whether normal kernel APCs have to be held back before: by a critical or guarded region, or APC_LEVEL. */
  readonly needsRegion: boolean;
}

/** How a call that may fail says whether it did what it does; if it failed, it did nothing. */
export interface CallSuccess {
  /**
   * `boolean`: TRUE is success. `status`: what NT_SUCCESS takes for it. `wait-status`: STATUS_SUCCESS alone is;
   * STATUS_TIMEOUT is none, though NT_SUCCESS takes it for one.
   */
  readonly result: "boolean" | "status" | "wait-status";
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
      lock: lockEffect(table, row),
      region: oneOf(table.cell(row, "region"), [
        "enters-critical",
        "leaves-critical",
        "enters-guarded",
        "leaves-guarded",
      ]),
      floatState: floatStates.get(table.cell(row, "does")),
      level: oneOf(table.cell(row, "does"), ["raises", "lowers"]),
      process: oneOf(table.cell(row, "does"), ["attaches", "detaches"]),
      success: callSuccess(table, row),
      after: parseAfter(table.cell(row, "irql_after"), parameterIndex(table.cell(row, "after_param"))),
      savesTo: parsePlace(table.cell(row, "saves_to")),
      restoresFrom: parsePlace(table.cell(row, "restores_from")),
      pairs: list(table.cell(row, "pairs"), ","),
      header: optional(header),
      source: oneOf(table.cell(row, "source"), ["doc"]) ?? "knowledge",
      page: pageAddress(table.cell(row, "page"), name, header),
    };
  };
}

const floatStates: ReadonlyMap<string, "saves" | "restores"> = new Map([
  ["saves-float", "saves"],
  ["restores-float", "restores"],
]);

function parsePlace(cell: string): IrqlPlace | undefined {
  return oneOf<"return" | "lock">(cell, ["return", "lock"]) ?? parameterIndex(cell);
}

/** `same`, `restored`, `param0`, `>=LEVEL`, or `LEVEL [if|unless condition [else LEVEL]]`. */
function parseAfter(cell: string, deciding: number | undefined): IrqlAfter {
  if (cell === "restored") return { kind: "restored" };
  const parameter = /^param(\d+)$/.exec(cell)?.[1];
  if (parameter !== undefined) return { kind: "parameter", index: Number(parameter) };
  const least = parseLevel(/^>=(\w+)$/.exec(cell)?.[1] ?? "");
  if (least !== undefined) return { kind: "at-least", level: least };
  const [, name = "", whenText = "", text = "", otherwise = ""] =
    /^(\w+)(?: (if|unless) (.+?)(?: else (\w+))?)?$/.exec(cell) ?? [];
  const level = parseLevel(name);
  if (level === undefined) return { kind: "same" };
  const when = oneOf(whenText, ["if", "unless"]);
  const value = /==(\w+)$/.exec(text)?.[1];
  const argument = deciding === undefined || value === undefined ? undefined : { parameter: deciding, value };
  const condition = when && { when, text, argument, otherwise: parseLevel(otherwise) };
  return { kind: "level", level, condition };
}

type Effects = Table<
  | "lock"
  | "action"
  | "mode"
  | "handle"
  | "at_dpc"
  | "region"
  | "needs_region"
  | "does"
  | "success"
  | "sure_if"
  | "irql_after"
  | "after_param"
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
  const action = oneOf(table.cell(row, "action"), ["acquire", "release", "convert", "within"]);
  if (kind === undefined || action === undefined) {
    return undefined;
  }
  const mode = oneOf(table.cell(row, "mode"), ["shared", "any"]) ?? "exclusive";
  return {
    action,
    kind,
    mode,
    parameter: parameterIndex(table.cell(row, "lock_param")),
    handle: parameterIndex(table.cell(row, "handle")),
    atDpcLevel: table.cell(row, "at_dpc") === "yes",
    recursive: kind === "resource" || kind === "mutex" || mode !== "exclusive",
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
  const result = oneOf(table.cell(row, "success"), ["boolean", "status", "wait-status"]);
  const [, index, value] = /^(\d+) (nonzero|zero)$/.exec(table.cell(row, "sure_if")) ?? [];
  return (
    result && {
      result,
      sureIf: index === undefined ? undefined : { argument: Number(index), isZero: value === "zero" },
    }
  );
}
