/** "Fix all" for some files of a workspace: each unit is read for it anew, as fixing tries edits that nobody may see. */
import type { FileTree } from "../../model/unit/file-tree.ts";
import { fixAll } from "../fixes/fix-all.ts";
import { loadingFor, openingSession } from "../open-session.ts";
import type { CheckTask } from "../plan.ts";
import type { Problem, ReportedEdit, ReportedFinding } from "../report.ts";
import type { Steps } from "../steps.ts";
import type { EngineParts } from "../unit-session.ts";
import type { FileCheck } from "./live-unit.ts";
import { readUnitFiles } from "./unit-files.ts";

/** Files of one task whose findings are to be fixed. */
export interface FixTask {
  readonly task: CheckTask;
  readonly paths: readonly string[];
}

export interface FixHost {
  readonly tree: FileTree;
  readonly parts: EngineParts;
  judge(check: FileCheck): readonly ReportedFinding[];
  mayEdit(path: string): boolean;
  progress(progress: { readonly done: number; readonly total: number; readonly unit: string }): void;
  problem(problem: Problem): void;
}

export interface UnitFixes {
  /** Of the texts that the files had when their unit was read; of one file in order and not overlapping. */
  readonly edits: readonly ReportedEdit[];
  /** The texts that they are of, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many findings are cured. */
  readonly fixes: number;
}

/** A file that two units share is changed for the first of them alone: the other does not know of that. */
export function* fixingUnits(tasks: readonly FixTask[], host: FixHost): Steps<UnitFixes> {
  const edits: ReportedEdit[] = [];
  const texts = new Map<string, string>();
  let fixes = 0;
  for (const [index, { task, paths }] of tasks.entries()) {
    host.progress({ done: index, total: tasks.length, unit: task.driver.name });
    const taken = new Set(edits.map(({ path }) => path));
    const files = yield* readUnitFiles(task, host.tree, () => {});
    yield* loadingFor(task.driver, host.parts);
    const session = yield* openingSession({ ...task, files }, host.parts);
    const read = new Map(files.map(({ path, text }) => [path, text]));
    const result = yield* fixAll(session, {
      paths,
      mayEdit: (path) => host.mayEdit(path) && !taken.has(path),
      *judged(path) {
        const found = yield* session.checking(path, (problem) => host.problem(problem));
        return host.judge({ path, text: session.text(path) ?? "", found, lexed: session.lexed(path), isSettled: true });
      },
    });
    fixes += result.cures.length;
    for (const [path, list] of result.edits) {
      texts.set(path, read.get(path) ?? "");
      edits.push(...list.map((edit) => ({ ...edit, path })));
    }
  }
  return { edits, texts, fixes };
}
