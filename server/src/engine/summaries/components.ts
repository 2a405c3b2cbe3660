/** The strongly connected components of a graph, what is reached before what reaches it (Tarjan 1972), without recursion. */
import type { Steps } from "../steps.ts";

/** A node with what it leads to, in an order that says which is first. */
interface Linked<N> {
  readonly key: string;
  /** Others are passed by. */
  readonly isDefined: boolean;
  readonly calls: readonly N[];
}

interface Visit<N> {
  readonly node: N;
  readonly index: number;
  /** The lowest index that is known to be reached from it and not in a component yet. */
  low: number;
  /** The next of its calls to look at. */
  next: number;
  isPlaced: boolean;
}

/** The components of the nodes that are defined, in slices; the members of each in an order that hangs on its calls alone. */
export function* componentsOf<N extends Linked<N>>(nodes: readonly N[]): Steps<readonly (readonly N[])[]> {
  const components: (readonly N[])[] = [];
  const visits = new Map<N, Visit<N>>();
  const open: Visit<N>[] = [];
  for (const root of nodes) {
    const path: Visit<N>[] = [];
    const enter = (node: N): void => {
      const visit = { node, index: visits.size, low: visits.size, next: 0, isPlaced: false };
      visits.set(node, visit);
      open.push(visit);
      path.push(visit);
    };
    if (!visits.has(root)) {
      enter(root);
    }
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const callee = visit.node.calls[visit.next];
      visit.next++;
      if (callee === undefined) {
        path.pop();
        const caller = path.at(-1);
        if (caller !== undefined) {
          caller.low = Math.min(caller.low, visit.low);
        }
        if (visit.low === visit.index) {
          components.push(inOwnOrder(closed(visit, open)));
        }
        yield;
      } else if (callee.isDefined) {
        const known = visits.get(callee);
        if (known === undefined) {
          enter(callee);
        } else if (!known.isPlaced) {
          visit.low = Math.min(visit.low, known.index);
        }
      }
    }
  }
  return components;
}

/** Takes off all that was entered since the root of a component, which is it. */
function closed<N>(root: Visit<N>, open: Visit<N>[]): N[] {
  const members: N[] = [];
  for (;;) {
    const visit = open.pop() as Visit<N>;
    visit.isPlaced = true;
    members.push(visit.node);
    if (visit === root) {
      return members;
    }
  }
}

/** The same members as a walk from the first by name leaves them, however they were found. */
function inOwnOrder<N extends Linked<N>>(members: readonly N[]): readonly N[] {
  const [only, ...others] = members;
  if (only === undefined || others.length === 0) {
    return members;
  }
  const inside = new Set(members);
  const left: N[] = [];
  const path: { readonly node: N; next: number }[] = [];
  const enter = (node: N): void => {
    inside.delete(node);
    path.push({ node, next: 0 });
  };
  enter(others.reduce((first, node) => (node.key < first.key ? node : first), only));
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const callee = top.node.calls[top.next];
    top.next++;
    if (callee === undefined) {
      left.push(top.node);
      path.pop();
    } else if (inside.has(callee)) {
      enter(callee);
    }
  }
  return left;
}
