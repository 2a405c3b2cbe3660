/**
 * Path-sensitive dataflow in the manner of ESP (Das, Lerner and Seigle, 2002): a state is a few worlds, each with the
 * property that the analysis is about and what is known of values there. Worlds with the same property are joined,
 * others stay apart, so that a condition asked twice is answered the same way twice.
 */
import type { Expr } from "../../syntax/ast.ts";
import type { Block, Cfg, Guard, Step } from "../flow/cfg.ts";
import type { Flow, FlowResult } from "../flow/dataflow.ts";
import { iterated } from "../flow/loops.ts";
import { type ConstantQuestions, resultKey } from "./conditions.ts";
import {
  assuming,
  common,
  following,
  forgetting,
  type Knowledge,
  knownValue,
  nothingKnown,
  returned,
  sameKnowledge,
  set,
  storing,
} from "./knowledge.ts";

/** One way in which control may have come here. */
export interface World<P> {
  readonly property: P;
  readonly known: Knowledge;
  /** The last decisions on the way, for people; no part of what is computed. */
  readonly trail: Trail | undefined;
}

/** Decisions on a path, last first. */
export interface Trail {
  readonly guard: Guard;
  readonly before: Trail | undefined;
  readonly length: number;
}

/** What an analysis computes with. Properties are never changed in place. */
export interface Property<P> {
  readonly entry: P;
  /** Variables that decide later what is done: worlds that differ in them stay apart even if their property is the same. */
  readonly flags?: readonly string[];
  /** Properties with the same key are joined. */
  key(property: P): string;
  join(a: P, b: P): P;
  /** Of properties with the same key. */
  equal(a: P, b: P): boolean;
  /** What becomes of a property, several where the outcome is told apart by what is known afterwards. */
  transfer(step: Step, property: P, known: Knowledge): P | readonly Outcome<P>[];
  /** Whether an exception may be handled that leaves a block with this property before it; always where left out. */
  mayUnwind?(property: P, block: Block): boolean;
  /** The property where a condition holds or not; undefined where it cannot. */
  refine(condition: Expr, holds: boolean, property: P, known: Knowledge): P | undefined;
}

export interface Outcome<P> {
  readonly property: P;
  readonly known: Knowledge;
}

/** The worlds at a point; `lost` where there were too many to follow. */
export type Worlds<P> = readonly World<P>[] | "lost";

/** Functions with more lock states than this at one point are not understood by people either. */
const maximumWorlds = 16;
/** The decisions that a message can show. */
const maximumTrail = 32;

/** The worlds as a flow over a graph. */
export function worldsFlow<P>(
  property: Property<P>,
  constants: ConstantQuestions,
  known: Knowledge = nothingKnown,
): Flow<Worlds<P>> {
  const conditions = new Map<Guard, readonly Condition[]>();
  return {
    entry: [{ property: property.entry, known, trail: undefined }],
    transfer(step, before) {
      return before === "lost"
        ? before
        : gather(
            before.flatMap((world) => passing(step, world, property, constants)),
            property,
          );
    },
    assume(guard, state) {
      if (state === "lost") {
        return state;
      }
      const said = conditions.get(guard) ?? conditionsOf(guard);
      conditions.set(guard, said);
      const worlds = state.flatMap((world) => deciding(guard, said, world, property, constants) ?? []);
      return worlds.length === 0 ? undefined : gather(worlds, property);
    },
    unwinding(state, block) {
      if (state === "lost" || property.mayUnwind === undefined) {
        return state;
      }
      const worlds = state.filter((world) => property.mayUnwind?.(world.property, block));
      return worlds.length === 0 ? undefined : worlds;
    },
    join: (a, b) => (a === "lost" || b === "lost" ? "lost" : gather([...a, ...b], property)),
    equal: (a, b) => equalWorlds(a, b, property),
  };
}

/** The outcome where no step changes anything, which is so in most functions: everywhere it is as at the entry. */
export function unchanged<P>(cfg: Cfg, property: P): FlowResult<Worlds<P>> {
  const worlds: Worlds<P> = [{ property, known: nothingKnown, trail: undefined }];
  return {
    before: () => worlds,
    eachStep(visit) {
      for (const { steps } of cfg.blocks) {
        for (const step of steps) {
          visit(step, worlds, worlds);
        }
      }
    },
  };
}

function passing<P>(
  step: Step,
  world: World<P>,
  property: Property<P>,
  constants: ConstantQuestions,
): readonly World<P>[] {
  const known = knownAfter(step, following(constants.followed.inStep(step), world.known, constants), constants);
  const outcome = property.transfer(step, world.property, known);
  if (Array.isArray(outcome)) {
    return (outcome as readonly Outcome<P>[]).map((each) => ({ ...each, trail: world.trail }));
  }
  return outcome === world.property && known === world.known
    ? [world]
    : [{ property: outcome as P, known, trail: world.trail }];
}

/** What a step does to what is known of values. */
function knownAfter(step: Step, known: Knowledge, constants: ConstantQuestions): Knowledge {
  switch (step.kind) {
    case "assign": {
      const { node } = step;
      return node.kind === "assign"
        ? storing(node.left, node.op === "=" ? knownValue(node.right, known, constants) : undefined, known, constants)
        : storing(node.operand, undefined, known, constants);
    }
    case "declare": {
      const { name, init, nameSpan } = step.node;
      const value = init === undefined ? undefined : knownValue(init, known, constants);
      return storing({ kind: "name", name, ...nameSpan }, value, known, constants);
    }
    case "call": {
      // Its result is another one now, and what it is given the address of may be.
      let after = forgetKey(resultKey(step.node), known);
      const addressed = step.node.args.flatMap((arg) => {
        const plain = arg.kind === "cast" ? arg.operand : arg;
        return plain.kind === "unary" && plain.op === "&" ? plain.operand : [];
      });
      for (const target of [...addressed, ...constants.references(step.node)]) {
        after = target.kind === "member" ? forgetting(`.${target.name}`, after) : after;
        after = target.kind === "name" ? forgetting(target.name, after) : after;
      }
      return after;
    }
    case "return": {
      const { value } = step.node;
      const result = value && knownValue(value, known, constants);
      return result === undefined ? forgetKey(returned, known) : set(known, returned, result, []);
    }
    case "iterate":
      return iterated(step.node).reduce((rest, { name }) => forgetting(name, rest), known);
    case "assembly":
      return nothingKnown;
    default:
      return known;
  }
}

function forgetKey(key: string, known: Knowledge): Knowledge {
  if (!known.has(key)) {
    return known;
  }
  const rest = new Map(known);
  rest.delete(key);
  return rest;
}

function deciding<P>(
  guard: Guard,
  conditions: readonly Condition[],
  world: World<P>,
  property: Property<P>,
  constants: ConstantQuestions,
): World<P> | undefined {
  const trail = { guard, before: world.trail, length: Math.min((world.trail?.length ?? 0) + 1, maximumTrail) };
  let decided: World<P> = { ...world, trail };
  for (const { expr, holds } of conditions) {
    const before = following(constants.followed.inCondition(expr), decided.known, constants);
    const known = assuming(expr, holds, before, constants);
    const refined = known && property.refine(expr, holds, decided.property, known);
    if (known === undefined || refined === undefined) {
      return undefined;
    }
    decided = { property: refined, known, trail };
  }
  return decided;
}

interface Condition {
  readonly expr: Expr;
  readonly holds: boolean;
}

/** A switch's default says of so many values that they are none of its cases. */
const maximumCases = 16;

/** What a guard says, as conditions that all hold. */
function conditionsOf(guard: Guard): readonly Condition[] {
  if (guard.kind === "condition") {
    return [guard];
  }
  const { on } = guard;
  const left: Expr = on.kind === "variable" ? { kind: "name", name: on.name, ...on.nameSpan } : on;
  const equals = (right: Expr, holds: boolean): Condition => ({
    expr: { kind: "binary", op: "==", left, right, start: right.start, end: right.end },
    holds,
  });
  return guard.kind === "case"
    ? [equals(guard.value, true)]
    : guard.values.slice(0, maximumCases).map((value) => equals(value, false));
}

/** Joins the worlds that have the same property, and the same flags as far as all of them are known. */
function gather<P>(worlds: readonly World<P>[], property: Property<P>): Worlds<P> {
  if (worlds.length < 2) {
    return worlds;
  }
  const byKey = joinedBy(worlds, property, keys(worlds, property));
  const fewer =
    byKey.size > maximumWorlds ? joinedBy(worlds, property, (world) => property.key(world.property)) : byKey;
  return fewer.size > maximumWorlds ? "lost" : [...fewer.values()];
}

function joinedBy<P>(
  worlds: readonly World<P>[],
  property: Property<P>,
  keyOf: (world: World<P>) => string,
): ReadonlyMap<string, World<P>> {
  const byKey = new Map<string, World<P>>();
  for (const world of worlds) {
    const key = keyOf(world);
    const there = byKey.get(key);
    byKey.set(key, there === undefined ? world : joined(there, world, property));
  }
  return byKey;
}

/**
 * What tells worlds apart. A flag counts only where it is known in all worlds of the same property: one that does not know
 * it stands for both, and what has been forgotten stays forgotten, so that an analysis comes to an end.
 */
function keys<P>(worlds: readonly World<P>[], { key, flags = [] }: Property<P>): (world: World<P>) => string {
  if (flags.length === 0) {
    return (world) => key(world.property);
  }
  const plain = new Map(worlds.map((world) => [world, key(world.property)]));
  const known = new Map<string, readonly string[]>();
  for (const [world, text] of plain) {
    known.set(
      text,
      (known.get(text) ?? flags).filter((flag) => flagValue(flag, world) !== undefined),
    );
  }
  return (world) => {
    const text = plain.get(world) ?? "";
    const values = known.get(text)?.map((flag) => ` ${flag}=${flagValue(flag, world)}`) ?? [];
    return `${text}${values.join("")}`;
  };
}

/** Whether a flag is set. */
function flagValue(flag: string, { known }: World<unknown>): boolean | undefined {
  const value = known.get(flag)?.value;
  return value?.equals === undefined ? (value?.isZero === undefined ? undefined : !value.isZero) : value.equals !== 0;
}

function joined<P>(a: World<P>, b: World<P>, property: Property<P>): World<P> {
  const known = common(a.known, b.known);
  const both = property.equal(a.property, b.property) ? a.property : property.join(a.property, b.property);
  return known === a.known && both === a.property ? a : { property: both, known, trail: a.trail };
}

function equalWorlds<P>(a: Worlds<P>, b: Worlds<P>, property: Property<P>): boolean {
  if (a === "lost" || b === "lost") {
    return a === b;
  }
  if (a.length !== b.length) {
    return false;
  }
  const keyOf = keys([...a, ...b], property);
  const byKey = new Map(a.map((world) => [keyOf(world), world]));
  return b.every((world) => {
    const other = byKey.get(keyOf(world));
    return (
      other !== undefined &&
      (other === world || (property.equal(other.property, world.property) && sameKnowledge(other.known, world.known)))
    );
  });
}
