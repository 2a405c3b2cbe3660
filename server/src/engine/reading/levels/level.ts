/**
 * The level at which code runs as people are shown it: the same for Windows, where it is the IRQL, and Linux, where it is
 * process or atomic context. What shows levels asks this contract and knows neither.
 */
import type { FunctionModel } from "../../../model/function.ts";
import type { Place } from "../../../model/place.ts";
import type { CallExpr, Span } from "../../../syntax/ast.ts";

/** What a level is coloured and lettered by; `atomic` is Linux's. PASSIVE_LEVEL and process context have none. */
export type Mark = "apc" | "dispatch" | "device" | "high" | "atomic";

/** Among the levels of one platform; without a mark it is 0. */
export const markHeights: Readonly<Record<Mark, number>> = { apc: 1, dispatch: 2, atomic: 2, device: 3, high: 4 };

export interface ShownLevel {
  /** "DISPATCH_LEVEL", "APC_LEVEL or below", "in a softirq", "atomic context". */
  readonly text: string;
  /** The same behind "runs" or "is called": "at DISPATCH_LEVEL", "in a softirq", "in atomic context". */
  readonly phrase: string;
  /** Of the highest level that it may be; of the lowest where there is no upper end. */
  readonly mark: Mark | undefined;
  /** Whether it is never below the mark's level; otherwise it may be as high. */
  readonly isCertain: boolean;
}

/** Who says at which level a function is entered: annotations, the role it plays for the system, or what its callers do. */
export type Sayer = "annotation" | "role" | "callers";

/** Orders levels by how high they may be; of two that may be as high the one that is so for certain is the higher one. */
export const heightOf = ({ mark, isCertain }: Pick<ShownLevel, "mark" | "isCertain">): number =>
  2 * (mark === undefined ? 0 : markHeights[mark]) + (isCertain ? 1 : 0);

export interface EntryLevel extends ShownLevel {
  readonly from: Sayer;
}

/** A range of a function with one level; offsets are those of its nodes (`FunctionModel.place`). */
export interface LevelSpan extends Span {
  readonly level: ShownLevel;
}

/** A call or object after which the level is another one than before it. */
export interface LevelChange extends Span {
  readonly after: ShownLevel;
}

/** A reason, with the reasons for it. */
export interface Why {
  /** "KeAcquireSpinLock sets the level to DISPATCH_LEVEL here". */
  readonly text: string;
  readonly at: Place | undefined;
  readonly level: ShownLevel | undefined;
  readonly because: readonly Why[];
}

/** A call of a function of the unit, or of the system. */
export interface CallAt {
  readonly call: CallExpr;
  /** `functionKey` of what it leads to in the unit, several where a pointer may; none for functions of the system. */
  readonly keys: readonly string[];
  readonly place: Place;
  /** Undefined where it is not known. */
  readonly level: ShownLevel | undefined;
}

/**
 * The levels of one unit as it is between two edits. An object holds until the next edit. Everything is undefined or
 * empty where nothing is known.
 */
export interface UnitLevels {
  entryOf(fn: FunctionModel): EntryLevel | undefined;
  /** By position, outer ones first; code that is never reached has none. */
  spansOf(fn: FunctionModel): readonly LevelSpan[];
  changesIn(fn: FunctionModel): readonly LevelChange[];
  /** The level where control comes to what stands at an offset of the function's nodes. */
  at(fn: FunctionModel, offset: number): LevelSpan | undefined;
  /** Why that is so: shortest chain first. With `most` the chains together have no more reasons, whichever are found first. */
  why(fn: FunctionModel, offset: number, most?: number): readonly Why[];
  /** Why a function is entered at the levels that `entryOf` gives. */
  whyEntered(fn: FunctionModel, most?: number): readonly Why[];
  /** What somebody would have to say where `at` gives nothing; and, beside it, what is known of some of the ways there. */
  lacking(fn: FunctionModel, offset: number): readonly Why[];
  /** The same where `entryOf` gives nothing. */
  lackingAtEntry(fn: FunctionModel): readonly Why[];
  callsIn(fn: FunctionModel): readonly CallAt[];
  /** Functions that may call one; those in circles are among their own. */
  callersOf(fn: FunctionModel): readonly FunctionModel[];
  /** The calls of a function in one of its callers. */
  callsTo(fn: FunctionModel, caller: FunctionModel): readonly CallAt[];
}
