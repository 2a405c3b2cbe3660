/**
 * Summaries of functions that call each other. All begin with `bottom` and are asked again, in an order that hangs on
 * their calls alone, until nothing changes. What each said at which time is kept: after an edit its function is asked the
 * same questions again, and where it says the same each time, all the others would too, and are not asked.
 */
import type { SummaryAnalysis } from "../../analysis/summaries.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { FunctionCache, Subject } from "../function-cache.ts";
import type { Steps } from "../steps.ts";
import type { CallNode, Component } from "./call-graph.ts";
import type { Held } from "./solver.ts";

/** What the solver of all functions lends. */
export interface CircleParts<S> {
  readonly analysis: SummaryAnalysis<RuleContext, S>;
  readonly cache: FunctionCache;
  /** Functions that are to be asked again; the cache adds those whose answers fall. */
  readonly dirty: Set<CallNode>;
  held(node: CallNode): Held<S>;
  /**
   * Summarizes a function, or gives what is kept while that holds. What is kept `again` falls with all that was asked
   * the times before as well, as its value hangs on what was said then.
   */
  evaluate(node: CallNode, turn: "first" | "again"): S;
  /** Whether a question was asked when a function was last summarized. */
  asks(node: CallNode, question: string): boolean;
  nodeOf(subject: Subject): CallNode | undefined;
  /** Takes a value that is final, and tells `among` all others whom it concerns. */
  take(node: CallNode, value: S, among?: (subject: Subject) => boolean): void;
}

/** What a function said when it was asked. */
interface Run<S> {
  readonly time: number;
  readonly value: S;
  /** Of whom in the circle it asked: when one of these says something else, it is asked again. */
  readonly asked: readonly CallNode[];
}

interface Solution<S> {
  readonly runs: Map<CallNode, readonly Run<S>[]>;
  /** It did not come to an end: its functions are unknown. */
  readonly gaveUp: boolean;
}

/** Where there is more to say after so many rounds, there may be no end. */
const mostRounds = 32;

export class CircleSolver<S> {
  private readonly parts: CircleParts<S>;
  private readonly solutions = new WeakMap<Component, Solution<S>>();
  /** The circle that is being worked out, with values that nobody outside has been told. */
  private open: Component | undefined;
  /** The time that is asked about again. */
  private past: { readonly runs: Solution<S>["runs"]; readonly time: number } | undefined;

  constructor(parts: CircleParts<S>) {
    this.parts = parts;
  }

  /** Whether work on a circle was dropped. */
  get isOpen(): boolean {
    return this.open !== undefined;
  }

  /** Whether a function is asked again what it was asked at another time. */
  get isAskingAgain(): boolean {
    return this.past !== undefined;
  }

  /** Whether the functions of a circle are unknown because there was no end. */
  gaveUp(component: Component): boolean {
    return this.solutions.get(component)?.gaveUp === true;
  }

  /** What a function's summary was at the time that is asked about again; undefined where it is what it is now. */
  inPast(node: CallNode | undefined): { readonly value: S } | undefined {
    const { past } = this;
    const runs = node && past?.runs.get(node);
    if (past === undefined || runs === undefined) {
      return undefined;
    }
    return runs.findLast(({ time }) => time < past.time) ?? { value: this.parts.analysis.bottom };
  }

  /** Work on a circle was dropped: what was known of it before is what is known, until it is worked out again. */
  abandon(): void {
    const { open } = this;
    for (const node of open?.members ?? []) {
      this.parts.dirty.add(node);
      const { told } = this.parts.held(node);
      if (open !== undefined) {
        this.change(node, told, open);
      }
    }
    this.open = undefined;
  }

  /** Works out what is dirty of a circle, in slices; after it was dropped, `abandon` comes first. */
  *settling(component: Component): Steps<void> {
    const { dirty } = this.parts;
    const solution = this.solutions.get(component);
    for (const node of component.members) {
      if (dirty.has(node)) {
        if (solution === undefined || !this.saysTheSame(node, component, solution)) {
          yield* this.solving(component);
          return;
        }
        dirty.delete(node);
        yield;
      }
    }
  }

  /** Asks a function again all that it was asked, and takes what it says now if that makes no difference to others. */
  private saysTheSame(node: CallNode, component: Component, solution: Solution<S>): boolean {
    const { analysis, evaluate, take, held } = this.parts;
    const { runs, gaveUp } = solution;
    const before = runs.get(node) ?? [];
    const after: Run<S>[] = [];
    for (const { time, value, asked } of before) {
      if (before.length > 1) {
        this.forgetCallees(node, component);
      }
      this.past = { runs, time };
      const again = evaluate(node, after.length === 0 ? "first" : "again");
      this.past = undefined;
      if (!analysis.equal(value, again) || !this.askedBy(node, component).every((callee) => asked.includes(callee))) {
        this.forgetCallees(node, component);
        return false;
      }
      after.push({ time, value: again, asked: this.askedBy(node, component) });
    }
    if (gaveUp) {
      this.forgetCallees(node, component);
      evaluate(node, "again");
      take(node, held(node).now);
    } else {
      take(node, this.firstOfLast(after));
    }
    runs.set(node, after);
    return true;
  }

  private *solving(component: Component): Steps<void> {
    const { analysis, dirty, held, evaluate } = this.parts;
    const { members } = component;
    this.open = component;
    this.solutions.delete(component);
    const runs = new Map<CallNode, readonly Run<S>[]>();
    for (const node of members) {
      dirty.add(node);
      runs.set(node, []);
      this.change(node, analysis.bottom, component);
      yield;
    }
    let time = 0;
    let round = 0;
    for (; round < mostRounds && members.some((node) => dirty.has(node)); round++) {
      for (const node of members) {
        if (!dirty.delete(node)) {
          continue;
        }
        const before = runs.get(node) ?? [];
        const value = evaluate(node, before.length === 0 ? "first" : "again");
        runs.set(node, [...before, { time, value, asked: this.askedBy(node, component) }]);
        time++;
        // The first to say what it says keeps its reasons: they were there before those that stand on it.
        if (before.length === 0 || !analysis.equal(held(node).now, value)) {
          this.change(node, value, component);
        }
        yield;
      }
    }
    const gaveUp = members.some((node) => dirty.has(node));
    if (gaveUp) {
      yield* this.givingUp(component);
    }
    this.open = undefined;
    this.solutions.set(component, { runs, gaveUp });
    for (const node of members) {
      this.parts.take(node, held(node).now, (subject) => !this.isInside(subject, component));
    }
  }

  /** Makes all of a circle unknown; each is asked once more, so that it is known what its answer hangs on. */
  private *givingUp(component: Component): Steps<void> {
    const { analysis, dirty, evaluate } = this.parts;
    for (const node of component.members) {
      this.change(node, analysis.unknown, component);
    }
    for (const node of component.members) {
      evaluate(node, "again");
      yield;
    }
    for (const node of component.members) {
      dirty.delete(node);
    }
  }

  /** Gives a function another provisional value, of which the circle alone is told. */
  private change(node: CallNode, value: S, component: Component): void {
    const { analysis, cache, held } = this.parts;
    const member = held(node);
    const before = member.now;
    member.now = value;
    if (!analysis.equal(before, value)) {
      cache.answered([member.question, member.reasons], (subject) => this.isInside(subject, component));
    }
  }

  /** Lets fall what hangs on what a function was told of the circle. */
  private forgetCallees(node: CallNode, component: Component): void {
    const { cache, held, nodeOf } = this.parts;
    const inside = calledInside(node, component);
    cache.answered(
      inside.map((callee) => held(callee).question),
      (subject) => (nodeOf(subject) ?? node) === node,
    );
  }

  private askedBy(node: CallNode, component: Component): readonly CallNode[] {
    const { asks, held } = this.parts;
    return calledInside(node, component).filter((callee) => asks(node, held(callee).question));
  }

  /** The value that a function ends with, as it first said it. */
  private firstOfLast(runs: readonly Run<S>[]): S {
    const { equal, bottom } = this.parts.analysis;
    let value = runs.at(-1)?.value ?? bottom;
    for (const run of runs.toReversed()) {
      if (!equal(run.value, value)) {
        break;
      }
      value = run.value;
    }
    return value;
  }

  /** Whether something belongs to the circle; what is no function of the unit, a macro's body, may belong to all. */
  private isInside(subject: Subject, component: Component): boolean {
    const node = this.parts.nodeOf(subject);
    return node === undefined || node.component === component;
  }
}

const calledInside = (node: CallNode, component: Component): readonly CallNode[] =>
  node.calls.filter((callee) => callee.component === component);
