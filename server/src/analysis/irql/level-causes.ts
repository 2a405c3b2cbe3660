/**
 * What set a level, followed through the unit's own functions and macros to the call of the system that really does it,
 * and the conditions under which that is done; for people who ask why.
 */
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { CallExpr, Expr, Node, Span } from "../../syntax/ast.ts";
import { calleesOf } from "../calls/callee-keys.ts";
import { type Callee, lifetimeCallee } from "../calls/callees.ts";
import { functionsOfKey } from "../calls/function-key.ts";
import { loops } from "../calls/macro-loops.ts";
import { conditionText } from "../worlds/path-reasons.ts";
import type { World } from "../worlds/worlds.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { type IrqlFlow, irqlFlow, toldFlow } from "./flow.ts";
import { entrySymbol, type LevelRange, rangeText } from "./level.ts";
import { causeName } from "./reasons.ts";
import type { Cause, IrqlState } from "./state.ts";

export interface LevelCause {
  readonly at: Place;
  /** "KeAcquireSpinLock sets the level to DISPATCH_LEVEL here". */
  readonly message: string;
  /** The level that it sets; undefined for what says nothing of one. */
  readonly level: LevelRange | undefined;
  readonly because: readonly LevelCause[];
}

/** Functions and macros in each other that are followed. */
const maximumDepth = 8;

/**
 * What set a level that some ways to a node of the function have; nothing where it is the level of the entry.
 * @param around what is asked about: conditions that it hangs on too are not told
 */
export function levelCauses(
  { property: { because, level } }: World<IrqlState>,
  around: Span,
  fn: FunctionModel,
  env: IrqlEnvironment,
  depth = 0,
): readonly LevelCause[] {
  if (because === undefined || level.symbol === entrySymbol) {
    return [];
  }
  const text = rangeText(level);
  const message = text === undefined ? "the level is set here" : `${causeName(because)} sets the level to ${text} here`;
  const inside = depth < maximumDepth ? insideOf(because, level, fn, env, depth + 1) : [];
  return [{ at: fn.place(because), message, level, because: [...conditionsOn(because, around, fn), ...inside] }];
}

/** The causes in the functions that a call or a variable's life leads to, of those ways that leave this level behind. */
function insideOf(
  cause: NonNullable<Cause>,
  level: LevelRange,
  fn: FunctionModel,
  env: IrqlEnvironment,
  depth: number,
): readonly LevelCause[] {
  const bodies = calleesAt(cause, fn, env).flatMap((callee) => bodiesOf(callee, env));
  return distinct(
    bodies.flatMap(({ body, flow }) =>
      (flow.body?.exits ?? [])
        .filter(({ property }) => isLevel(property, level))
        .flatMap((exit) => levelCauses(exit, outermost(body), body, env, depth)),
    ),
  );
}

/** Every condition of the function is one that its outcome hangs on. */
const outermost = ({ definition }: FunctionModel): Span => ({ start: definition.end, end: definition.end });

const isLevel = ({ level }: IrqlState, { low, high }: LevelRange): boolean =>
  level.symbol !== entrySymbol && level.low === low && level.high === high;

function calleesAt(cause: NonNullable<Cause>, fn: FunctionModel, env: IrqlEnvironment): readonly Callee[] {
  if (cause.kind === "call") {
    return [calleesOf(fn, env)(cause)];
  }
  const variable =
    cause.kind === "name"
      ? fn.locals.get(cause.name)?.find(({ nameSpan }) => nameSpan.start === cause.start)
      : undefined;
  return variable === undefined
    ? []
    : (["constructor", "destructor"] as const).flatMap((end) => lifetimeCallee(variable, end, fn, env.unit) ?? []);
}

function bodiesOf(
  callee: Callee,
  env: IrqlEnvironment,
): readonly { readonly body: FunctionModel; readonly flow: IrqlFlow }[] {
  switch (callee.kind) {
    case "function":
      return functionsOfKey(callee.key, env.unit).map((body) => ({ body, flow: env.derived(irqlFlow, body) }));
    case "macro":
      return loops(callee.macro, env.unit) ? [] : [{ body: callee.body, flow: env.derived(irqlFlow, callee.body) }];
    default:
      return [];
  }
}

/** What held for a node to be reached, by the branches that it stands in and that another place does not: outermost first. */
function conditionsOn(node: CallExpr | Expr, around: Span, fn: FunctionModel): readonly LevelCause[] {
  const found: LevelCause[] = [];
  let [inner, outer]: [Node, Node | undefined] = [node, fn.parentOf(node)];
  for (; outer !== undefined; [inner, outer] = [outer, fn.parentOf(outer)]) {
    if (outer.kind === "if" && inner !== outer.condition && inner !== outer.init && !isIn(around, inner)) {
      found.unshift(condition(outer.condition, inner === outer.whenTrue, fn));
    } else if (outer.kind === "case" && inner !== outer.value && !isIn(around, outer)) {
      found.unshift({
        at: fn.place(outer.value ?? outer),
        message: outer.value === undefined ? "in the default case" : `in the case ${conditionText(outer.value, fn)}`,
        level: undefined,
        because: [],
      });
    }
  }
  return found;
}

const condition = (expr: Span, holds: boolean, fn: FunctionModel): LevelCause => ({
  at: fn.place(expr),
  message: `where ${conditionText(expr, fn)} ${holds ? "holds" : "does not hold"}`,
  level: undefined,
  because: [],
});

const isIn = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.start < outer.end;

/** What says of the level of the entry that it is lower or higher at a place than anybody said of the entry. */
export function narrowingCauses(
  place: Span,
  worlds: readonly World<IrqlState>[],
  fn: FunctionModel,
  env: IrqlEnvironment,
): readonly LevelCause[] {
  const found: LevelCause[] = [];
  const there = enteredRanges(worlds);
  env.derived(toldFlow, fn).body?.eachStep((step, before, after) => {
    if (step.kind !== "call" || step.node.end > place.start) {
      return;
    }
    const from = enteredRanges(before);
    for (const range of enteredRanges(after)) {
      // What is known afterwards has to be what is known there: else something else has said it, or on another way.
      const isNarrower =
        from.some((one) => one.low <= range.low && range.high <= one.high) && !from.some((one) => isSame(one, range));
      const isNew = isNarrower && there.some((one) => isSame(one, range));
      const text = rangeText(range);
      if (isNew && text !== undefined) {
        const message = `${causeName(step.node)} may be called at ${text} only, so that it is the level from here on`;
        found.push({ at: fn.place(step.node), message, level: range, because: conditionsOn(step.node, place, fn) });
      }
    }
  });
  const asked = worlds
    .filter(({ property }) => property.level.symbol === entrySymbol)
    .flatMap((world) => levelConditions(world, fn, env));
  return distinct([...found, ...asked]);
}

/** The conditions on the way that ask for the level itself. */
function levelConditions({ trail }: World<IrqlState>, fn: FunctionModel, env: IrqlEnvironment): readonly LevelCause[] {
  const found: LevelCause[] = [];
  for (let each = trail; each !== undefined; each = each.before) {
    const { guard } = each;
    if (guard.kind === "condition" && asksForLevel(guard.expr, fn, env)) {
      found.unshift(condition(guard.expr, guard.holds, fn));
    }
  }
  return found;
}

const asksForLevel = (expr: Span, fn: FunctionModel, env: IrqlEnvironment): boolean =>
  fn.calls.some(
    ({ name, expr: call }) =>
      name !== undefined && expr.start <= call.start && call.end <= expr.end && env.facts.readsIrql(name),
  );

/** The ranges of the entry's level, by the ways on which it is that. */
const enteredRanges = (worlds: readonly World<IrqlState>[]): readonly LevelRange[] =>
  worlds.flatMap(({ property: { level } }) => (level.symbol === entrySymbol ? level : []));

const isSame = (a: LevelRange, b: LevelRange): boolean => a.low === b.low && a.high === b.high;

function distinct(causes: readonly LevelCause[]): readonly LevelCause[] {
  const seen = new Set<string>();
  return causes.filter(({ at, message }) => {
    const key = `${message} ${at.file} ${at.anchor.start + at.start}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
