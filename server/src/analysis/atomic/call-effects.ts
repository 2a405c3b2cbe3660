/** What a call does and whether it sleeps, from whatever knows: a function's summary, a macro's body, the facts. */
import { type LinuxContext, levelRank } from "../../facts/index.ts";
import { lastName } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { Callees } from "../calls/callee-keys.ts";
import type { Callee } from "../calls/callees.ts";
import { loops } from "../calls/macro-loops.ts";
import type { Step } from "../flow/cfg.ts";
import type { Arguments } from "../paths/arguments.ts";
import { ObjectNames } from "../paths/canonical.ts";
import { sqliteFunctionNamed } from "../sqlite/functions.ts";
import { resultKey } from "../worlds/conditions.ts";
import { contextWords } from "./doubts.ts";
import type { AtomicEnvironment } from "./environment.ts";
import { type ArgumentQuestions, factEffect, namedEffect } from "./fact-effects.ts";
import { atomicFlow, atomicSummaries } from "./flow.ts";
import type { CallEffect } from "./operations.ts";
import { type Sleep, sleepOfSqlite, sleepsOfFact, sleepsOfSummary } from "./sleeps.ts";
import { type AtomicSummary, changesNothing, instantiate } from "./summary.ts";

/** A call with what is known of what it leads to. */
export interface KnownCall {
  readonly callee: Callee;
  readonly effect: CallEffect;
  readonly sleeps: readonly Sleep[];
  /** Control does not come back from it. */
  readonly isLast: boolean;
  /** `in_interrupt()` and its kin. */
  readonly asksContext: boolean;
}

const nothing: CallEffect = [];
const anything: CallEffect = [{ returns: undefined, given: [], operations: [{ kind: "unknown" }] }];

/** The calls of one function; each is looked at once. */
export class CallEffects {
  private readonly fn: FunctionModel;
  private readonly callees: Callees;
  private readonly env: AtomicEnvironment;
  private readonly calls = new Map<CallExpr, KnownCall>();
  private readonly names: ObjectNames;
  readonly ask: ArgumentQuestions;

  constructor(fn: FunctionModel, callees: Callees, env: AtomicEnvironment) {
    this.fn = fn;
    this.callees = callees;
    this.env = env;
    this.names = new ObjectNames(fn);
    this.ask = {
      path: (expr) => expr && this.names.value(expr),
      variable: (expr) => expr && this.names.place(expr),
    };
  }

  effectOf(step: Step): CallEffect {
    return step.kind === "call" ? this.of(step.node).effect : nothing;
  }

  of(call: CallExpr): KnownCall {
    let known = this.calls.get(call);
    if (known === undefined) {
      known = this.lookUp(call);
      this.calls.set(call, known);
    }
    return known;
  }

  private lookUp(call: CallExpr): KnownCall {
    return { asksContext: false, isLast: false, ...this.knownOf(call) };
  }

  /** Whether a macro evaluates it when it likes, with whatever locks: `wait_event_lock_irq_cmd(queue, done, lock, call())`. */
  isLate(call: CallExpr): boolean {
    for (let at = this.fn.parentOf(call); at !== undefined; at = this.fn.parentOf(at)) {
      if (at.kind === "call" && at.callee.end <= call.start && this.isWaiting(at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a call is a macro that sleeps, or that takes or releases locks; by its name where it cannot be read. */
  private isWaiting(call: CallExpr): boolean {
    const { callee, effect, sleeps } = this.of(call);
    if (callee.kind === "unknown") {
      return call.callee.kind === "name" && contextWords.test(call.callee.name);
    }
    if (callee.kind === "macro") {
      const { body } = this.env.derived(atomicFlow, callee.body);
      return effect.length > 0 || sleeps.length > 0 || body?.calls.some((inner) => inner.effect.length > 0) === true;
    }
    if (callee.kind !== "outside") {
      return false;
    }
    const row = this.rowOf(callee.name);
    return row?.kind === "macro" && row.maySleep !== "no";
  }

  private knownOf(call: CallExpr): Omit<KnownCall, "asksContext" | "isLast"> & Partial<KnownCall> {
    const { fn, env, ask } = this;
    const callee = this.callees(call);
    const isSqlite = callee.kind === "function" || callee.kind === "outside" ? mayWait(callee.name, env) : false;
    if (isSqlite && "name" in callee) {
      return { callee, effect: nothing, sleeps: [sleepOfSqlite(callee.name)] };
    }
    switch (callee.kind) {
      case "function": {
        const { key, name } = callee;
        const summary = env.summary(atomicSummaries, key);
        // Parts of the kernel itself define its functions: what is promised of these holds, whatever the body does.
        const row = key === name ? this.rowOf(name) : undefined;
        const effect =
          row?.lock === undefined
            ? this.effectOfSummary(summary, call, "function")
            : factEffect(row, call, ask, env.facts);
        const sleeps =
          row === undefined ? sleepsOfSummary(summary, name, key, call, fn, env) : sleepsOfFact(row, call, fn, env);
        return { callee, effect, sleeps, isLast: row === undefined && summary.outcomes.length === 0 };
      }
      case "several": {
        const changes = callee.keys.some((key) => !changesNothing(env.summary(atomicSummaries, key)));
        return { callee, effect: changes ? anything : nothing, sleeps: [] };
      }
      case "macro": {
        if (loops(callee.macro, env.unit)) {
          return { callee: { kind: "unknown" }, effect: nothing, sleeps: [] };
        }
        const { summary } = env.derived(atomicFlow, callee.body);
        return {
          callee,
          effect: this.effectOfSummary(summary, call, "macro"),
          sleeps: sleepsOfSummary(summary, callee.macro.name, undefined, call, fn, env),
        };
      }
      case "outside":
        return { callee, ...this.outside(callee.name, call) };
      case "unknown": {
        const name = call.callee.kind === "member" || call.callee.kind === "name" ? call.callee.name : "";
        return { callee, effect: namedEffect(name, call, ask), sleeps: [] };
      }
    }
  }

  private outside(name: string, call: CallExpr): Omit<KnownCall, "callee" | "isLast"> {
    const { fn, env, ask } = this;
    const row = this.rowOf(name);
    if (row !== undefined) {
      // `wait_event(queue, condition)` evaluates the condition whenever it likes.
      const isLate = row.kind === "macro" && call.args.some((arg) => this.changes(arg));
      const sleeps = isLate ? [] : sleepsOfFact(row, call, fn, env);
      return { effect: factEffect(row, call, ask, env.facts), sleeps, asksContext: row.asks !== undefined };
    }
    const isAnnotated = env.unit
      .prototypes(lastName(name))
      .some(({ attributes }) => attributes.some((each) => lockAnnotations.has(each.name)));
    return { effect: isAnnotated ? anything : namedEffect(name, call, ask), sleeps: [], asksContext: false };
  }

  private rowOf(name: string): LinuxContext | undefined {
    return this.env.facts.linuxContext(name).find(({ kind }) => kind === "function" || kind === "macro");
  }

  /** Whether something that is called within an expression changes the state. */
  private changes(expr: Expr): boolean {
    let changes = false;
    walk(expr, (node) => {
      changes ||= node.kind === "call" && this.of(node).effect.length > 0;
      return changes || node.kind === "lambda" ? "skip" : undefined;
    });
    return changes;
  }

  private effectOfSummary(summary: AtomicSummary, call: CallExpr, kind: "function" | "macro"): CallEffect {
    if (changesNothing(summary)) {
      return nothing;
    }
    const { ask, names } = this;
    const args: Arguments = {
      argument: (index, as) => (as === "object" ? ask.path(call.args[index]) : ask.variable(call.args[index])),
      self: undefined,
      result: { root: resultKey(call), steps: [], names: [] },
      free: (path, as) => (kind === "function" ? path : as === "object" ? names.valueOf(path) : names.placeOf(path)),
    };
    return summary.outcomes.map((outcome) => ({ ...outcome, operations: instantiate(outcome.operations, args) }));
  }
}

/** Of declarations, for the checker that Linux is built with. */
const lockAnnotations: ReadonlySet<string> = new Set(["__acquires", "__releases", "__cond_acquires"]);

/** Whether a function is one of SQLite's that runs it, whatever the driver has given it to run on. */
function mayWait(name: string, env: AtomicEnvironment): boolean {
  const max = sqliteFunctionNamed(name, env)?.irqlMax;
  return max !== undefined && levelRank(max) <= levelRank("APC_LEVEL");
}
