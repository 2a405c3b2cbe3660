/** Which blocks lie on every path from a graph's entry to its exit. */
import type { Block, Cfg } from "./cfg.ts";

/** The blocks through which every execution goes that returns; none where the function never does. */
export function blocksOnEveryPath(cfg: Cfg): ReadonlySet<Block> {
  const always = new Set<Block>();
  const dominators = immediateDominators(cfg);
  for (let block = cfg.exit; block !== undefined; block = dominators[block.id]) {
    always.add(block);
    if (block === cfg.entry) {
      break;
    }
  }
  return always;
}

/** Cooper, Harvey and Kennedy's algorithm; `cfg.blocks` is in reverse postorder, so ids compare. */
function immediateDominators({ entry, blocks }: Cfg): readonly (Block | undefined)[] {
  const predecessors: Block[][] = blocks.map(() => []);
  for (const block of blocks) {
    for (const { to } of block.edges) {
      predecessors[to.id]?.push(block);
    }
  }
  const dominators: (Block | undefined)[] = new Array(blocks.length).fill(undefined);
  dominators[entry.id] = entry;
  const meet = (a: Block, b: Block): Block => {
    let [left, right] = [a, b];
    while (left !== right) {
      if (left.id > right.id) {
        left = dominators[left.id] ?? entry;
      } else {
        right = dominators[right.id] ?? entry;
      }
    }
    return left;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of blocks) {
      if (block === entry) {
        continue;
      }
      let found: Block | undefined;
      for (const predecessor of predecessors[block.id] ?? []) {
        if (dominators[predecessor.id] !== undefined) {
          found = found === undefined ? predecessor : meet(predecessor, found);
        }
      }
      if (found !== dominators[block.id]) {
        dominators[block.id] = found;
        changed = true;
      }
    }
  }
  return dominators;
}
