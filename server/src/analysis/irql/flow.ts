/**
 * The level, the locks and the regions at every point of a function. It reports nothing; rules ask it, and callers ask
 * the summary that is read off it.
 */
import { lastName } from "../../model/contracts/structures.ts";
import type { MacroDefinition } from "../../model/file.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { type Callees, calleeKeys, calleesOf } from "../calls/callee-keys.ts";
import { type Callee, calleeWhere, templateClasses } from "../calls/callees.ts";
import { loops } from "../calls/macro-loops.ts";
import { buildCfg } from "../flow/build-cfg.ts";
import type { Block, Cfg, Step } from "../flow/cfg.ts";
import { type FlowResult, solve } from "../flow/dataflow.ts";
import { blocksOnEveryPath } from "../flow/dominators.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import { type Path, pathText } from "../paths/path.ts";
import type { SummaryAnalysis } from "../summaries.ts";
import type { ConstantQuestions } from "../worlds/conditions.ts";
import { decidingFlags } from "../worlds/deciding-flags.ts";
import { knownByEnclosing } from "../worlds/enclosing.ts";
import { type Knowledge, nothingKnown, remembering } from "../worlds/knowledge.ts";
import { knownWhereGiven, mayBeGiven } from "../worlds/outcomes.ts";
import { unchanged, type World, type Worlds, worldsFlow } from "../worlds/worlds.ts";
import { CallEffects, type KnownCall } from "./call-effects.ts";
import { constantsOf } from "./constants.ts";
import { type Demand, type Demands, demandsOf, possibleDemands } from "./demands.ts";
import { type EntryContext, entryOf } from "./entry.ts";
import type { IrqlEnvironment } from "./environment.ts";
import type { ArgumentQuestions } from "./fact-effects.ts";
import { dispatch, entrySymbol } from "./level.ts";
import { blur } from "./operations.ts";
import { raisingBlocks } from "./raising.ts";
import { refineState } from "./refine.ts";
import { type Binding, type IrqlState, states } from "./state.ts";
import { isOfGuard, summarize } from "./summarize.ts";
import { equalSummaries, type IrqlSummary, nothingDone, sameReasons, unknownSummary } from "./summary.ts";
import { toldEntry } from "./told-entry.ts";
import { type EffectQuestions, type StepOutcome, stepOutcomes, transferStep } from "./transfer.ts";

/** A call that control can reach, with the ways in which it does. */
export interface ReachedCall extends KnownCall {
  readonly call: CallExpr;
  readonly before: readonly World<IrqlState>[];
  readonly demands: Demands;
  /** Whether every execution of the function that returns makes the call. */
  readonly isAlways: boolean;
}

export interface IrqlFlow {
  readonly entry: EntryContext;
  /** Undefined where the analysis did not come to an end, or the function cannot be read: nothing is known then. */
  readonly body: FlowBody | undefined;
  readonly summary: IrqlSummary;
}

export interface FlowBody {
  readonly cfg: Cfg;
  /** In the order of the graph. */
  readonly calls: readonly ReachedCall[];
  /** The ways in which it returns. */
  readonly exits: readonly World<IrqlState>[];
  /** The ways in which control comes to a block. */
  before(block: Block): readonly World<IrqlState>[];
  /** What is known on a way to a call where it does what it does for these arguments. */
  knownAt(call: CallExpr, given: Demand["given"], world: World<IrqlState>): Knowledge;
  /** Whether the arguments may be these on some way to a call. */
  admits(reached: ReachedCall, given: Demand["given"]): boolean;
  /** What a step may do, each with the ways to it in which it may: nothing where nobody knows what. */
  outcomes(step: Step, before: readonly World<IrqlState>[]): readonly StepOutcome[];
  /** Visits each step that control can reach with the worlds before and after it. */
  eachStep(visit: (step: Step, before: readonly World<IrqlState>[], after: readonly World<IrqlState>[]) => void): void;
}

export const irqlFlow: FunctionAnalysis<IrqlEnvironment, IrqlFlow> = {
  run(fn, env) {
    const callees = calleesOf(fn, env);
    const flow = flowOf(fn, callees, env);
    const instances = templateClasses(fn, callees, env.unit).map((parameter) => ({
      parameter,
      outcomes: flowOf(fn, (call) => calleeWhere(callees(call), parameter), env).summary.outcomes,
    }));
    return instances.length === 0 ? flow : { ...flow, summary: { ...flow.summary, instances } };
  },
};

/** The same for people who read levels: it begins with those that are true of every caller. */
export const toldFlow: FunctionAnalysis<IrqlEnvironment, IrqlFlow> = {
  run(fn, env) {
    const flow = env.derived(irqlFlow, fn);
    const entry = toldEntry(fn, env);
    const { low, high, from } = flow.entry;
    return entry.low === low && entry.high === high && entry.from === from
      ? flow
      : flowOf(fn, calleesOf(fn, env), env, entry);
  },
};

function flowOf(fn: FunctionModel, callees: Callees, env: IrqlEnvironment, entry = entryOf(fn, env)): IrqlFlow {
  const nothing = { entry, body: undefined, summary: unknownSummary };
  if (fn.broken) {
    return nothing;
  }
  const constants = constantsOf(fn, env);
  const calls = new CallEffects(fn, callees, env, (expr) => constants.integer(expr));
  const cfg = buildCfg(
    fn.definition,
    {
      constant: (expr) => {
        const value = constants.integer(expr);
        return value === undefined ? undefined : value !== 0;
      },
      noReturn: (call) => isNoReturn(call, callees(call), env),
      assumed: (call) => assumedBy(call, callees(call), env),
    },
    env.unit.file(fn.file)?.language === "cpp" ? "observed" : "ignored",
  );
  if (cfg === undefined) {
    return nothing;
  }
  const questions: EffectQuestions = {
    effectOf: (step) => calls.effectOf(step),
    variable: (expr) => calls.ask.variable(expr),
    object: (expr) => calls.ask.path(expr),
    constants,
  };
  const { low, high } = entry;
  const atEntry: IrqlState = {
    level: { symbol: entrySymbol, low, high },
    because: undefined,
    locks: new Map(),
    saved: new Map(),
    bound: initialBindings(fn, calls.ask),
    critical: 0,
    guarded: 0,
    float: 0,
    floatLevel: undefined,
    blurred: false,
  };
  const solution = !changesAnything(fn, calls, env)
    ? unchanged(cfg, atEntry)
    : cfg.blocks.length > manyBlocks && onlyBlurs(fn, calls)
      ? blurring(cfg, atEntry, questions)
      : follow(fn, cfg, atEntry, calls, questions, env);
  const body = solution && bodyOf(cfg, solution, calls, questions, fn, env);
  return body === undefined
    ? { ...nothing, summary: { ...unknownSummary, gaveUp: true } }
    : { entry, body, summary: summarize(fn, entry, body, env) };
}

/** What a constructor's initialisers make fields point to. */
function initialBindings({ definition }: FunctionModel, ask: ArgumentQuestions): IrqlState["bound"] {
  const bound = new Map<string, Binding>();
  for (const initialiser of definition.initialisers) {
    const [item, ...others] = initialiser.kind === "init-list" ? initialiser.items : [];
    const value = others.length === 0 ? ask.path(item?.value) : undefined;
    if (initialiser.kind === "init-list" && initialiser.type !== undefined && value !== undefined) {
      const place: Path = { root: "this", steps: ["*", `.${initialiser.type.text}`], names: [] };
      bound.set(pathText(place), { place, value });
    }
  }
  return bound;
}

/** What a constructor's initialisers make fields equal. */
function initialKnowledge({ definition }: FunctionModel, constants: ConstantQuestions): Knowledge {
  let known = nothingKnown;
  for (const initialiser of definition.initialisers) {
    const [item, ...others] = initialiser.kind === "init-list" ? initialiser.items : [];
    const equals = item !== undefined && others.length === 0 ? constants.integer(item.value) : undefined;
    if (initialiser.kind === "init-list" && initialiser.type !== undefined && equals !== undefined) {
      const place: Path = { root: "this", steps: ["*", `.${initialiser.type.text}`], names: [] };
      known = remembering(place, { equals }, "stored", known, constants);
    }
  }
  return known;
}

/** Whether a call of the function, or the life of one of its objects, changes the state. */
function changesAnything(fn: FunctionModel, effects: CallEffects, env: IrqlEnvironment): boolean {
  return (
    // A constructor says what its object's fields point to, a guard's method what its destructor does.
    (fn.scope !== undefined && (lastName(fn.scope) === fn.name || isOfGuard(fn, env))) ||
    fn.calls.some(({ expr }) => effects.of(expr).effect.length > 0) ||
    [...fn.locals.values()].some((variables) => variables.some((variable) => effects.ofLifetime(variable)))
  );
}

/** Where there is nothing to gain, as many are not followed way by way. */
const manyBlocks = 500;

/** Whether of all calls that do something nobody knows what they do. */
function onlyBlurs(fn: FunctionModel, effects: CallEffects): boolean {
  return (
    ![...fn.locals.values()].some((variables) => variables.some((variable) => effects.ofLifetime(variable))) &&
    fn.calls.every(({ expr }) =>
      effects.of(expr).effect.every(({ operations }) => operations.every(({ kind }) => kind === "unknown")),
    )
  );
}

/** Where such a call may have been made, nothing is known. */
function blurring(cfg: Cfg, atEntry: IrqlState, ask: EffectQuestions): FlowResult<Worlds<IrqlState>> | undefined {
  const worldsOf = (property: IrqlState): Worlds<IrqlState> => [{ property, known: nothingKnown, trail: undefined }];
  const clear = worldsOf(atEntry);
  const blurred = worldsOf(blur(atEntry, undefined));
  return solve<Worlds<IrqlState>>(cfg, {
    entry: clear,
    transfer: (step, before) => (ask.effectOf(step).length > 0 ? blurred : before),
    assume: (_, state) => state,
    join: (a, b) => (a === b ? a : blurred),
    equal: (a, b) => a === b,
  });
}

function follow(
  fn: FunctionModel,
  cfg: Cfg,
  atEntry: IrqlState,
  calls: CallEffects,
  questions: EffectQuestions,
  env: IrqlEnvironment,
): FlowResult<Worlds<IrqlState>> | undefined {
  const mayRaise = raisingBlocks(calls);
  const flow = worldsFlow<IrqlState>(
    {
      ...states,
      flags: decidingFlags(fn, (call) => calls.of(call).effect.length > 0),
      entry: atEntry,
      transfer: (step, state, known) => transferStep(step, state, known, questions),
      // A fault under a spin lock of one's own is no exception that a handler sees, but the machine's end.
      mayUnwind: ({ level }, block) => (level.symbol === entrySymbol || level.low < dispatch) && mayRaise(block),
      refine: (condition, holds, state) => refineState(condition, holds, state, calls.ask, fn, env),
    },
    questions.constants,
    initialKnowledge(fn, questions.constants),
  );
  return solve(cfg, flow);
}

export const irqlSummaries: SummaryAnalysis<IrqlEnvironment, IrqlSummary> = {
  summarize: (fn, env) => env.derived(irqlFlow, fn).summary,
  callees: (fn, env) => env.derived(calleeKeys, fn),
  bottom: nothingDone,
  unknown: unknownSummary,
  equal: equalSummaries,
  sameReasons,
  gaveUp: (summary) => summary.gaveUp,
};

/** What the solution says; undefined where there were too many worlds to follow. */
function bodyOf(
  cfg: Cfg,
  solution: FlowResult<Worlds<IrqlState>>,
  effects: CallEffects,
  questions: EffectQuestions,
  fn: FunctionModel,
  env: IrqlEnvironment,
): FlowBody | undefined {
  const known = (block: Block | undefined): readonly World<IrqlState>[] | undefined => {
    const worlds = block && solution.before(block);
    return worlds === undefined ? [] : worlds === "lost" ? undefined : worlds;
  };
  if (cfg.blocks.some((block) => known(block) === undefined)) {
    return undefined;
  }
  const always = blocksOnEveryPath(cfg);
  const stepsAlways = new Set([...always].flatMap(({ steps }) => steps));
  const calls: ReachedCall[] = [];
  solution.eachStep((step, before) => {
    if (step.kind === "call" && before !== "lost") {
      const call = effects.of(step.node);
      calls.push({
        ...call,
        call: step.node,
        before,
        demands: possibleDemands(demandsOf(step.node, call, fn, env), step.node, before, questions.constants),
        isAlways: stepsAlways.has(step),
      });
    }
  });
  return {
    cfg,
    calls,
    exits: known(cfg.exit) ?? [],
    before: (block) => known(block) ?? [],
    knownAt: (call, given, world) => {
      // Where nothing changes the ways are not followed.
      const there = world.known.size > 0 ? world.known : knownByEnclosing(call, fn, questions.constants);
      return knownWhereGiven(given, call, there, questions.constants);
    },
    admits: ({ call, before }, given) =>
      given.length === 0 || before.some((world) => mayBeGiven(given, call, world.known, questions.constants)),
    outcomes: (step, before) => stepOutcomes(step, before, questions),
    eachStep: (visit) =>
      solution.eachStep((step, before, after) => {
        if (before !== "lost" && after !== "lost") {
          visit(step, before, after);
        }
      }),
  };
}

function isNoReturn(call: CallExpr, callee: Callee, env: IrqlEnvironment): boolean {
  switch (callee.kind) {
    case "outside":
      return env.facts.noReturn(callee.name) !== undefined;
    case "function":
      return env.summary(irqlSummaries, callee.key).neverReturns;
    case "macro":
      return !loops(callee.macro, env.unit) && env.derived(irqlFlow, callee.body).summary.neverReturns;
    default:
      return (
        call.callee.kind === "name" && env.unit.macros(call.callee.name).some(({ macro }) => raisesAtLast(macro, env))
      );
  }
}

/** Longer macros are functions in disguise. */
const maximumBody = 1000;

/** Whether a macro that cannot be read as a function, for macros in it bring their own semicolons, raises in the end. */
function raisesAtLast({ body, calls }: MacroDefinition, { facts }: IrqlEnvironment): boolean {
  if (body.length > maximumBody || !calls.some((name) => facts.noReturn(name) !== undefined)) {
    return false;
  }
  const last = /^(?:[\s\S]*[;{}\s)])?(\w+)\s*\((?:[^()]|\([^()]*\))*\)\s*;?\s*\}?$/.exec(body)?.[1];
  return last !== undefined && !/\b(?:if|for|while|switch)\b|\?/.test(body) && facts.noReturn(last) !== undefined;
}

function assumedBy(call: CallExpr, callee: Callee, env: IrqlEnvironment): Expr | undefined {
  const index = callee.kind === "outside" ? env.facts.assumption(callee.name) : undefined;
  return index === undefined ? undefined : call.args[index];
}
