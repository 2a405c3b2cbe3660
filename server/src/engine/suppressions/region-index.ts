/** Finds the first of many entries with a region that a range touches, in a time that grows with their logarithm. */
import { firstIndex } from "../../syntax/search.ts";
import type { Region } from "./table.ts";

const none = Number.POSITIVE_INFINITY;

/**
 * A segment tree over the places where regions begin and end. Node 1 is the root, the children of `n` are `2n` and
 * `2n + 1`; leaf `i` is the text from `bounds[i]` up to `bounds[i + 1]`.
 */
export class RegionIndex {
  private readonly bounds: readonly number[];
  /** A power of two. */
  private readonly leaves: number;
  /** By node: the first entry with a region that covers the node's text and not its parent's. */
  private readonly covering: Float64Array;
  /** By node: the first entry with a region anywhere in the node's text, those that cover its parent's left out. */
  private readonly within: Float64Array;

  /** @param entries the regions of each entry; one that reaches to the text's end may end at infinity */
  constructor(entries: readonly (readonly Region[])[]) {
    const bounds = new Set<number>();
    for (const regions of entries) {
      for (const { start, end } of regions) {
        bounds.add(start).add(end);
      }
    }
    this.bounds = [...bounds].sort((a, b) => a - b);
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(2, this.bounds.length)));
    this.covering = new Float64Array(2 * this.leaves).fill(none);
    this.within = new Float64Array(2 * this.leaves).fill(none);
    for (const [entry, regions] of entries.entries()) {
      for (const { start, end } of regions) {
        this.add(entry, this.leafAt(start), this.leafAt(end));
      }
    }
    for (let node = 2 * this.leaves - 1; node > 0; node--) {
      const below =
        node < this.leaves ? Math.min(this.within[2 * node] as number, this.within[2 * node + 1] as number) : none;
      this.within[node] = Math.min(this.covering[node] as number, below);
    }
  }

  /** Index of the first entry with a region that overlaps `[start, end)`, which is not empty. */
  firstTouching(start: number, end: number): number | undefined {
    const { bounds } = this;
    // The first leaf may begin before the range: no region begins or ends inside it.
    const from = Math.max(0, firstIndex(bounds, (bound) => bound > start) - 1);
    const to = this.leafAt(end);
    const first = from < to ? this.first(1, 0, this.leaves, from, to) : none;
    return first === none ? undefined : first;
  }

  private leafAt(bound: number): number {
    return firstIndex(this.bounds, (known) => known >= bound);
  }

  /** Notes an entry at the nodes that together make up the leaves `[from, to)`. */
  private add(entry: number, from: number, to: number): void {
    const { covering, leaves } = this;
    for (let low = from + leaves, high = to + leaves; low < high; low >>= 1, high >>= 1) {
      if (low % 2 === 1) {
        covering[low] = Math.min(covering[low] as number, entry);
        low++;
      }
      if (high % 2 === 1) {
        high--;
        covering[high] = Math.min(covering[high] as number, entry);
      }
    }
  }

  /** The first entry in the leaves `[from, to)`, below a node that has those from `start` on, `length` of them. */
  private first(node: number, start: number, length: number, from: number, to: number): number {
    if (to <= start || from >= start + length) {
      return none;
    }
    if (from <= start && start + length <= to) {
      return this.within[node] as number;
    }
    const half = length / 2;
    return Math.min(
      this.covering[node] as number,
      this.first(2 * node, start, half, from, to),
      this.first(2 * node + 1, start + half, half, from, to),
    );
  }
}
