/** What checks the files of one unit, whatever they are written in: kept true through edits, asked for findings in slices. */
import type { TextEdit } from "../syntax/document.ts";
import type { Lexed } from "./judge.ts";
import type { FileStats, FunctionCounts, Problem, ReportedFinding } from "./report.ts";
import type { Steps } from "./steps.ts";

export interface CheckSession {
  /** Paths of the session's files. */
  readonly paths: readonly string[];
  text(path: string): string | undefined;
  /** What suppressions are read with; true until the file's next edit. */
  lexed(path: string): Lexed | undefined;
  /** Applies an edit to a file of the session, brought inside its text; ignored for other files. */
  edit(path: string, edit: TextEdit): void;
  /**
   * The findings of one file by position, suppressed ones not told apart yet; none of a file that no rule speaks about. An
   * edit between two slices makes the rest worthless, so it is to be dropped then.
   */
  checking(path: string, onProblem: (problem: Problem) => void): Steps<readonly ReportedFinding[]>;
  /** What can be said of a file right after an edit, before all that follows from it is worked out; undefined for nothing. */
  glancing(path: string, onProblem: (problem: Problem) => void): Steps<readonly ReportedFinding[] | undefined>;
  stats(path: string): FileStats | undefined;
  /** As in `stats`, without looking at the text. */
  functionCounts(path: string): FunctionCounts | undefined;
}
