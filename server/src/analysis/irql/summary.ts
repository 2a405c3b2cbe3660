/** What callers need to know of a function: what it does to the level and locks, and at which levels it may be called. */
import type { Place } from "../../model/place.ts";
import { type Arguments, substitute } from "../paths/arguments.ts";
import type { Path } from "../paths/path.ts";
import { lockText } from "./lock-name.ts";
import type { CallOutcome, Operation } from "./operations.ts";

/** A demand on the level at which a function is called, with the first step of the way to what demands it. */
export interface LevelNeed {
  /** Rank of the highest level allowed (for `atLeast` needs of the lowest). */
  readonly rank: number;
  /** `partial` facts, or text that only says so, are no ground for errors. */
  readonly certainty: "certain" | "likely";
  /** `section`: by where its code is; told apart, as it is the section that may be mended. `sqlite`: a function of SQLite. */
  readonly kind: "level" | "section" | "sqlite";
  /** Calls from here to what demands it; 1 is the function's own call. */
  readonly depth: number;
  /** What is called at `at`, and its key where it is a function of the unit that passes the need on. */
  readonly callee: string;
  readonly via: string | undefined;
  /** What demands it at the end of the chain: a function of the system, an annotated function. */
  readonly source: string;
  /** Why that demands it, as a phrase: "may be called at PASSIVE_LEVEL only". */
  readonly because: string;
  /** Address of the reference page. */
  readonly page: string | undefined;
  /** Of a need on some paths: what the parameters are on all of these. */
  readonly given: CallOutcome["given"];
  readonly at: Place;
}

export interface Needs {
  /** On every path through the function, and on some. */
  readonly always: LevelNeed | undefined;
  readonly sometimes: LevelNeed | undefined;
}

export interface TemplateInstance {
  readonly parameter: string;
  readonly outcomes: readonly CallOutcome[];
}

export interface IrqlSummary {
  /** Paths are of the caller's making: `$0` is the first argument. One with no operations where nothing changes. */
  readonly outcomes: readonly CallOutcome[];
  /** Of a template's function: what it does where the template's parameter is one of these classes of the unit. */
  readonly instances: readonly TemplateInstance[];
  readonly atMost: Needs;
  readonly atLeast: Needs;
  /** It waits for something, whoever calls it: by the same kind of chain, `rank` means nothing. */
  readonly waits: Needs;
  readonly isUnknown: boolean;
  /** A budget ended the analysis. */
  readonly gaveUp: boolean;
  /** Every way through it ends in a bug check, an exception, or a loop for ever. */
  readonly neverReturns: boolean;
}

const noNeeds: Needs = { always: undefined, sometimes: undefined };

export const nothingDone: IrqlSummary = {
  outcomes: [{ returns: undefined, given: [], operations: [] }],
  instances: [],
  atMost: noNeeds,
  atLeast: noNeeds,
  waits: noNeeds,
  isUnknown: false,
  gaveUp: false,
  neverReturns: false,
};

/** Of a function that cannot be followed: nobody knows the level after it. */
export const unknownSummary: IrqlSummary = {
  ...nothingDone,
  outcomes: [{ returns: undefined, given: [], operations: [{ kind: "unknown" }] }],
  isUnknown: true,
};

/** Whether callers cannot tell summaries apart. */
export function equalSummaries(a: IrqlSummary, b: IrqlSummary): boolean {
  return a === b || callersView(a) === callersView(b);
}

/** Whether the reasons stand at the same places too. */
export function sameReasons(a: IrqlSummary, b: IrqlSummary): boolean {
  return a === b || needsOf(a).every((need, index) => samePlace(need?.at, needsOf(b)[index]?.at));
}

const needsOf = ({ atMost, atLeast, waits }: IrqlSummary): readonly (LevelNeed | undefined)[] =>
  [atMost, atLeast, waits].flatMap(({ always, sometimes }) => [always, sometimes]);

const samePlace = (a: Place | undefined, b: Place | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.anchor === b.anchor && a.start === b.start && a.end === b.end);

function callersView(summary: IrqlSummary): string {
  const needs = needsOf(summary).map(
    (need) =>
      need && [
        need.rank,
        need.certainty,
        need.kind,
        need.depth,
        need.callee,
        need.via,
        need.source,
        need.because,
        need.given,
      ],
  );
  return JSON.stringify([
    summary.outcomes,
    summary.instances,
    needs,
    summary.isUnknown,
    summary.gaveUp,
    summary.neverReturns,
  ]);
}

/** The stricter of two needs; of equally strict ones the surer, then that for more callers, then the nearer, then the first. */
export function stricter<N extends Pick<LevelNeed, "rank" | "certainty" | "depth" | "given">>(
  a: N | undefined,
  b: N | undefined,
  order: "atMost" | "atLeast",
): N | undefined {
  if (a === undefined || b === undefined) {
    return a ?? b;
  }
  if (a.rank !== b.rank) {
    return a.rank < b.rank === (order === "atMost") ? a : b;
  }
  if (a.certainty !== b.certainty) {
    return a.certainty === "certain" ? a : b;
  }
  if ((a.given.length === 0) !== (b.given.length === 0)) {
    return a.given.length === 0 ? a : b;
  }
  return b.depth < a.depth ? b : a;
}

/**
 * A summary's operations at a call.
 * @param words the arguments as the caller writes them, for what locks are called
 */
export function instantiate(operations: readonly Operation[], args: Arguments, words: Arguments): readonly Operation[] {
  // Locks of an object that a method is called of may be others': a guard's.
  const writtenAs = (lock: Path | undefined): string | undefined => {
    const path = lock?.root === "this" ? undefined : substitute(lock, words, "object");
    return path && lockText(path);
  };
  return operations.map((operation) => {
    switch (operation.kind) {
      case "save": {
        const to = substitute(operation.to, args, "variable");
        return to === undefined ? nothing : { ...operation, to, lock: substitute(operation.lock, args, "object") };
      }
      case "bind": {
        const place = substitute(operation.place, args, "variable");
        const value = substitute(operation.value, args, "object");
        return place === undefined || value === undefined ? nothing : { ...operation, place, value };
      }
      case "restore":
        return { ...operation, from: substitute(operation.from, args, "variable") };
      case "restore-kept":
      case "release":
        return {
          ...operation,
          lock: substitute(operation.lock, args, "object"),
          ...(operation.kind === "release" ? { written: writtenAs(operation.lock) } : {}),
          handle: substitute(operation.handle, args, "object"),
        };
      case "acquire": {
        const { keeps } = operation;
        return {
          ...operation,
          lock: substitute(operation.lock, args, "object"),
          written: writtenAs(operation.lock),
          keeps: keeps === "in-lock" || keeps === undefined ? keeps : (substitute(keeps, args, "object") ?? "in-lock"),
        };
      }
      default:
        return operation;
    }
  });
}

const nothing: Operation = { kind: "narrow", to: { low: 0, high: 4 } };

/** Equal for operations that do the same. */
export const operationsText = (operations: readonly Operation[]): string => JSON.stringify(operations);
