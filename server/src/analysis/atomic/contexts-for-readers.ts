/** The contexts of a Linux function's places, of its calls and of its entry, as far as people are shown them. */
import { isHeader } from "../../model/contracts/declarations.ts";
import type { FunctionModel } from "../../model/function.ts";
import { handedAround } from "../calls/handed-around.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { CallInFlow, Entries } from "../levels/from-callers.ts";
import { levelsOf } from "../levels/lattice.ts";
import { type LevelPoint, levelPoints } from "../levels/points.ts";
import { type Context, type Contexts, contextLattice, contextOf, onlyContext } from "./contexts.ts";
import type { AtomicEnvironment } from "./environment.ts";
import { atomicFlow } from "./flow.ts";

/** None where the flow is not known. */
export const contextPoints: FunctionAnalysis<AtomicEnvironment, readonly LevelPoint<Contexts>[]> = {
  run(fn, env) {
    const { entry, body } = env.derived(atomicFlow, fn);
    return body === undefined ? [] : levelPoints(body, (state) => contextOf(state, entry), contextLattice);
  },
};

/** The calls of a function that control can reach, in the order of its graph. */
export function contextsOfCalls(fn: FunctionModel, env: AtomicEnvironment): readonly CallInFlow<Contexts>[] {
  const { entry, body } = env.derived(atomicFlow, fn);
  return (body?.calls ?? []).map(({ call, callee, before }) => {
    return { call, callee, before: levelsOf(before, (state) => contextOf(state, entry), contextLattice) };
  });
}

/** @param envOf gives the environment of a function's file */
export function contextEntries(
  envOf: (fn: FunctionModel) => AtomicEnvironment,
  callers: Entries<Contexts>["callers"],
): Entries<Contexts> {
  let isHandedAround: ((fn: FunctionModel) => boolean) | undefined;
  return {
    callers,
    calls: (fn) => contextsOfCalls(fn, envOf(fn)),
    said(fn) {
      const { entry } = envOf(fn).derived(atomicFlow, fn);
      return entry === "unknown" ? undefined : onlyContext(entry);
    },
    withCallers,
    isCalledByOthers(fn) {
      isHandedAround ??= handedAround(envOf(fn).unit);
      return isSeenByOthers(fn) || isHandedAround(fn) || envOf(fn).registrations(fn, "roles").length > 0;
    },
  };
}

/** Other modules see what is exported, other parts of the kernel all that is not static. */
export const isSeenByOthers = ({ definition, file }: FunctionModel): boolean =>
  !definition.storage.includes("static") || isHeader(file);

/**
 * A handler that is called directly too runs as a handler for sure, but not only: where nobody knows how else, it may be
 * anything. Of a function that sleeps that is nothing that one would say.
 */
function withCallers(said: Contexts, byCallers: readonly Contexts[]): Contexts {
  const all = new Set<Context>([said, ...byCallers].flatMap((contexts) => [...contexts]));
  if (all.has("unknown") && !said.has("process")) {
    all.delete("unknown");
    all.add("process");
  }
  return all;
}
