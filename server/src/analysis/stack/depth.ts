/**
 * How much of the stack a function takes at least together with what it calls, along the chain of calls that takes most.
 * Functions that call themselves, and those that call such, have no such chain: how deep they go hangs on their data.
 */
import type { FunctionModel } from "../../model/function.ts";
import { functionKey } from "../calls/function-key.ts";
import type { SummaryAnalysis } from "../summaries.ts";
import { certainCalls } from "./certain-calls.ts";
import type { StackEnvironment } from "./environment.ts";
import { stackFrame } from "./frame.ts";
import { callBytes } from "./limits.ts";

/** A function of a chain of calls with what it calls next. */
export interface ChainLink {
  readonly key: string;
  /** Of the function alone, its return address included. */
  readonly bytes: number;
  readonly next: ChainLink | undefined;
}

export interface StackDepth {
  /** At least so many bytes. */
  readonly bytes: number;
  readonly chain: ChainLink | undefined;
  /** Whether it leads into a circle of calls: then `bytes` is 0. */
  readonly isCircular: boolean;
}

const nothing: StackDepth = { bytes: 0, chain: undefined, isCircular: false };
const circular: StackDepth = { bytes: 0, chain: undefined, isCircular: true };

export const stackDepths: SummaryAnalysis<StackEnvironment, StackDepth> = {
  summarize(fn, env) {
    const key = functionKey(fn);
    const own = bytesOf(fn, env);
    let deepest = nothing;
    for (const callee of keysOf(env.derived(certainCalls, fn))) {
      const depth = callee === key ? circular : env.summary(stackDepths, callee);
      // Each function adds to its callee's depth: in a circle this ends only where one of them finds itself below.
      if (depth.isCircular || holds(depth.chain, key)) {
        return circular;
      }
      deepest = depth.bytes > deepest.bytes ? depth : deepest;
    }
    const bytes = own + deepest.bytes;
    return { bytes, chain: { key, bytes: own, next: deepest.chain }, isCircular: false };
  },
  callees: (fn, env) => keysOf(env.derived(certainCalls, fn)),
  bottom: nothing,
  unknown: nothing,
  equal: (a, b) => a.bytes === b.bytes && a.isCircular === b.isCircular && sameChain(a.chain, b.chain),
  // There are no places in it.
  sameReasons: () => true,
};

/** What one execution of a function takes at least, its return address included. */
export function bytesOf(fn: FunctionModel, env: StackEnvironment): number {
  const callsOthers = env.derived(certainCalls, fn).length > 0;
  return env.derived(stackFrame, fn).bytes + callBytes(env.unit.file(fn.file)?.dialect ?? "windows", callsOthers);
}

const keysOf = (calls: readonly { readonly key: string }[]): readonly string[] => [
  ...new Set(calls.map(({ key }) => key)),
];

function holds(chain: ChainLink | undefined, key: string): boolean {
  for (let link = chain; link !== undefined; link = link.next) {
    if (link.key === key) {
      return true;
    }
  }
  return false;
}

function sameChain(a: ChainLink | undefined, b: ChainLink | undefined): boolean {
  let [left, right] = [a, b];
  while (left !== right) {
    if (left === undefined || right === undefined || left.key !== right.key || left.bytes !== right.bytes) {
      return false;
    }
    [left, right] = [left.next, right.next];
  }
  return true;
}
