/** The levels at each place of a function where something happens, for people who read it. */
import type { Span, Stmt } from "../../syntax/ast.ts";
import type { Step } from "../flow/cfg.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { World } from "../worlds/worlds.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { irqlFlow } from "./flow.ts";
import { entrySymbol, intersection, type LevelRange, union } from "./level.ts";
import type { IrqlState } from "./state.ts";

/** The levels on all ways to a place, those that are still the function's entry level told apart. */
export interface LevelsThere {
  readonly entered: LevelRange | undefined;
  readonly set: LevelRange | undefined;
}

/** Offsets are those of the function's nodes; of a statement that holds others what stands before them. */
export interface LevelPoint extends Span {
  readonly before: LevelsThere;
  readonly after: LevelsThere;
  /** The call that is made there, where it is one. */
  readonly isCall: boolean;
}

/** By position, outer places before those inside them; none where the flow is not known. */
export const levelPoints: FunctionAnalysis<IrqlEnvironment, readonly LevelPoint[]> = {
  run(fn, env) {
    const points: LevelPoint[] = [];
    env.derived(irqlFlow, fn).body?.eachStep((step, before, after) => {
      const span = spanOf(step);
      if (span !== undefined) {
        points.push({ ...span, before: levelsOf(before), after: levelsOf(after), isCall: step.kind === "call" });
      }
    });
    return merged(points);
  },
};

/** The levels at a place of a function that is entered at these. */
export function levelsThere({ entered, set }: LevelsThere, entry: LevelRange): LevelRange | undefined {
  const asEntered = entered && (intersection(entered, entry) ?? entered);
  return asEntered === undefined || set === undefined ? (asEntered ?? set) : union(asEntered, set);
}

/** The levels in all worlds. */
export function levelsOf(worlds: readonly World<IrqlState>[]): LevelsThere {
  let [entered, set]: (LevelRange | undefined)[] = [undefined, undefined];
  for (const { property } of worlds) {
    const { symbol, low, high } = property.level;
    const range = { low, high };
    if (symbol === entrySymbol) {
      entered = entered === undefined ? range : union(entered, range);
    } else {
      set = set === undefined ? range : union(set, range);
    }
  }
  return { entered, set };
}

/** Where something is done: the end of a life or a loop's next round is no place of the text. */
function spanOf(step: Step): Span | undefined {
  switch (step.kind) {
    case "end":
    case "iterate":
      return undefined;
    case "statement":
      return headOf(step.node);
    default:
      return { start: step.node.start, end: step.node.end };
  }
}

/** Of a statement that holds others what stands before them. */
function headOf(node: Stmt): Span | undefined {
  const upTo = (end: number): Span => ({ start: node.start, end: Math.max(node.start, end) });
  switch (node.kind) {
    case "block":
      return undefined;
    case "if":
      return upTo(node.whenTrue.start);
    case "while":
    case "do":
    case "for":
    case "range-for":
    case "switch":
    case "seh-try":
    case "cpp-try":
      return upTo(node.body.start);
    case "case":
      return upTo(node.statements[0]?.start ?? node.end);
    case "label":
      return upTo(node.statement?.start ?? node.end);
    default:
      return { start: node.start, end: node.end };
  }
}

/** A `__finally` is there once for each way into it: for who reads it, once. */
function merged(points: readonly LevelPoint[]): readonly LevelPoint[] {
  const byPlace = new Map<string, LevelPoint>();
  for (const point of points) {
    const key = `${point.start} ${point.end} ${point.isCall}`;
    const other = byPlace.get(key);
    byPlace.set(
      key,
      other === undefined
        ? point
        : { ...point, before: either(point.before, other.before), after: either(point.after, other.after) },
    );
  }
  return [...byPlace.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

const either = (a: LevelsThere, b: LevelsThere): LevelsThere => ({
  entered: a.entered && b.entered ? union(a.entered, b.entered) : (a.entered ?? b.entered),
  set: a.set && b.set ? union(a.set, b.set) : (a.set ?? b.set),
});

/** The innermost place around an offset of the function's nodes; undefined between them. */
export function pointAt(points: readonly LevelPoint[], offset: number): LevelPoint | undefined {
  let found: LevelPoint | undefined;
  for (const point of points) {
    if (point.start > offset) {
      break;
    }
    if (offset <= point.end && (found === undefined || point.end - point.start <= found.end - found.start)) {
      found = point;
    }
  }
  return found;
}
