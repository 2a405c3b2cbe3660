/** What a call does, from whatever knows: a function's summary, a macro's body, the facts, annotations of a declaration. */

import {
  fieldOf,
  fieldsOf,
  lastName,
  structureNamed,
  structureOfExpression,
} from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr, VariableDecl } from "../../syntax/ast.ts";
import type { Callees } from "../calls/callee-keys.ts";
import { type Callee, lifetimeCallee } from "../calls/callees.ts";
import { loops } from "../calls/macro-loops.ts";
import type { Step } from "../flow/cfg.ts";
import { type Arguments, substitute } from "../paths/arguments.ts";
import { ObjectNames } from "../paths/canonical.ts";
import { extend, type Path, pathOf } from "../paths/path.ts";
import { resultKey } from "../worlds/conditions.ts";
import type { MemoryFact } from "../worlds/outcomes.ts";
import { levelConstant } from "./constants.ts";
import { declaredEffect } from "./declared-effects.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { type ArgumentQuestions, factEffect } from "./fact-effects.ts";
import { irqlFlow, irqlSummaries } from "./flow.ts";
import { apc, passive } from "./level.ts";
import { writtenLock } from "./lock-name.ts";
import type { CallEffect, Operation } from "./operations.ts";
import { type IrqlSummary, instantiate } from "./summary.ts";

const memoryAt = (memory: readonly MemoryFact[], words: Arguments): readonly MemoryFact[] =>
  memory.flatMap((fact) => {
    const place = substitute(fact.place, words, "variable");
    return place === undefined ? [] : { ...fact, place };
  });

/** A call with what is known of what it leads to. */
export interface KnownCall {
  readonly callee: Callee;
  /** Of a function or macro of the unit. */
  readonly summary: IrqlSummary | undefined;
  readonly effect: CallEffect;
}

const nothing: CallEffect = [];
const anything: CallEffect = [{ returns: undefined, given: [], operations: [{ kind: "unknown" }] }];

const changesNothing = ({ outcomes }: IrqlSummary): boolean =>
  outcomes.every(({ operations, memory }) => operations.length === 0 && memory === undefined);

/** The names of objects in a function, fields of a method's own object among them. */
export function objectNames(fn: FunctionModel, { unit }: Pick<IrqlEnvironment, "unit">): ObjectNames {
  const owner = fn.scope === undefined ? undefined : structureNamed(lastName(fn.scope), unit);
  return new ObjectNames(fn, (name) => owner !== undefined && fieldOf(owner, name, unit) !== undefined);
}

/** The calls of one function; each is looked at once. */
export class CallEffects {
  private readonly fn: FunctionModel;
  private readonly callees: Callees;
  private readonly env: IrqlEnvironment;
  private readonly calls = new Map<CallExpr, KnownCall>();
  private readonly names: ObjectNames;
  readonly ask: ArgumentQuestions;

  constructor(fn: FunctionModel, callees: Callees, env: IrqlEnvironment, integer: (expr: Expr) => number | undefined) {
    this.fn = fn;
    this.callees = callees;
    this.env = env;
    this.names = objectNames(fn, env);
    this.ask = {
      path: (expr) => expr && this.names.value(expr),
      written: (expr) => writtenLock(expr, fn),
      variable: (expr) => expr && this.names.place(expr),
      integer,
      level: (expr) => levelConstant(expr, fn, env),
      isResultUsed: (call) => fn.parentOf(call)?.kind !== "expr",
    };
  }

  effectOf(step: Step): CallEffect {
    switch (step.kind) {
      case "call":
        return this.of(step.node).effect;
      case "declare":
        return this.lifetime(step.node, "constructor");
      case "end":
        return this.lifetime(step.node, "destructor");
      default:
        return nothing;
    }
  }

  of(call: CallExpr): KnownCall {
    let known = this.calls.get(call);
    if (known === undefined) {
      known = this.lookUp(call);
      this.calls.set(call, known);
    }
    return known;
  }

  /** Whether the constructor or the destructor of a variable changes anything. */
  ofLifetime(variable: VariableDecl): boolean {
    return this.lifetime(variable, "constructor").length > 0 || this.lifetime(variable, "destructor").length > 0;
  }

  private lookUp(call: CallExpr): KnownCall {
    const { env } = this;
    const callee = this.callees(call);
    if (callee.kind === "function") {
      const summary = env.summary(irqlSummaries, callee.key);
      return { callee, summary, effect: this.effectOfSummary(summary, call, "function") };
    }
    if (callee.kind === "several") {
      const changes = callee.keys.some((key) => !changesNothing(env.summary(irqlSummaries, key)));
      return { callee, summary: undefined, effect: changes ? anything : nothing };
    }
    if (callee.kind === "macro") {
      if (loops(callee.macro, env.unit)) {
        return { callee: { kind: "unknown" }, summary: undefined, effect: nothing };
      }
      const { summary } = env.derived(irqlFlow, callee.body);
      return { callee, summary, effect: this.effectOfSummary(summary, call, "macro") };
    }
    return {
      callee,
      summary: undefined,
      effect: callee.kind === "outside" ? this.outside(callee.name, call) : nothing,
    };
  }

  private outside(name: string, call: CallExpr): CallEffect {
    const { env, ask } = this;
    if (name === "PAGED_CODE") {
      return [{ returns: undefined, given: [], operations: [{ kind: "narrow", to: { low: passive, high: apc } }] }];
    }
    if (env.facts.readsIrql(name)) {
      const to: Path = { root: resultKey(call), steps: [], names: [] };
      return [{ returns: undefined, given: [], operations: [{ kind: "save", to, lock: undefined }] }];
    }
    const effect = env.facts.irqlEffect(name);
    if (effect !== undefined) {
      return factEffect(effect, call, ask);
    }
    const prototypes = env.unit.prototypes(lastName(name));
    return prototypes.length === 0 ? nothing : declaredEffect(prototypes, call, env.unit, ask);
  }

  private lifetime(variable: VariableDecl, end: "constructor" | "destructor"): CallEffect {
    const { fn, env } = this;
    const callee = lifetimeCallee(variable, end, fn, env.unit);
    if (callee?.kind !== "function") {
      return end === "constructor" && callee === undefined ? this.aggregate(variable) : nothing;
    }
    const summary = this.ofTemplate(this.env.summary(irqlSummaries, callee.key), variable);
    const args = variable.args ?? (variable.init === undefined ? [] : [variable.init]);
    const self: Path = { root: variable.name, steps: ["&"], names: [variable.name] };
    const result: Path = { root: `#${variable.start}`, steps: [], names: [] };
    return this.instantiated(summary, args, { self, written: self }, result, "function");
  }

  /** What a template's function does for a variable's class: by its argument as written, or as the constructor's says. */
  private ofTemplate(summary: IrqlSummary, { type, args, init }: VariableDecl): IrqlSummary {
    if (summary.instances.length === 0) {
      return summary;
    }
    const { fn, env } = this;
    const written = /<([^<>,]*)>$/.exec(type.base)?.[1]?.trim();
    const [value, ...others] = args ?? (init === undefined ? [] : [init]);
    const structure =
      written !== undefined
        ? structureNamed(lastName(written), env.unit)
        : value !== undefined && others.length === 0 && !type.base.includes("<")
          ? structureOfExpression(value, fn, env.unit)
          : undefined;
    const instance = summary.instances.find(({ parameter }) => structure?.names.includes(parameter) === true);
    return instance === undefined ? summary : { ...summary, outcomes: instance.outcomes };
  }

  /** What the fields of an object without constructor point to: `Unlock guard = { lock };`, where a destructor may ask. */
  private aggregate(variable: VariableDecl): CallEffect {
    const { init, type } = variable;
    const { fn, env, ask } = this;
    const record =
      init?.kind === "init-list" && lifetimeCallee(variable, "destructor", fn, env.unit) !== undefined
        ? structureNamed(type.base, env.unit).record
        : undefined;
    if (record === undefined || init?.kind !== "init-list") {
      return nothing;
    }
    const operations = fieldsOf(record).flatMap(({ decl }, index): readonly Operation[] => {
      const item = init.items.find(({ designator }) => designator === `.${decl.name}`) ?? init.items[index];
      const value = ask.path(item?.value);
      const place: Path = { root: variable.name, steps: [`.${decl.name}`], names: [variable.name] };
      return value === undefined ? [] : [{ kind: "bind", place, value }];
    });
    return operations.length === 0 ? nothing : [{ returns: undefined, given: [], operations }];
  }

  private effectOfSummary(summary: IrqlSummary, call: CallExpr, kind: "function" | "macro"): CallEffect {
    const { callee } = call;
    const self: Path | undefined =
      callee.kind !== "member"
        ? { root: "this", steps: [], names: [] }
        : callee.arrow
          ? this.ask.path(callee.object)
          : extend(this.ask.path(callee.object), ["&"]);
    const written = callee.kind === "member" ? pathOf(callee.object) : self;
    const asWritten = callee.kind === "member" && !callee.arrow ? extend(written, ["&"]) : written;
    const result: Path = { root: resultKey(call), steps: [], names: [] };
    return this.instantiated(summary, call.args, { self, written: asWritten }, result, kind);
  }

  private instantiated(
    summary: IrqlSummary,
    values: readonly Expr[],
    { self, written }: { readonly self: Path | undefined; readonly written: Path | undefined },
    result: Path,
    kind: "function" | "macro",
  ): CallEffect {
    if (changesNothing(summary)) {
      return nothing;
    }
    const { ask, names } = this;
    const args: Arguments = {
      argument: (index, as) => (as === "object" ? ask.path(values[index]) : ask.variable(values[index])),
      self,
      result,
      free: (path, as) => (kind === "function" ? path : as === "object" ? names.valueOf(path) : names.placeOf(path)),
    };
    // What is known of memory, and what locks are called, is in the caller's own words.
    const words: Arguments = {
      argument: (index) => {
        const value = values[index];
        return value && pathOf(value);
      },
      self: written,
      result,
      free: (path) => path,
    };
    return summary.outcomes.map(({ memory, ...outcome }) => ({
      ...outcome,
      operations: instantiate(outcome.operations, args, words),
      ...(memory === undefined ? {} : { memory: memoryAt(memory, words) }),
    }));
  }
}
