/** What a workspace is told and asked, and what it tells: plain data for whoever speaks with an editor. */
import type { FileMembership } from "../../model/unit/types.ts";
import type { ConfigProblem } from "../config/read.ts";
import type { CheckTask } from "../plan.ts";
import type { FunctionCounts, Problem, ReportedFinding } from "../report.ts";

/** A document that an editor has open. */
export interface OpenDocument {
  readonly path: string;
  /** Grows with each edit. */
  readonly version: number;
  /** UTF-16, line ends as they are. */
  readonly text: string;
}

/** The outcome of a file's check, for the very text that is given. */
export interface CheckedFile {
  readonly path: string;
  /** Of the open document; undefined for a file that is not open. */
  readonly version: number | undefined;
  readonly text: string;
  /** Suppressed ones among them. */
  readonly findings: readonly ReportedFinding[];
  /** Undefined where no rule speaks about the file. */
  readonly task: CheckTask | undefined;
  readonly membership: FileMembership | undefined;
  readonly functions: FunctionCounts | undefined;
  /** Whether all is told; if not, what the last edit means for functions that were not edited is told soon. */
  readonly isSettled: boolean;
}

export interface WorkspaceEvents {
  /** A file has been checked. */
  checked(file: CheckedFile): void;
  /** Nothing is known of a file any more: it was closed, or is gone. */
  forgotten(path: string): void;
  /** What goes on for longer than a moment; undefined when all is done. */
  activity(label: string | undefined): void;
  /** The mistakes in all configuration files that are known now. */
  configuration(problems: readonly ConfigProblem[]): void;
  /** Something went wrong with a file; the work goes on. */
  problem(problem: Problem): void;
}

/** How far a check or fixing of everything is. */
export interface WholeProgress {
  /** Files, or units. */
  readonly done: number;
  readonly total: number;
  /** The unit whose turn it is. */
  readonly unit: string;
}

/** Who asked for a check of everything. */
export interface WholeCheckListener {
  checked(file: CheckedFile): void;
  progress(progress: WholeProgress): void;
}

export interface FixRequest {
  /** Open or not; undefined stands for all files of the workspace. */
  readonly paths: readonly string[] | undefined;
  /** What is meant by naming a file: it alone (as where this is left out), or all files of its unit that are checked. */
  readonly extent?: "file" | "unit";
  /** Whether a file may be changed; any where this is left out. */
  mayEdit?(path: string): boolean;
  /** Ids of the rules that somebody asks for by name: nothing else is fixed. All are meant where this is left out. */
  readonly rules?: ReadonlySet<string>;
  progress?(progress: WholeProgress): void;
}

export interface FileChange {
  readonly path: string;
  readonly kind: "created" | "changed" | "deleted";
}
