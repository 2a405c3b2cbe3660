/** Where SQLite computes in floating point without the registers having been saved for it. It reports nothing. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import { atomicFlow } from "../atomic/flow.ts";
import { heldLocks } from "../atomic/state.ts";
import type { CallEnvironment } from "../call-environment.ts";
import { calleeKeys } from "../calls/callee-keys.ts";
import type { Callee } from "../calls/callees.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import { irqlFlow } from "../irql/flow.ts";
import type { SummaryAnalysis } from "../summaries.ts";
import { sqliteFunctionNamed } from "./functions.ts";
import { needReasons, type SqliteNeed } from "./need.ts";
import { isSqlites, usesSqlite } from "./sources.ts";

export interface FloatFlow {
  /** The first call on any way through the function that leads to floating point with the registers as its caller left them. */
  readonly need: SqliteNeed | undefined;
  readonly call: CallExpr | undefined;
  /** Whether some call of the function saves or restores the registers. */
  readonly savesItself: boolean;
}

const nothing: FloatFlow = { need: undefined, call: undefined, savesItself: false };

export const floatFlow: FunctionAnalysis<CallEnvironment, FloatFlow> = {
  run(fn, env) {
    if (!usesSqlite(env.unit) || fn.annotations.some(({ name }) => name.startsWith("_Kernel_float_"))) {
      return nothing;
    }
    // The levels and locks of most functions are nobody's question here.
    const isLinux = env.unit.file(fn.file)?.dialect === "linux";
    const leads = leadsOf(fn, env);
    return leads.length === 0 || isSqlites(fn.file, env.unit)
      ? nothing
      : isLinux
        ? onLinux(fn, leads, env)
        : onWindows(fn, leads, env);
  },
};

export const floatSummaries: SummaryAnalysis<CallEnvironment, SqliteNeed | undefined> = {
  summarize: (fn, env) => env.derived(floatFlow, fn).need,
  callees: (fn, env) => (usesSqlite(env.unit) ? env.derived(calleeKeys, fn) : []),
  bottom: undefined,
  unknown: undefined,
  equal: (a, b) => a === b || callersView(a) === callersView(b),
  sameReasons: (a, b) =>
    a === b || (a !== undefined && b !== undefined && a.at.anchor === b.at.anchor && a.at.start === b.at.start),
};

const callersView = (need: SqliteNeed | undefined): string => JSON.stringify(need && { ...need, at: undefined });

/** A call by which a function comes to floating point, if it is made with the registers as they were. */
interface Lead {
  readonly call: CallExpr;
  readonly need: Omit<SqliteNeed, "at">;
}

function leadsOf(fn: FunctionModel, env: CallEnvironment): readonly Lead[] {
  return fn.calls.flatMap(({ expr, name }): Lead | [] => {
    if (name === undefined || fn.locals.has(name) || fn.parameterNames.has(name)) {
      return [];
    }
    const [signature, ...others] = env.unit.signatures(name);
    const fact = sqliteFunctionNamed(name, env);
    if (fact !== undefined) {
      return fact.floats ? { call: expr, need: { callee: name, via: undefined, source: name, depth: 1 } } : [];
    }
    return signature === undefined || others.length > 0 ? [] : (leadThrough(expr, name, fn, env) ?? []);
  });
}

function leadThrough(call: CallExpr, name: string, fn: FunctionModel, env: CallEnvironment): Lead | undefined {
  const key = env.derived(calleeKeys, fn).find((each) => each === name || each.startsWith(`${name} `));
  const need = key === undefined ? undefined : env.summary(floatSummaries, key);
  return need && { call, need: { callee: name, via: key, source: need.source, depth: need.depth + 1 } };
}

function onWindows(fn: FunctionModel, leads: readonly Lead[], env: CallEnvironment): FloatFlow {
  const { body } = env.derived(irqlFlow, fn);
  const savesItself =
    body?.calls.some(({ effect }) =>
      effect.some(({ operations }) => operations.some(({ kind }) => kind === "float")),
    ) === true;
  return firstBare(fn, leads, savesItself, (lead) => {
    const reached = body?.calls.find(({ call }) => call === lead.call);
    return reached?.before.some(({ property }) => property.float <= 0 && !property.blurred) === true;
  });
}

function onLinux(fn: FunctionModel, leads: readonly Lead[], env: CallEnvironment): FloatFlow {
  const { body } = env.derived(atomicFlow, fn);
  const savesItself = body?.calls.some(({ callee }) => savesFloat(callee, env)) === true;
  return firstBare(fn, leads, savesItself, (lead) => {
    const reached = body?.calls.find(({ call }) => call === lead.call);
    // With preemption off by whatever it may be the registers are somebody's who knows.
    const isBare = reached?.before.some(
      ({ property }) => !property.blurred && heldLocks(property).every(({ kind }) => kind !== "preemption"),
    );
    return isBare === true;
  });
}

const savesFloat = (callee: Callee, { facts }: CallEnvironment): boolean =>
  callee.kind === "outside" &&
  facts.linuxContext(callee.name).some(({ note }) => note?.startsWith("floating point") === true);

function firstBare(
  fn: FunctionModel,
  leads: readonly Lead[],
  savesItself: boolean,
  isBare: (lead: Lead) => boolean,
): FloatFlow {
  const [first] = leads.filter(isBare).sort((a, b) => a.call.start - b.call.start);
  return first === undefined
    ? { ...nothing, savesItself }
    : { need: { ...first.need, at: fn.place(first.call) }, call: first.call, savesItself };
}

export const floatReasons = (need: SqliteNeed, env: CallEnvironment): ReturnType<typeof needReasons> =>
  needReasons(need, (key) => env.reasons(floatSummaries, key));
