/** What chains of reasons have in common on all platforms: how long they get, in which order they are told, and who is not read. */
import type { FunctionModel } from "../../../model/function.ts";
import type { Why } from "./level.ts";

/** Callers of callers that are shown. */
export const maximumDepth = 8;
/** Reasons in all that one question is answered with. */
const maximumReasons = 200;

/** Where a chain has come to. */
export interface Way {
  /** Shared by all chains of one question. */
  readonly budget: Budget;
  /** What is above it is not said again. */
  readonly above: readonly FunctionModel[];
}

/** @param most reasons in all, where fewer will do */
export const firstStep = (most = maximumReasons): Way => ({ budget: new Budget(most), above: [] });

/** Reasons that may still be given. */
class Budget {
  private left: number;

  constructor(most: number) {
    this.left = most;
  }

  /** Whether there is one left, which is gone then. */
  take(): boolean {
    return this.left-- > 0;
  }
}

/** Without those that say the same of the same place. */
export function distinct(whys: readonly Why[]): readonly Why[] {
  const seen = new Set<string>();
  return whys.filter(({ text, at }) => {
    const key = `${text} ${at?.file} ${(at?.anchor.start ?? 0) + (at?.start ?? 0)}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** By their shortest chain. */
export function shortestFirst(whys: readonly Why[]): readonly Why[] {
  const depths = new Map(whys.map((why) => [why, depthOf(why)]));
  return [...whys].sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0));
}

const depthOf = ({ because }: Why): number => (because.length === 0 ? 1 : 1 + Math.min(...because.map(depthOf)));

/** Of a function whose flow is not known. */
export function unread(fn: FunctionModel): Why {
  const text = fn.broken
    ? `a part of ${fn.name} cannot be read: nothing is said of a function before all of it can be`
    : `${fn.name} has more ways through it, or holds more locks, than are followed`;
  return { text, at: fn.place(fn.definition.nameSpan), level: undefined, because: [] };
}
