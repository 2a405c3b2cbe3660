/** Calls that signal an event, a semaphore or a mutex and say that a wait follows: `KeSetEvent(Event, 0, TRUE)`. */
import type { Facts } from "../../facts/index.ts";
import type { CallSite, FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Expr } from "../../syntax/ast.ts";
import { ownership } from "../names/ownership.ts";
import type { Resolution } from "../values/resolve.ts";

/** A rule's context is one. */
export interface SignalEnvironment {
  readonly facts: Facts;
  readonly unit: UnitModel;
  resolve(expr: Expr, fn: FunctionModel | undefined): Resolution;
}

export interface Signal {
  readonly site: CallSite;
  readonly name: string;
  /** The argument that is TRUE. */
  readonly wait: Expr;
}

/** The calls whose Wait is TRUE on every path. */
export function* signalsBeforeWait(fn: FunctionModel, env: SignalEnvironment): Iterable<Signal> {
  for (const site of fn.calls) {
    const index = site.name === undefined ? undefined : waitParameter(site.name, env.facts);
    const wait = index === undefined ? undefined : site.expr.args[index];
    if (site.name !== undefined && wait !== undefined && isTrue(wait, fn, env)) {
      if (ownership(site.name, fn, env.unit) !== "own") {
        yield { site, name: site.name, wait };
      }
    }
  }
}

/** Of the functions that say something of the level after the call: others wait themselves if their Wait is TRUE. */
function waitParameter(name: string, facts: Facts): number | undefined {
  if (facts.irqlEffect(name) === undefined) {
    return undefined;
  }
  for (const { condition } of facts.conditionalIrql(name)) {
    if (condition.kind === "parameter-is" && condition.parameter === "Wait") {
      return condition.index;
    }
  }
  return undefined;
}

function isTrue(expr: Expr, fn: FunctionModel, env: SignalEnvironment): boolean {
  const { leaves, complete } = env.resolve(expr, fn);
  return (
    complete &&
    leaves.every(
      ({ expr: leaf }) =>
        (leaf.kind === "number" && leaf.value !== undefined && leaf.value !== 0) ||
        (leaf.kind === "name" && /^(?:TRUE|true)$/.test(leaf.name)),
    )
  );
}
