/**
 * Which functions call which, by key, and in which order they are worked out: what is called before what calls it. Edits
 * mostly leave an order true; only one that does not makes it be worked out again.
 */
import type { Steps } from "../steps.ts";
import { componentsOf } from "./components.ts";

export interface CallNode {
  readonly key: string;
  /** Whether the unit defines it; others are there because somebody names them. */
  readonly isDefined: boolean;
  /** In the order in which they were given, each once; what the unit does not define is among them. */
  readonly calls: readonly CallNode[];
  readonly callers: ReadonlySet<CallNode>;
  /** Undefined before the first order that it has a place in. */
  readonly component: Component | undefined;
}

/** Functions that all call each other, directly or through one another; most often one alone. */
export interface Component {
  /** In an order that hangs on their calls alone: the way of a walk from the first by name, callees before callers. */
  readonly members: readonly CallNode[];
  /** Greater than those of all that its members call, but for the members themselves. */
  readonly rank: number;
  /** Whether a member calls itself, directly or through others. */
  readonly isCircular: boolean;
}

interface OwnNode extends CallNode {
  isDefined: boolean;
  calls: readonly OwnNode[];
  readonly callers: Set<OwnNode>;
  component: OwnComponent | undefined;
}

interface OwnComponent extends Component {
  readonly members: readonly OwnNode[];
  rank: number;
  /** A call between members came or went: it is not the component that it was, even if the members stay. */
  isStale: boolean;
}

export class CallGraph {
  private readonly nodes = new Map<string, OwnNode>();
  /** Whether every component stands where `Component` says it does. */
  private ordered = true;
  private highest = 0;

  get isOrdered(): boolean {
    return this.ordered;
  }

  node(key: string): CallNode | undefined {
    return this.nodes.get(key);
  }

  /** Says what a function of the unit calls. */
  define(key: string, calls: Iterable<string>): void {
    const node = this.named(key);
    this.setCalls(
      node,
      [...new Set(calls)].map((name) => this.named(name)),
    );
    const isNew = !node.isDefined;
    node.isDefined = true;
    if (node.component === undefined) {
      this.highest++;
      node.component = { members: [node], rank: this.highest, isCircular: false, isStale: false };
    }
    const { component } = node;
    if (component.members.length === 1) {
      const isCircular = node.calls.includes(node);
      if (isCircular !== component.isCircular) {
        node.component = { ...component, isCircular };
      }
    }
    this.ordered &&= node.calls.every((callee) => isInOrder(node, callee));
    this.ordered &&= !isNew || [...node.callers].every((caller) => isInOrder(caller, node));
  }

  /** Says that the unit does not define a function any more. */
  remove(key: string): void {
    const node = this.nodes.get(key);
    if (node === undefined) {
      return;
    }
    this.setCalls(node, []);
    node.isDefined = false;
    // One alone keeps its place while somebody names it: most often it comes back there.
    this.ordered &&= node.component === undefined || node.component.members.length === 1;
    this.dropUnnamed(node);
  }

  /**
   * Works the order out again, in slices; those components stay the objects that they are whose members and calls
   * between them do. Whoever drops this can begin it again at any time.
   * @returns the nodes that are or were in a circle and are in another component now
   */
  *ordering(): Steps<readonly CallNode[]> {
    const components = yield* componentsOf<OwnNode>([...this.nodes.values()].filter(({ isDefined }) => isDefined));
    const moved: CallNode[] = [];
    for (const node of this.nodes.values()) {
      if (!node.isDefined) {
        node.component = undefined;
      }
    }
    for (const [index, members] of components.entries()) {
      const [first] = members;
      const isCircular = members.length > 1 || first?.calls.includes(first) === true;
      const old = first?.component;
      if (old !== undefined && old.isCircular === isCircular && !old.isStale && isEqual(old.members, members)) {
        old.rank = index + 1;
        continue;
      }
      const component: OwnComponent = { members, rank: index + 1, isCircular, isStale: false };
      for (const node of members) {
        if (isCircular || node.component?.isCircular === true) {
          moved.push(node);
        }
        node.component = component;
      }
    }
    this.highest = components.length;
    this.ordered = true;
    return moved;
  }

  private named(key: string): OwnNode {
    let node = this.nodes.get(key);
    if (node === undefined) {
      node = { key, isDefined: false, calls: [], callers: new Set(), component: undefined };
      this.nodes.set(key, node);
    }
    return node;
  }

  private setCalls(node: OwnNode, calls: readonly OwnNode[]): void {
    const [before, after] = [new Set(node.calls), new Set(calls)];
    const isOrderKept = isEqual(node.calls, calls);
    node.calls = calls;
    for (const callee of after) {
      if (!before.has(callee)) {
        callee.callers.add(node);
      }
    }
    for (const callee of before) {
      if (!after.has(callee)) {
        callee.callers.delete(node);
        this.dropUnnamed(callee);
      }
    }
    const { component } = node;
    if (!isOrderKept && component !== undefined && component.members.length > 1) {
      const inside = (list: ReadonlySet<OwnNode>): readonly OwnNode[] =>
        [...list].filter((callee) => callee.component === component);
      if (!isEqual(inside(before), inside(after))) {
        component.isStale = true;
        this.ordered = false;
      }
    }
  }

  private dropUnnamed(node: OwnNode): void {
    if (!node.isDefined && node.callers.size === 0) {
      this.nodes.delete(node.key);
    }
  }
}

function isInOrder(caller: OwnNode, callee: OwnNode): boolean {
  return (
    !callee.isDefined ||
    (callee.component !== undefined &&
      caller.component !== undefined &&
      (callee.component === caller.component || callee.component.rank < caller.component.rank))
  );
}

const isEqual = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
