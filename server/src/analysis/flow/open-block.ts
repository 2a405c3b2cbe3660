/** Blocks while a graph is being made: edges are added as they become known; at the end the reachable ones are numbered. */
import type { Block, Edge, Guard, Step } from "./cfg.ts";

export interface OpenBlock {
  readonly steps: Step[];
  readonly edges: { to: OpenBlock; readonly guard: Guard | undefined; readonly exceptional: boolean }[];
}

export const openBlock = (): OpenBlock => ({ steps: [], edges: [] });

/** The blocks that `entry` reaches as finished ones, in reverse postorder. */
export function finishBlocks(entry: OpenBlock): ReadonlyMap<OpenBlock, Block> {
  const order = reversePostorder(entry);
  const finished = new Map<OpenBlock, Block & { edges: readonly Edge[] }>();
  for (const [id, block] of order.entries()) {
    finished.set(block, { id, steps: block.steps, edges: [] });
  }
  for (const [open, block] of finished) {
    block.edges = open.edges.map(({ to, guard, exceptional }) => ({
      to: finished.get(to) as Block,
      guard,
      exceptional,
    }));
  }
  return finished;
}

/** With an explicit stack: a function may have any number of blocks in a row. */
function reversePostorder(entry: OpenBlock): readonly OpenBlock[] {
  const seen = new Set([entry]);
  const postorder: OpenBlock[] = [];
  const stack = [{ block: entry, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    // Later edges first: what an `if` leads to comes before what follows it.
    const edge = top.block.edges[top.block.edges.length - 1 - top.next];
    top.next++;
    if (edge === undefined) {
      postorder.push(top.block);
      stack.pop();
    } else if (!seen.has(edge.to)) {
      seen.add(edge.to);
      stack.push({ block: edge.to, next: 0 });
    }
  }
  return postorder.reverse();
}
