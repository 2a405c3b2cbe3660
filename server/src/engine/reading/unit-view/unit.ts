/** A driver unit as the sections of its view see it: all functions with what is asked of them, kept between edits. */
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import type { FileModel } from "../../../model/file.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { Steps } from "../../steps.ts";
import type { UnitSession } from "../../unit-session.ts";
import type { UnitLevels } from "../levels/level.ts";

/** Functions between two moments at which the work may give way. */
const FUNCTIONS_A_STEP = 8;

/** Something that a function says, with the function. */
export interface SaidBy<T> {
  readonly fn: FunctionModel;
  readonly said: T;
}

export class ViewedUnit {
  /** In the unit's order. */
  readonly files: readonly FileModel[];
  readonly levels: UnitLevels | undefined;
  private readonly contexts: ReadonlyMap<string, RuleContext>;

  /** True until the session's next edit. */
  constructor(session: UnitSession) {
    const contexts = session.paths.flatMap((path) => session.reading(path)?.context ?? []);
    this.contexts = new Map(contexts.map((context) => [context.file.path, context]));
    this.files = contexts.map(({ file }) => file);
    this.levels = session.levels;
  }

  /** The context of a file of the unit; of any file where none is named. */
  context(path: string | undefined = this.files[0]?.path): RuleContext | undefined {
    return path === undefined ? undefined : this.contexts.get(path);
  }

  /**
   * What an analysis says of the functions that it has something to say of, in all files or `among` some; functions that
   * stand are not asked again.
   */
  *said<T>(
    analysis: FunctionAnalysis<RuleContext, readonly T[]>,
    among: readonly FileModel[] = this.files,
  ): Steps<readonly SaidBy<T>[]> {
    const all: SaidBy<T>[] = [];
    let asked = 0;
    for (const { path, declarations } of among) {
      const context = this.contexts.get(path);
      for (const { functions } of context === undefined ? [] : declarations) {
        for (const fn of functions) {
          for (const said of context?.derived(analysis, fn) ?? []) {
            all.push({ fn, said });
          }
          if (++asked % FUNCTIONS_A_STEP === 0) {
            yield;
          }
        }
      }
    }
    return all;
  }
}
