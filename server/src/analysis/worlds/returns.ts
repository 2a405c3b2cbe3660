/** The places at which a function returns, each with the ways in which control gets there. */
import type { FunctionModel } from "../../model/function.ts";
import type { ReturnStmt, Span } from "../../syntax/ast.ts";
import type { Block, Cfg, Step } from "../flow/cfg.ts";
import type { World } from "./worlds.ts";

export interface ReturnPoint<P> {
  /** Undefined where control comes to the end of the body. */
  readonly statement: ReturnStmt | undefined;
  /** The statement, or the closing brace. */
  readonly at: Span;
  /** With what `__finally` blocks and destructors have done on the way out. */
  readonly worlds: readonly World<P>[];
}

/** What an analysis knows of a function that it has followed. */
export interface FollowedBody<P> {
  readonly cfg: Cfg;
  /** The ways in which control comes to a block. */
  before(block: Block): readonly World<P>[];
  /** Visits each step that control can reach with the worlds before and after it. */
  eachStep(visit: (step: Step, before: readonly World<P>[], after: readonly World<P>[]) => void): void;
}

/** In the order of the source. */
export function returnPoints<P>(fn: FunctionModel, body: FollowedBody<P>): readonly ReturnPoint<P>[] {
  const { exit, blocks } = body.cfg;
  const after = new Map<unknown, readonly World<P>[]>();
  body.eachStep((step, _, worlds) => after.set(step, worlds));
  const { end } = fn.definition.body;
  const points = new Map<ReturnStmt | undefined, ReturnPoint<P>>();
  const before = predecessors(blocks);
  for (const block of blocks) {
    if (exit === undefined || !block.edges.some(({ to, exceptional }) => to === exit && !exceptional)) {
      continue;
    }
    const last = block.steps.at(-1);
    const worlds = last === undefined ? body.before(block) : (after.get(last) ?? []);
    const statement = returnIn(block, before);
    const there = points.get(statement);
    points.set(statement, {
      statement,
      at: statement ?? { start: end - 1, end },
      worlds: [...(there?.worlds ?? []), ...worlds],
    });
  }
  return [...points.values()].sort((a, b) => a.at.start - b.at.start);
}

/** The `return` that control has come by: in the block, or before the `__finally` blocks that run on the way. */
function returnIn(block: Block, before: ReadonlyMap<Block, readonly Block[]>): ReturnStmt | undefined {
  const seen = new Set<Block>();
  const pending = [block];
  let found: ReturnStmt | undefined;
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (seen.has(at)) {
      continue;
    }
    seen.add(at);
    const step = at.steps.findLast(({ kind }) => kind === "return");
    if (step?.kind !== "return") {
      pending.push(...(before.get(at) ?? []));
      if (before.get(at) === undefined) {
        return undefined;
      }
    } else if (found !== undefined && found !== step.node) {
      return undefined;
    } else {
      found = step.node;
    }
  }
  return found;
}

function predecessors(blocks: readonly Block[]): ReadonlyMap<Block, readonly Block[]> {
  const found = new Map<Block, Block[]>();
  for (const block of blocks) {
    for (const { to, exceptional } of block.edges) {
      const there = found.get(to);
      if (exceptional) {
        continue;
      }
      if (there === undefined) {
        found.set(to, [block]);
      } else {
        there.push(block);
      }
    }
  }
  return found;
}
