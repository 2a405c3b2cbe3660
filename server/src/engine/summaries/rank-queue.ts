/** Components that wait to be worked out, the one of the lowest rank first: a binary heap. */
import type { Component } from "./call-graph.ts";

export class RankQueue {
  private readonly heap: Component[] = [];
  private readonly waiting = new Set<Component>();

  /** Adds a component; its rank stays as it is while it waits. */
  add(component: Component): void {
    if (this.waiting.has(component)) {
      return;
    }
    this.waiting.add(component);
    const { heap } = this;
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above] as Component;
      if (parent.rank <= component.rank) {
        break;
      }
      heap[at] = parent;
      at = above;
    }
    heap[at] = component;
  }

  /** Takes the first off. */
  take(): Component | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) {
      return undefined;
    }
    this.waiting.delete(first);
    if (heap.length > 0) {
      this.sink(last);
    }
    return first;
  }

  private sink(component: Component): void {
    const { heap } = this;
    let at = 0;
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
      const isRight = right !== undefined && left !== undefined && right.rank < left.rank;
      const child = isRight ? right : left;
      if (child === undefined || child.rank >= component.rank) {
        heap[at] = component;
        return;
      }
      heap[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
  }
}
