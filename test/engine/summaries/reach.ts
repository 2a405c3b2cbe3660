/** A small interprocedural analysis for tests: whether a function may come to call `Halt`, by how many calls, and by which. */
import { functionKey } from "../../../server/src/analysis/calls/function-key.ts";
import type { SummaryAnalysis } from "../../../server/src/analysis/summaries.ts";
import type { UnitSession } from "../../../server/src/engine/unit-session.ts";
import type { FunctionModel } from "../../../server/src/model/function.ts";
import type { Place } from "../../../server/src/model/place.ts";
import type { UnitModel } from "../../../server/src/model/unit-model.ts";
import type { RuleContext } from "../../../server/src/rules/context.ts";
import { defineRule, type Rule } from "../../../server/src/rules/rule.ts";
import { findingsOf } from "../../support/engine.ts";

export interface Reach {
  readonly reaches: "never" | "maybe" | "unknown";
  /** Calls to the target; what tells two functions apart where `nearest` is asked for. */
  readonly distance: number;
  /** The next function on the way. */
  readonly via: string | undefined;
  readonly at: Place | undefined;
}

export interface ReachAnalysis {
  readonly analysis: SummaryAnalysis<RuleContext, Reach>;
  /** Says of every function how it comes to the target, with each step as a related place. */
  readonly rule: Rule;
  /** The functions that were summarized since this was last emptied. */
  readonly summarized: string[];
  /** The functions that the rule was asked about. */
  readonly checked: string[];
}

const never: Reach = { reaches: "never", distance: 0, via: undefined, at: undefined };
const unknown: Reach = { reaches: "unknown", distance: 0, via: undefined, at: undefined };

/**
 * @param way which of several ways is told: the nearest, which callers can tell, or the first in the text, which is no
 *   more than a reason
 */
export function reachAnalysis(way: "nearest" | "first"): ReachAnalysis {
  const summarized: string[] = [];
  const checked: string[] = [];
  const analysis: SummaryAnalysis<RuleContext, Reach> = {
    summarize(fn, env) {
      summarized.push(fn.name);
      if (fn.broken) {
        return unknown;
      }
      let found = never;
      for (const { name = "", nameSpan } of fn.calls) {
        const key = calleeKey(name, fn, env.unit);
        const at = fn.place(nameSpan);
        const reach =
          key !== undefined ? env.summary(analysis, key) : name === "Halt" ? { ...never, reaches: "maybe" } : never;
        if (reach.reaches === "unknown") {
          return { ...unknown, via: key, at };
        }
        const distance = reach.distance + 1;
        const isBetter = found === never || (way === "nearest" && distance < found.distance);
        if (reach.reaches === "maybe" && isBetter) {
          found = { reaches: "maybe", distance: way === "nearest" ? distance : 1, via: key ?? name, at };
        }
      }
      return found;
    },
    callees: (fn, env) => fn.calls.flatMap(({ name = "" }) => calleeKey(name, fn, env.unit) ?? []),
    bottom: never,
    unknown,
    equal: (a, b) => a.reaches === b.reaches && a.distance === b.distance,
    sameReasons: (a, b) => a.via === b.via && a.at?.anchor === b.at?.anchor && a.at?.start === b.at?.start,
    gaveUp: ({ reaches }) => reaches === "unknown",
  };
  const rule = defineRule({
    id: `reach-${way}`,
    severity: "hint",
    platforms: ["windows-kernel"],
    equivalents: [],
    docs: { summary: "", why: "", bad: "", good: "", references: [] },
    summaries: [analysis],
    *checkFunction(fn, context) {
      checked.push(fn.name);
      const steps: Reach[] = [];
      const names: string[] = [];
      let key: string | undefined = functionKey(fn);
      while (key !== undefined && key !== "Halt" && !names.includes(key)) {
        names.push(key);
        const step: Reach = context.reasons(analysis, key);
        steps.push(step);
        key = step.via;
      }
      const [first = never] = steps;
      const end = key === undefined ? "" : ` > ${key}`;
      yield {
        at: fn.place(fn.definition.nameSpan),
        message: first.reaches === "never" ? "never" : `${first.reaches} ${names.join(" > ")}${end}`,
        advice: "",
        related: steps.flatMap(({ at }) => (at === undefined ? [] : { at, message: "" })),
      };
    },
  });
  return { analysis, rule, summarized, checked };
}

/** As C looks a name up: a static function of the file, else one that is not static. */
function calleeKey(name: string, fn: FunctionModel, unit: UnitModel): string | undefined {
  const named = unit.signatures(name);
  const callee = named.find(({ file, isStatic }) => isStatic && file === fn.file) ?? named.find((one) => !one.isStatic);
  return callee && functionKey(callee);
}

/** What the rule says of each function of a session's files: `A: maybe A > B > Halt`. */
export function reachesOf(session: UnitSession, path = session.paths[0] ?? ""): readonly string[] {
  return findingsOf(session, path).map(({ symbol, message }) => `${symbol}: ${message}`);
}

/** Replaces the first occurrence of a text in a file. */
export function replace(session: UnitSession, from: string, to: string, path = session.paths[0] ?? ""): void {
  const start = (session.text(path) ?? "").indexOf(from);
  if (start < 0) {
    throw new Error(`${path} does not hold ${from}`);
  }
  session.edit(path, { start, oldEnd: start + from.length, text: to });
}
