/** The summaries of a unit's functions, of all analyses that its rules ask for, kept true through edits. */
import type { SummaryAnalysis } from "../../analysis/summaries.ts";
import type { FileChange } from "../../model/build/file-change.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { FunctionCache } from "../function-cache.ts";
import type { Questions } from "../questions.ts";
import type { Steps } from "../steps.ts";
import { Definitions } from "./definitions.ts";
import { SummarySolver } from "./solver.ts";

export interface SummariesInput {
  readonly analyses: readonly SummaryAnalysis<RuleContext, unknown>[];
  /** Of the unit's files, in their order. */
  readonly paths: readonly string[];
  readonly cache: FunctionCache;
  readonly questions: Questions;
  /** The context of a file of the unit, in which its functions are summarized. */
  contextOf(path: string): RuleContext;
}

export class UnitSummaries {
  private readonly definitions: Definitions;
  private readonly solvers: ReadonlyMap<object, SummarySolver<unknown>>;

  constructor({ analyses, paths, ...parts }: SummariesInput) {
    this.definitions = new Definitions(paths);
    const { definitions } = this;
    this.solvers = new Map(
      [...new Set(analyses)].map((analysis, id) => [
        analysis,
        new SummarySolver(analysis, id, { ...parts, definitions }),
      ]),
    );
  }

  /**
   * A function's summary, and writes down that it was asked for.
   * @throws where no rule says that it asks for this analysis: it is not kept then
   */
  ask<S>(analysis: SummaryAnalysis<RuleContext, S>, key: string, detail: "summary" | "reasons"): S {
    const solver = this.solvers.get(analysis);
    if (solver === undefined) {
      throw new Error("a summary is asked for that no rule lists under `summaries`");
    }
    // A solver holds the summaries of the analysis that it stands under.
    return solver.ask(key, detail) as S;
  }

  /** The functions whose calls may mean one of this key, as far as an analysis knows. */
  callersOf(analysis: object, key: string): readonly FunctionModel[] {
    const keys = this.solvers.get(analysis)?.callersOf(key) ?? [];
    return keys.flatMap((caller) => this.definitions.of(caller));
  }

  /** Takes in a change of a file; what it makes of the summaries comes of `settling`. */
  follow(change: Pick<FileChange, "removed" | "added">): void {
    const touched = this.solvers.size === 0 ? [] : this.definitions.follow(change);
    for (const solver of this.solvers.values()) {
      solver.changed(touched);
    }
  }

  /** To be called before questions are asked while work was dropped halfway, which then begins again where it stands. */
  pause(): void {
    for (const solver of this.solvers.values()) {
      solver.pause();
    }
  }

  /** Brings all summaries up to date, in slices. Whoever drops this can begin it again at any time, also after edits. */
  *settling(): Steps<void> {
    for (const solver of this.solvers.values()) {
      yield* solver.settling();
    }
  }

  /** The functions of a file of which an analysis did not come to its end. */
  givenUp(path: string): ReadonlySet<FunctionModel> {
    const found = new Set<FunctionModel>();
    for (const solver of this.solvers.values()) {
      for (const key of solver.gaveUp) {
        for (const fn of this.definitions.of(key).filter(({ file }) => file === path)) {
          found.add(fn);
        }
      }
    }
    return found;
  }
}
