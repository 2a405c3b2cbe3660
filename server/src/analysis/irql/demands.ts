/** At which levels a call may be made: by the reference, by what its arguments ask for, by annotations, by what it calls. */
import { type ConditionalIrql, type Level, levelRank } from "../../facts/index.ts";
import { entryLevels, salOfPrototype } from "../../model/contracts/sal.ts";
import { lastName } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { nameOfKey } from "../calls/function-key.ts";
import { sqliteFunctionNamed } from "../sqlite/functions.ts";
import type { ConstantQuestions } from "../worlds/conditions.ts";
import { mayBeGiven } from "../worlds/outcomes.ts";
import type { World } from "../worlds/worlds.ts";
import type { KnownCall } from "./call-effects.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { irqlSummaries } from "./flow.ts";
import { apc, highest } from "./level.ts";
import { type LevelNeed, type Needs, stricter } from "./summary.ts";

/** A need without the place of the call that has it. */
export type Demand = Omit<LevelNeed, "at">;

export interface Demands {
  readonly atMost: DemandPair;
  readonly atLeast: DemandPair;
  readonly waits: DemandPair;
}

interface DemandPair {
  readonly always: Demand | undefined;
  readonly sometimes: Demand | undefined;
}

const none: DemandPair = { always: undefined, sometimes: undefined };
const noDemands: Demands = { atMost: none, atLeast: none, waits: none };

/** The demands that what is known of the arguments leaves, on one of the ways to the call at least. */
export function possibleDemands(
  { atMost, atLeast, waits }: Demands,
  call: CallExpr,
  before: readonly World<unknown>[],
  constants: ConstantQuestions,
): Demands {
  const isPossible = ({ given }: Demand): boolean =>
    given.length === 0 || before.some(({ known }) => mayBeGiven(given, call, known, constants));
  const possible = (pair: DemandPair): DemandPair =>
    pair.sometimes === undefined || isPossible(pair.sometimes) ? pair : { ...pair, sometimes: undefined };
  return { atMost: possible(atMost), atLeast: possible(atLeast), waits: possible(waits) };
}

/** Whether what demands the level is deeper than the call itself. */
export const isPassedOn = ({ depth, source, callee }: Demand): boolean => depth > 1 && source !== callee;

/** What a call demands of the level it is made at. */
export function demandsOf(call: CallExpr, known: KnownCall, fn: FunctionModel, env: IrqlEnvironment): Demands {
  const { callee, summary } = known;
  // By its name, be its source in the unit or not: what SQLite asks for hangs on what the driver gives it.
  const sqlite = callee.kind === "function" || callee.kind === "outside" ? sqliteNeed(callee.name, env) : undefined;
  if (sqlite !== undefined) {
    return { ...noDemands, atMost: pair(sqlite) };
  }
  if (summary !== undefined && (callee.kind === "function" || callee.kind === "macro")) {
    const name = callee.kind === "function" ? callee.name : callee.macro.name;
    const via = callee.kind === "function" ? callee.key : undefined;
    return {
      atMost: passedOn(summary.atMost, name, via),
      atLeast: passedOn(summary.atLeast, name, via),
      waits: passedOn(summary.waits, name, via),
    };
  }
  if (callee.kind === "several") {
    return sharedDemands(callee.keys, callee.isOpen, env);
  }
  return callee.kind === "outside" ? outsideDemands(callee.name, call, fn, env) : noDemands;
}

/** What one of several functions demands, whichever it is: always what all of them do, the mildest of it. */
function sharedDemands(keys: readonly string[], isOpen: boolean, env: IrqlEnvironment): Demands {
  const each = keys.map((key) => {
    const summary = env.summary(irqlSummaries, key);
    const name = nameOfKey(key);
    return {
      atMost: passedOn(summary.atMost, name, key),
      atLeast: passedOn(summary.atLeast, name, key),
      waits: passedOn(summary.waits, name, key),
    };
  });
  const shared = (which: keyof Demands): DemandPair => {
    const order = which === "atLeast" ? "atLeast" : "atMost";
    let always = each[0]?.[which].always;
    let sometimes: Demand | undefined;
    for (const demands of each) {
      const { [which]: own } = demands;
      // The mildest is the one that another is stricter than.
      always = always === undefined || own.always === undefined ? undefined : milder(always, own.always, order);
      sometimes = stricter(stricter(sometimes, own.always, order), own.sometimes, order);
    }
    const unsure = (demand: Demand | undefined): Demand | undefined =>
      demand && isOpen ? { ...demand, certainty: "likely" } : demand;
    return always === undefined && sometimes === undefined
      ? none
      : { always: unsure(always), sometimes: unsure(sometimes === always ? undefined : sometimes) };
  };
  return { atMost: shared("atMost"), atLeast: shared("atLeast"), waits: shared("waits") };
}

const milder = (a: Demand, b: Demand, order: "atMost" | "atLeast"): Demand => (stricter(a, b, order) === a ? b : a);

function passedOn({ always, sometimes }: Needs, name: string, via: string | undefined): DemandPair {
  const pass = (need: LevelNeed | undefined): Demand | undefined =>
    need && {
      rank: need.rank,
      certainty: need.certainty,
      kind: need.kind,
      depth: need.depth + 1,
      callee: name,
      via: via ?? need.via,
      source: need.source,
      because: need.because,
      page: need.page,
      given: need.given,
    };
  return always === undefined && sometimes === undefined ? none : { always: pass(always), sometimes: pass(sometimes) };
}

function outsideDemands(name: string, call: CallExpr, fn: FunctionModel, env: IrqlEnvironment): Demands {
  if (name === "PAGED_CODE") {
    return { ...noDemands, atMost: { always: pagedCode, sometimes: undefined } };
  }
  const plain = lastName(name);
  const prototypes = env.unit.prototypes(plain);
  const annotated = prototypes
    .map((symbol) => entryLevels(salOfPrototype(symbol, env.unit)))
    .find(({ min, max }) => min !== undefined || max !== undefined);
  if (annotated !== undefined) {
    const { min, max } = annotated;
    return {
      ...noDemands,
      atMost: pair(max && demand(name, max.level, "certain", `is declared for at most ${max.level}`, undefined)),
      atLeast: pair(min && demand(name, min.level, "certain", `is declared for at least ${min.level}`, undefined)),
    };
  }
  const contract = prototypes.length > 0 ? undefined : env.facts.functionContract(name);
  if (contract === undefined) {
    return noDemands;
  }
  const { irqlMax, irqlMin, confidence, page } = contract;
  const narrowed = narrowedMaximum(name, call, fn, env);
  const max = narrowed ?? irqlMax;
  const waits = env.facts.waits(name);
  const isWait =
    waits !== undefined &&
    !(waits.timeout !== undefined && mayNotWait(call.args[waits.timeout], fn, env)) &&
    (waits.ifTrue === undefined || isValue(call.args[waits.ifTrue], "TRUE", fn, env) === true);
  return {
    atMost: pair(
      max === undefined || levelRank(max) === highest
        ? undefined
        : demand(
            name,
            max,
            confidence === "exact" || narrowed !== undefined ? "certain" : "likely",
            `may be called at ${max === "PASSIVE_LEVEL" ? "PASSIVE_LEVEL only" : `${max} at most`}`,
            page,
          ),
    ),
    atLeast: pair(
      irqlMin === undefined || levelRank(irqlMin) === 0
        ? undefined
        : demand(
            name,
            irqlMin,
            confidence === "exact" ? "certain" : "likely",
            `may be called at ${irqlMin} or above only`,
            page,
          ),
    ),
    waits: pair(isWait ? demand(name, max ?? "APC_LEVEL", "certain", "waits", page) : undefined),
  };
}

function sqliteNeed(name: string, env: IrqlEnvironment): Demand | undefined {
  const max = sqliteFunctionNamed(name, env)?.irqlMax;
  return max === undefined || levelRank(max) === highest
    ? undefined
    : {
        ...demand(name, max, "certain", `may be called at ${max} at most: SQLite takes memory and mutexes`, undefined),
        kind: "sqlite",
      };
}

/** An assertion of debug builds: where code that is not paged out has it, the machine goes on. */
const pagedCode: Demand = {
  rank: apc,
  certainty: "likely",
  kind: "level",
  depth: 1,
  callee: "PAGED_CODE",
  via: undefined,
  source: "PAGED_CODE",
  because: "asserts that the level is APC_LEVEL at most",
  page: "https://learn.microsoft.com/windows-hardware/drivers/kernel/when-should-code-and-data-be-pageable-",
  given: [],
};

const pair = (always: Demand | undefined): DemandPair =>
  always === undefined ? none : { always, sometimes: undefined };

const demand = (
  callee: string,
  level: Level,
  certainty: Demand["certainty"],
  because: string,
  page: string | undefined,
): Demand => ({
  rank: levelRank(level),
  certainty,
  kind: "level",
  depth: 1,
  callee,
  via: undefined,
  source: callee,
  because,
  page,
  given: [],
});

/** The maximum that a call's arguments lead to; undefined where no condition of the tables is decided. */
function narrowedMaximum(name: string, call: CallExpr, fn: FunctionModel, env: IrqlEnvironment): Level | undefined {
  let lowest: Level | undefined;
  for (const row of env.facts.conditionalIrql(name)) {
    const holds = holdsFor(row, call, fn, env);
    const max = holds === undefined ? undefined : holds ? row.irqlMaxIf : row.irqlMaxOtherwise;
    if (max !== undefined && (lowest === undefined || levelRank(max) < levelRank(lowest))) {
      lowest = max;
    }
  }
  return lowest;
}

function holdsFor(
  { condition }: ConditionalIrql,
  call: CallExpr,
  fn: FunctionModel,
  env: IrqlEnvironment,
): boolean | undefined {
  const argument = "index" in condition && condition.index !== undefined ? call.args[condition.index] : undefined;
  if (argument === undefined) {
    return undefined;
  }
  switch (condition.kind) {
    case "parameter-is":
      return isValue(argument, condition.value, fn, env);
    case "flag-set": {
      const names = flagNames(argument, fn, env);
      return names?.includes(condition.flag);
    }
    case "waits":
      // NULL waits for ever; what a pointer points to is not followed.
      return env.integer(argument, fn) === 0 || isNull(argument) ? true : undefined;
    default:
      return undefined;
  }
}

const isNull = (expr: Expr): boolean => expr.kind === "name" && (expr.name === "NULL" || expr.name === "nullptr");

/** Whether a wait may come back at once: it has a timeout, which may be zero. */
const mayNotWait = (timeout: Expr | undefined, fn: FunctionModel, env: IrqlEnvironment): boolean =>
  timeout !== undefined && !isNull(timeout) && env.integer(timeout, fn) !== 0;

function isValue(
  argument: Expr | undefined,
  value: string,
  fn: FunctionModel,
  env: IrqlEnvironment,
): boolean | undefined {
  const names = argument && flagNames(argument, fn, env);
  if (names === undefined) {
    return undefined;
  }
  if (value.endsWith("*")) {
    return names.some((name) => isPoolClass(name, value.slice(0, -1), env));
  }
  if (value === "TRUE" || value === "FALSE") {
    const [only] = names;
    const truth = names.length === 1 ? truths.get(only ?? "") : undefined;
    return truth === undefined ? undefined : truth === (value === "TRUE");
  }
  return names.includes(value);
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ["TRUE", true],
  ["true", true],
  ["1", true],
  ["FALSE", false],
  ["false", false],
  ["0", false],
]);

/** `PagedPool*`: a pool type of that class, whatever its suffix. */
const isPoolClass = (name: string, pool: string, env: IrqlEnvironment): boolean =>
  name.startsWith(pool) && env.facts.poolConstant(name)?.kind === "pool-type";

/** The constants that an argument is made of by `|`; undefined where a part is not one. */
function flagNames(argument: Expr, fn: FunctionModel, env: IrqlEnvironment): readonly string[] | undefined {
  const { leaves, complete } = env.resolve(argument, fn);
  const names: string[] = [];
  for (const { expr } of leaves) {
    const parts = partsOf(expr, fn);
    if (parts === undefined || !complete || leaves.length > 1) {
      return undefined;
    }
    names.push(...parts);
  }
  return names;
}

function partsOf(expr: Expr, fn: FunctionModel): readonly string[] | undefined {
  switch (expr.kind) {
    case "cast":
      return partsOf(expr.operand, fn);
    case "number":
      return [expr.text];
    case "name":
      return fn.locals.has(expr.name) || fn.parameterNames.has(expr.name) ? undefined : [expr.name];
    case "binary": {
      const left = expr.op === "|" ? partsOf(expr.left, fn) : undefined;
      const right = expr.op === "|" ? partsOf(expr.right, fn) : undefined;
      return left && right && [...left, ...right];
    }
    default:
      return undefined;
  }
}
