/**
 * Keeps the summaries of one analysis true: callees before callers, and a caller again only when it can tell the
 * difference. Functions that call each other are a matter of their own (`circle.ts`).
 */
import type { SummaryAnalysis } from "../../analysis/summaries.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { FunctionCache, Subject } from "../function-cache.ts";
import type { Questions } from "../questions.ts";
import type { Steps } from "../steps.ts";
import { CallGraph, type CallNode, type Component } from "./call-graph.ts";
import { CircleSolver } from "./circle.ts";
import type { Definitions } from "./definitions.ts";
import { RankQueue } from "./rank-queue.ts";

/** What a solver works with; all solvers of a unit share it. */
export interface SolverParts {
  readonly definitions: Definitions;
  readonly cache: FunctionCache;
  readonly questions: Questions;
  /** The context of a file of the unit, in which its functions are summarized. */
  contextOf(path: string): RuleContext;
}

/** A function's summary. */
export interface Held<S> {
  /** What whoever asks is answered; provisional while a circle of calls is worked out. */
  now: S;
  /** What others have been told: the last value that was final. */
  told: S;
  /** What stands among questions for what callers can tell, and for the places beside it. */
  readonly question: string;
  readonly reasons: string;
}

export class SummarySolver<S> {
  readonly analysis: SummaryAnalysis<RuleContext, S>;
  private readonly parts: SolverParts;
  /** The key of what functions are said to call. */
  private readonly calls = {};
  private readonly id: number;
  private readonly graph = new CallGraph();
  private readonly held = new Map<string, Held<S>>();
  private readonly circles: CircleSolver<S>;
  /** Keys whose functions came, went or may call others now. */
  private readonly unread = new Set<string>();
  /** Functions that are to be summarized again. */
  private readonly dirty = new Set<CallNode>();
  private queue = new RankQueue();
  /** Functions whose analysis did not come to its end. */
  private readonly givenUp = new Set<string>();

  /** @param id tells the questions about this analysis from those about others */
  constructor(analysis: SummaryAnalysis<RuleContext, S>, id: number, parts: SolverParts) {
    this.analysis = analysis;
    this.id = id;
    this.parts = parts;
    const { dirty } = this;
    this.circles = new CircleSolver({
      analysis,
      cache: parts.cache,
      dirty,
      held: (node) => this.holding(node.key),
      evaluate: (node, turn) => this.evaluate(node, turn),
      asks: ({ key }, question) =>
        parts.definitions.of(key).some((fn) => parts.cache.asked(fn, analysis)?.has(question)),
      nodeOf: (subject) => this.nodeOf(subject),
      take: (node, value, among) => this.take(node.key, value, among),
    });
    parts.cache.watch(analysis, (subject) => {
      const node = this.nodeOf(subject);
      if (node !== undefined) {
        this.mark(node);
      }
    });
    parts.cache.watch(this.calls, (subject) => {
      const key = this.keyOf(subject);
      if (key !== undefined) {
        this.unread.add(key);
      }
    });
  }

  /** The summary of a function, and writes down that it was asked for: as callers see it, or with its places. */
  ask(key: string, detail: "summary" | "reasons"): S {
    const known = this.held.get(key);
    const question = detail === "summary" ? known?.question : known?.reasons;
    this.parts.questions.ask(question ?? this.question(detail, key));
    const past = this.circles.isAskingAgain ? this.circles.inPast(this.graph.node(key)) : undefined;
    if (past !== undefined) {
      return past.value;
    }
    return known === undefined ? this.analysis.unknown : known.now;
  }

  /** Takes back what is provisional, so that questions may be asked though work was dropped halfway. */
  pause(): void {
    this.circles.abandon();
  }

  /** Says that these keys have other functions now. */
  changed(keys: Iterable<string>): void {
    for (const key of keys) {
      this.unread.add(key);
    }
  }

  /** Keys of the functions that call this one. */
  callersOf(key: string): readonly string[] {
    return [...(this.graph.node(key)?.callers ?? [])].map((caller) => caller.key);
  }

  /** Keys of the functions whose analysis did not come to its end. */
  get gaveUp(): ReadonlySet<string> {
    return this.givenUp;
  }

  /** Brings all summaries up to date, in slices. Whoever drops this can begin it again at any time, also after edits. */
  *settling(): Steps<void> {
    const { circles, graph } = this;
    if (this.unread.size === 0 && this.dirty.size === 0 && graph.isOrdered && !circles.isOpen) {
      return;
    }
    circles.abandon();
    for (const key of this.unread) {
      this.readCalls(key);
      this.unread.delete(key);
      yield;
    }
    if (!graph.isOrdered) {
      for (const node of yield* graph.ordering()) {
        this.dirty.add(node);
      }
    }
    this.queue = new RankQueue();
    for (const node of this.dirty) {
      this.mark(node);
    }
    for (let component = this.queue.take(); component !== undefined; component = this.queue.take()) {
      yield* this.settleComponent(component);
    }
  }

  private *settleComponent(component: Component): Steps<void> {
    if (component.isCircular) {
      yield* this.circles.settling(component);
      return;
    }
    const [node] = component.members;
    if (node !== undefined && this.dirty.has(node)) {
      const value = this.evaluate(node, "first");
      this.dirty.delete(node);
      this.take(node.key, value);
      yield;
    }
  }

  /** Takes in what a function calls, and whether there is one. */
  private readCalls(key: string): void {
    const { definitions, cache, contextOf } = this.parts;
    const { analysis, graph } = this;
    const functions = definitions.of(key);
    if (functions.length === 0) {
      const node = graph.node(key);
      if (node !== undefined) {
        this.dirty.delete(node);
      }
      graph.remove(key);
      this.take(key, analysis.unknown);
      this.held.delete(key);
      this.givenUp.delete(key);
      return;
    }
    const calls = functions.flatMap((fn) =>
      cache.get(fn, this.calls, () => attempt(() => analysis.callees(fn, contextOf(fn.file)), [])),
    );
    graph.define(key, calls);
    const node = graph.node(key);
    if (node !== undefined) {
      this.dirty.add(node);
    }
  }

  /** See `CircleParts.evaluate`. */
  private evaluate({ key }: CallNode, turn: "first" | "again"): S {
    const { definitions, cache, questions, contextOf } = this.parts;
    const { analysis } = this;
    const [first = analysis.unknown, ...others] = definitions.of(key).map((fn) =>
      cache.get(fn, analysis, () => {
        const before = turn === "again" ? cache.asked(fn, analysis) : undefined;
        if (before !== undefined) {
          questions.askAll(before);
        }
        return attempt(() => analysis.summarize(fn, contextOf(fn.file)), analysis.unknown);
      }),
    );
    return others.every((other) => analysis.equal(first, other)) ? first : analysis.unknown;
  }

  /** Takes a value that is final, and tells whom it concerns. */
  private take(key: string, value: S, among?: (subject: Subject) => boolean): void {
    const { analysis, parts, givenUp } = this;
    const held = this.holding(key);
    if (!analysis.equal(held.told, value)) {
      parts.cache.answered([held.question, held.reasons], among);
    } else if (!analysis.sameReasons(held.told, value)) {
      parts.cache.answered([held.reasons]);
    }
    held.now = value;
    held.told = value;
    const component = this.graph.node(key)?.component;
    if (analysis.gaveUp?.(value) === true || (component !== undefined && this.circles.gaveUp(component))) {
      givenUp.add(key);
    } else {
      givenUp.delete(key);
    }
  }

  private holding(key: string): Held<S> {
    let held = this.held.get(key);
    if (held === undefined) {
      const { unknown } = this.analysis;
      const [question, reasons] = [this.question("summary", key), this.question("reasons", key)];
      held = { now: unknown, told: unknown, question, reasons };
      this.held.set(key, held);
    }
    return held;
  }

  private mark(node: CallNode): void {
    this.dirty.add(node);
    if (node.component !== undefined) {
      this.queue.add(node.component);
    }
  }

  private question(detail: "summary" | "reasons", key: string): string {
    return `${detail} ${this.id} ${key}`;
  }

  private nodeOf(subject: Subject): CallNode | undefined {
    const key = this.keyOf(subject);
    return key === undefined ? undefined : this.graph.node(key);
  }

  private keyOf(subject: Subject): string | undefined {
    return "definition" in subject ? this.parts.definitions.keyOf(subject) : undefined;
  }
}

/** What an analysis answers; where it throws, nothing is known: the rule that asks for the same is told of then. */
function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
