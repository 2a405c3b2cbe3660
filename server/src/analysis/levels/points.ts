/** The levels at each place of a function where something happens, for people who read it. */
import type { Span, Stmt } from "../../syntax/ast.ts";
import type { Step } from "../flow/cfg.ts";
import type { FollowedBody } from "../worlds/returns.ts";
import type { World } from "../worlds/worlds.ts";
import { joined, type Lattice, type LevelOf, type LevelsThere, levelsOf } from "./lattice.ts";

/** Offsets are those of the function's nodes; of a statement that holds others what stands before them. */
export interface LevelPoint<L> extends Span {
  readonly before: LevelsThere<L>;
  readonly after: LevelsThere<L>;
  /** The call that is made there, where it is one. */
  readonly isCall: boolean;
}

/** By position, outer places before those inside them. */
export function levelPoints<P, L>(
  body: Pick<FollowedBody<P>, "eachStep">,
  read: (property: P) => LevelOf<L>,
  lattice: Lattice<L>,
): readonly LevelPoint<L>[] {
  // Between two steps the worlds are mostly the same list.
  const known = new Map<readonly World<P>[], LevelsThere<L>>();
  const levelsIn = (worlds: readonly World<P>[]): LevelsThere<L> => {
    const levels = known.get(worlds) ?? levelsOf(worlds, read, lattice);
    known.set(worlds, levels);
    return levels;
  };
  // A `__finally` is there once for each way into it: for who reads it, once.
  const byPlace = new Map<string, LevelPoint<L>>();
  body.eachStep((step, before, after) => {
    const span = spanOf(step);
    if (span === undefined) {
      return;
    }
    const isCall = step.kind === "call";
    const key = `${span.start} ${span.end} ${isCall}`;
    const [there, then] = [levelsIn(before), levelsIn(after)];
    const other = byPlace.get(key);
    byPlace.set(key, {
      ...span,
      isCall,
      before: other === undefined ? there : either(other.before, there, lattice),
      after: other === undefined ? then : either(other.after, then, lattice),
    });
  });
  return [...byPlace.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

const either = <L>(a: LevelsThere<L>, b: LevelsThere<L>, lattice: Lattice<L>): LevelsThere<L> => ({
  entered: joined(a.entered, b.entered, lattice),
  set: joined(a.set, b.set, lattice),
});

/** The innermost place around an offset of the function's nodes; undefined between them. */
export function pointAt<L>(points: readonly LevelPoint<L>[], offset: number): LevelPoint<L> | undefined {
  let found: LevelPoint<L> | undefined;
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

/** The worlds before a place, of all steps that stand there. */
export function worldsAt<P>(
  { start, end, isCall }: LevelPoint<unknown>,
  body: Pick<FollowedBody<P>, "eachStep">,
): readonly World<P>[] {
  const worlds: World<P>[] = [];
  body.eachStep((step, before) => {
    const span = (step.kind === "call") === isCall ? spanOf(step) : undefined;
    if (span?.start === start && span.end === end) {
      worlds.push(...before);
    }
  });
  return worlds;
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
