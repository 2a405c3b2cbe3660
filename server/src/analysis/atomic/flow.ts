/**
 * The locks held and the context at every point of a Linux function. It reports nothing; rules ask it, and callers ask
 * the summary that is read off it.
 */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr, Node } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import { type Callees, calleeKeys, calleesOf } from "../calls/callee-keys.ts";
import { buildCfg } from "../flow/build-cfg.ts";
import type { Block, Cfg, Step } from "../flow/cfg.ts";
import { type FlowResult, solve } from "../flow/dataflow.ts";
import { blocksOnEveryPath } from "../flow/dominators.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { SummaryAnalysis } from "../summaries.ts";
import type { ConstantQuestions } from "../worlds/conditions.ts";
import { decidingFlags } from "../worlds/deciding-flags.ts";
import type { FollowedBody } from "../worlds/returns.ts";
import { unchanged, type World, type Worlds, worldsFlow } from "../worlds/worlds.ts";
import { CallEffects, type KnownCall } from "./call-effects.ts";
import { constantsOf } from "./constants.ts";
import { entryOf } from "./entry.ts";
import type { AtomicEnvironment } from "./environment.ts";
import { refineState } from "./refine.ts";
import { type AtomicState, states } from "./state.ts";
import { summarize } from "./summarize.ts";
import { type AtomicSummary, equalSummaries, nothingDone, sameReasons, unknownSummary } from "./summary.ts";
import { type CallWays, type EffectQuestions, transferStep, waysOf } from "./transfer.ts";

/** A call that control can reach, with the ways in which it does. */
export interface ReachedCall extends KnownCall {
  readonly call: CallExpr;
  readonly before: readonly World<AtomicState>[];
  /** A macro makes the call when it likes. */
  readonly isLate: boolean;
  /** Whether every execution of the function that returns makes the call. */
  readonly isAlways: boolean;
}

export interface AtomicFlow {
  readonly entry: AtomicState["entry"];
  /** Undefined where the analysis did not come to an end, or the function cannot be read: nothing is known then. */
  readonly body: FlowBody | undefined;
  readonly summary: AtomicSummary;
}

export interface FlowBody extends FollowedBody<AtomicState> {
  readonly cfg: Cfg;
  /** In the order of the graph. */
  readonly calls: readonly ReachedCall[];
  /** The ways in which it returns. */
  readonly exits: readonly World<AtomicState>[];
  readonly constants: ConstantQuestions;
  /** What a call may do, each with the ways to it in which it may: nothing where nobody knows what. */
  ways(call: CallExpr, before: readonly World<AtomicState>[]): readonly CallWays[];
}

export const atomicFlow: FunctionAnalysis<AtomicEnvironment, AtomicFlow> = {
  run(fn, env) {
    const entry = entryOf(fn, env);
    const nothing = { entry, body: undefined, summary: unknownSummary };
    if (fn.broken) {
      return nothing;
    }
    const constants = constantsOf(fn, env);
    const callees = calleesOf(fn, env);
    const calls = new CallEffects(fn, callees, env);
    const cfg = buildCfg(fn.definition, questionsOf(callees, constants, env), "ignored");
    if (cfg === undefined) {
      return nothing;
    }
    const ask: EffectQuestions = {
      of: (call) => calls.of(call),
      isLate: (call) => calls.isLate(call),
      variable: (expr) => calls.ask.variable(expr),
      constants,
    };
    const atEntry: AtomicState = {
      entry,
      asked: undefined,
      hasSlept: false,
      locks: new Map(),
      interrupts: "entry",
      interruptsBy: undefined,
      saved: new Map(),
      blurred: false,
    };
    if (!isStill(fn, calls) && hasHiddenLoop(fn)) {
      return nothing;
    }
    const solution = isStill(fn, calls) ? unchanged(cfg, atEntry) : follow(fn, cfg, atEntry, ask, env);
    const body = solution && bodyOf(cfg, solution, ask);
    return body === undefined
      ? { ...nothing, summary: { ...unknownSummary, gaveUp: true } }
      : { entry, body, summary: summarize(fn, entry, body) };
  },
};

export const atomicSummaries: SummaryAnalysis<AtomicEnvironment, AtomicSummary> = {
  summarize: (fn, env) => env.derived(atomicFlow, fn).summary,
  callees: (fn, env) => env.derived(calleeKeys, fn),
  bottom: nothingDone,
  unknown: unknownSummary,
  equal: equalSummaries,
  sameReasons,
  gaveUp: (summary) => summary.gaveUp,
};

function questionsOf(
  callees: Callees,
  constants: ConstantQuestions,
  env: AtomicEnvironment,
): Parameters<typeof buildCfg>[1] {
  const rowOf = (call: CallExpr) => {
    const callee = callees(call);
    return callee.kind === "outside"
      ? env.facts.linuxContext(callee.name).find(({ truthOf, never }) => truthOf !== undefined || never !== undefined)
      : undefined;
  };
  return {
    constant: (expr) => {
      const value = constants.integer(expr);
      return value === undefined ? undefined : value !== 0;
    },
    noReturn(call) {
      const callee = callees(call);
      return callee.kind === "outside" && env.facts.noReturn(callee.name) !== undefined;
    },
    assumed(call) {
      const index = rowOf(call)?.never;
      const condition = index === undefined ? undefined : call.args[index];
      return condition && not(condition);
    },
    truthOf(call) {
      const index = rowOf(call)?.truthOf;
      return index === undefined ? undefined : call.args[index];
    },
  };
}

/** Whether a `continue` or `break` leaves a loop that only macros know: nobody knows where to. */
function hasHiddenLoop(fn: FunctionModel): boolean {
  let isHidden = false;
  walk(fn.definition.body, (node) => {
    if (node.kind === "continue" || node.kind === "break") {
      let at: Node | undefined = fn.parentOf(node);
      while (at !== undefined && !isLeft(node.kind, at)) {
        at = fn.parentOf(at);
      }
      isHidden ||= at === undefined;
    }
    return node.kind === "lambda" ? "skip" : undefined;
  });
  return isHidden;
}

const isLeft = (by: "continue" | "break", { kind }: Node): boolean =>
  kind === "while" || kind === "do" || kind === "for" || kind === "range-for" || (kind === "switch" && by === "break");

const not = (operand: Expr): Expr => ({ kind: "unary", op: "!", operand, start: operand.start, end: operand.end });

/** Whether nothing that a function calls changes anything or sleeps: most functions are as at their entry everywhere. */
const isStill = (fn: FunctionModel, effects: CallEffects): boolean =>
  fn.calls.every(({ expr }) => {
    const { effect, sleeps, asksContext, isLast } = effects.of(expr);
    return effect.length === 0 && sleeps.length === 0 && !asksContext && !isLast;
  });

function follow(
  fn: FunctionModel,
  cfg: Cfg,
  atEntry: AtomicState,
  ask: EffectQuestions,
  env: AtomicEnvironment,
): FlowResult<Worlds<AtomicState>> | undefined {
  const flow = worldsFlow<AtomicState>(
    {
      ...states,
      flags: decidingFlags(fn, (call) => ask.of(call).effect.length > 0),
      entry: atEntry,
      transfer: (step, state, known) => transferStep(step, state, known, fn, ask),
      refine: (condition, holds, state) => refineState(condition, holds, state, fn, env),
    },
    ask.constants,
  );
  return solve(cfg, flow);
}

/** What the solution says; undefined where there were too many worlds to follow. */
function bodyOf(cfg: Cfg, solution: FlowResult<Worlds<AtomicState>>, ask: EffectQuestions): FlowBody | undefined {
  const known = (block: Block | undefined): readonly World<AtomicState>[] | undefined => {
    const worlds = block && solution.before(block);
    return worlds === undefined ? [] : worlds === "lost" ? undefined : worlds;
  };
  if (cfg.blocks.some((block) => known(block) === undefined)) {
    return undefined;
  }
  const stepsAlways = new Set<Step>([...blocksOnEveryPath(cfg)].flatMap(({ steps }) => steps));
  const calls: ReachedCall[] = [];
  solution.eachStep((step, before) => {
    if (step.kind === "call" && before !== "lost") {
      const known = ask.of(step.node);
      const isLate = known.sleeps.length > 0 && ask.isLate(step.node);
      calls.push({ ...known, call: step.node, before, isLate, isAlways: stepsAlways.has(step) });
    }
  });
  return {
    cfg,
    calls,
    exits: known(cfg.exit) ?? [],
    constants: ask.constants,
    before: (block) => known(block) ?? [],
    ways: (call, before) => waysOf(call, before, ask),
    eachStep: (visit) =>
      solution.eachStep((step, before, after) => {
        if (before !== "lost" && after !== "lost") {
          visit(step, before, after);
        }
      }),
  };
}
