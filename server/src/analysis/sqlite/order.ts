/**
 * Whether SQLite is initialised at each point of a function: what was configured before sqlite3_initialize counts, what
 * comes after it is refused, and what is used before it is not ready. It reports nothing.
 */
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import type { CallEnvironment } from "../call-environment.ts";
import { type Callees, calleeKeys, calleesOf } from "../calls/callee-keys.ts";
import type { Callee } from "../calls/callees.ts";
import { loops } from "../calls/macro-loops.ts";
import { buildCfg } from "../flow/build-cfg.ts";
import type { Step } from "../flow/cfg.ts";
import { solve } from "../flow/dataflow.ts";
import { blocksOnEveryPath } from "../flow/dominators.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { SummaryAnalysis } from "../summaries.ts";
import { sqliteFunctionNamed } from "./functions.ts";
import { needReasons, type SqliteNeed } from "./need.ts";
import { isSqlites, usesSqlite } from "./sources.ts";

export interface OrderEnvironment extends CallEnvironment {
  /** Whether the project or any file of the unit defines the macro. */
  defined(name: string): boolean;
}

/** A set of the states that SQLite may be in: 1 not initialised, 2 initialised. */
type States = number;

const fresh: States = 1;
const ready: States = 2;
const anything: States = fresh | ready;

/** The states after, by the state before; and the call that initialised it last, where one did. */
interface Order {
  readonly fresh: States;
  readonly ready: States;
  readonly by: CallExpr | undefined;
}

const atEntry: Order = { fresh, ready, by: undefined };

export interface OrderSummary {
  readonly fresh: States;
  readonly ready: States;
  /** Whichever way control takes, it configures SQLite in the state that it is called in. */
  readonly configures: SqliteNeed | undefined;
  /** The same for what uses SQLite. */
  readonly uses: SqliteNeed | undefined;
}

const untouched: OrderSummary = { fresh, ready, configures: undefined, uses: undefined };
/** Of code that the unit does not show: it may initialise SQLite, and hardly shuts it down. */
const opaque: OrderSummary = { ...untouched, fresh: anything };
const unknownSummary: OrderSummary = { ...untouched, fresh: anything, ready: anything };

/** A call that the order matters to, with what is known where it is made. */
export interface OrderedCall {
  readonly call: CallExpr;
  readonly need: Omit<SqliteNeed, "at">;
  readonly does: "configures" | "uses";
  /** SQLite is initialised there, whatever it was when the function was called. */
  readonly isReady: boolean;
  /** It is initialised, or not, wherever it was not when the function was called. */
  readonly fromFresh: "ready" | "fresh" | "either";
  /** The call that initialised it, where that is in this function. */
  readonly by: CallExpr | undefined;
}

interface OrderFlow {
  readonly calls: readonly OrderedCall[];
  readonly summary: OrderSummary;
}

const without = (summary: OrderSummary): OrderFlow => ({ calls: [], summary });

export const orderFlow: FunctionAnalysis<OrderEnvironment, OrderFlow> = {
  run(fn, env) {
    if (!usesSqlite(env.unit)) {
      return without(untouched);
    }
    const callees = calleesOf(fn, env);
    const effects = fn.calls.map(({ expr }) => effectOf(callees(expr), undefined, env));
    if (!effects.some(matters) || isSqlites(fn.file, env.unit)) {
      return without(effects.some(({ summary }) => summary === opaque) ? opaque : untouched);
    }
    return fn.broken ? without(unknownSummary) : followed(fn, callees, env);
  },
};

export const orderSummaries: SummaryAnalysis<OrderEnvironment, OrderSummary> = {
  summarize: (fn, env) => env.derived(orderFlow, fn).summary,
  callees: (fn, env) => (usesSqlite(env.unit) ? env.derived(calleeKeys, fn) : []),
  bottom: untouched,
  unknown: unknownSummary,
  equal: (a, b) => a === b || callersView(a) === callersView(b),
  sameReasons: (a, b) => isSamePlace(a.configures?.at, b.configures?.at) && isSamePlace(a.uses?.at, b.uses?.at),
};

const callersView = ({ configures, uses, ...states }: OrderSummary): string =>
  JSON.stringify([states, ...[configures, uses].map((need) => need && { ...need, at: undefined })]);

const isSamePlace = (a: Place | undefined, b: Place | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.anchor === b.anchor && a.start === b.start && a.end === b.end);

const matters = ({ does, summary }: Effect): boolean =>
  does !== undefined || (summary !== untouched && summary !== opaque);

/** What a call does to the order, and what it needs of it. */
interface Effect {
  readonly summary: Pick<OrderSummary, "fresh" | "ready">;
  readonly does: OrderedCall["does"] | undefined;
  readonly need: Omit<SqliteNeed, "at"> | undefined;
}

function effectOf(callee: Callee, call: CallExpr | undefined, env: OrderEnvironment): Effect {
  const none: Effect = { summary: untouched, does: undefined, need: undefined };
  switch (callee.kind) {
    case "function":
    case "outside": {
      const fact = sqliteFunctionNamed(callee.name, env);
      if (fact !== undefined) {
        return effectOfSqlite(fact, call, env) ?? none;
      }
      return callee.kind === "function"
        ? effectOfSummary(env.summary(orderSummaries, callee.key), callee.name, callee.key)
        : isKnown(callee.name, env)
          ? none
          : { ...none, summary: opaque };
    }
    case "macro":
      return loops(callee.macro, env.unit)
        ? { ...none, summary: opaque }
        : effectOfSummary(env.derived(orderFlow, callee.body).summary, callee.macro.name, undefined);
    case "several": {
      const all = callee.keys.map((key) => env.summary(orderSummaries, key));
      return all.every((each) => standing(each) === untouched) ? none : { ...none, summary: unknownSummary };
    }
    default:
      return { ...none, summary: opaque };
  }
}

/** A function of the system, or a macro that is written as one: it has nothing to do with SQLite. */
const isKnown = (name: string, { facts }: OrderEnvironment): boolean =>
  !/[a-z]/.test(name) ||
  facts.functionContract(name) !== undefined ||
  facts.linuxContext(name).length > 0 ||
  facts.kernelExport(name).length > 0 ||
  facts.sqliteFunction(name) !== undefined;

/** A summary's states as one of those that are told by being the same. */
function standing({ fresh: ofFresh, ready: ofReady }: OrderSummary): Effect["summary"] {
  const same = [untouched, opaque].find((each) => each.fresh === ofFresh && each.ready === ofReady);
  return same ?? { fresh: ofFresh, ready: ofReady };
}

function effectOfSqlite(
  { name, order }: { readonly name: string; readonly order: string },
  call: CallExpr | undefined,
  env: OrderEnvironment,
): Effect | undefined {
  const need = { callee: name, via: undefined, source: name, depth: 1 };
  switch (order) {
    case "initialize":
      return { summary: { fresh: ready, ready }, does: undefined, need: undefined };
    case "shutdown":
      return { summary: { fresh, ready: fresh }, does: undefined, need: undefined };
    case "before":
      return isRefusedLater(call, env) ? { summary: untouched, does: "configures", need } : undefined;
    case "begins": {
      const isLeftToCaller = env.defined("SQLITE_OMIT_AUTOINIT");
      return { summary: isLeftToCaller ? untouched : { fresh: ready, ready }, does: "uses", need };
    }
    case "after":
      return { summary: untouched, does: "uses", need };
    default:
      return undefined;
  }
}

/** Whether a setting is one that is known to be refused after sqlite3_initialize. */
function isRefusedLater(call: CallExpr | undefined, { facts }: OrderEnvironment): boolean {
  const [setting] = call?.args ?? [];
  return call === undefined || (setting?.kind === "name" && facts.sqliteConfig(setting.name)?.order === "before");
}

function effectOfSummary(summary: OrderSummary, name: string, key: string | undefined): Effect {
  const { configures, uses } = summary;
  const need = configures ?? uses;
  if (need === undefined) {
    return { summary: standing(summary), does: undefined, need: undefined };
  }
  const { source, depth } = need;
  return {
    summary: standing(summary),
    does: configures === undefined ? "uses" : "configures",
    need: { callee: name, via: key ?? need.via, source, depth: depth + 1 },
  };
}

function followed(fn: FunctionModel, callees: Callees, env: OrderEnvironment): OrderFlow {
  const cfg = buildCfg(
    fn.definition,
    {
      constant: (expr) => {
        const value = env.integer(expr, fn);
        return value === undefined ? undefined : value !== 0;
      },
      noReturn: (call) => {
        const callee = callees(call);
        return callee.kind === "outside" && env.facts.noReturn(callee.name) !== undefined;
      },
      assumed: () => undefined,
    },
    "ignored",
  );
  const solution =
    cfg &&
    solve<Order>(cfg, {
      entry: atEntry,
      transfer: (step, before) => transfer(step, before, callees, env),
      assume: (_, state) => state,
      join: (a, b) => ({ fresh: a.fresh | b.fresh, ready: a.ready | b.ready, by: a.by ?? b.by }),
      equal: (a, b) => a.fresh === b.fresh && a.ready === b.ready,
    });
  if (cfg === undefined || solution === undefined) {
    return without(unknownSummary);
  }
  const always = new Set([...blocksOnEveryPath(cfg)].flatMap(({ steps }) => steps));
  const calls: OrderedCall[] = [];
  let configures: SqliteNeed | undefined;
  let uses: SqliteNeed | undefined;
  solution.eachStep((step, before) => {
    const effect = step.kind === "call" ? effectOf(callees(step.node), step.node, env) : undefined;
    if (step.kind !== "call" || effect?.does === undefined || effect.need === undefined) {
      return;
    }
    const { does, need } = effect;
    const fromFresh = before.fresh === ready ? "ready" : before.fresh === fresh ? "fresh" : "either";
    const isReady = before.fresh === ready && before.ready === ready;
    calls.push({ call: step.node, need, does, isReady, fromFresh, by: before.by });
    // Only what is as the caller left it is the caller's matter.
    const isCallers = before.fresh === fresh && before.ready === ready && always.has(step);
    if (isCallers && does === "configures") {
      configures ??= { ...need, at: fn.place(step.node) };
    } else if (isCallers) {
      uses ??= { ...need, at: fn.place(step.node) };
    }
  });
  const exit = cfg.exit && solution.before(cfg.exit);
  const left = exit ?? { fresh: 0, ready: 0 };
  return { calls, summary: { fresh: left.fresh, ready: left.ready, configures, uses } };
}

function transfer(step: Step, before: Order, callees: Callees, env: OrderEnvironment): Order {
  if (step.kind !== "call") {
    return before;
  }
  const { summary } = effectOf(callees(step.node), step.node, env);
  if (summary === untouched) {
    return before;
  }
  const after = (states: States): States =>
    ((states & fresh) === 0 ? 0 : summary.fresh) | ((states & ready) === 0 ? 0 : summary.ready);
  return {
    fresh: after(before.fresh),
    ready: after(before.ready),
    by: summary.fresh === ready ? step.node : before.by,
  };
}

export const orderReasons = (
  does: OrderedCall["does"],
  need: OrderedCall["need"],
  env: OrderEnvironment,
): ReturnType<typeof needReasons> => needReasons(need, (key) => env.reasons(orderSummaries, key)[does]);
