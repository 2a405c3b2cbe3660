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

/** The calls whose Wait is TRUE on every path. The parameter is the last one of all functions that have it. */
export function* signalsBeforeWait(fn: FunctionModel, env: SignalEnvironment): Iterable<Signal> {
  for (const site of fn.calls) {
    const wait = site.expr.args.at(-1);
    if (site.name !== undefined && wait !== undefined && isSignal(site.name, env.facts) && isTrue(wait, fn, env)) {
      if (ownership(site.name, fn, env.unit) !== "own") {
        yield { site, name: site.name, wait };
      }
    }
  }
}

function isSignal(name: string, facts: Facts): boolean {
  const effect = facts.irqlEffect(name)?.effect;
  return (
    (effect === "may_raise_when_wait_true" || effect === "mutex_release") &&
    facts
      .conditionalIrql(name)
      .some(({ condition }) => condition.kind === "parameter-is" && condition.parameter === "Wait")
  );
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
