/** The check of all kernel sources of a workspace, unit after unit. */
import { comparePaths } from "../../model/unit/paths.ts";
import type { CheckTask } from "../plan.ts";
import type { Problem } from "../report.ts";
import type { Steps } from "../steps.ts";
import type { FileCheck, LiveUnit } from "./live-unit.ts";

/** How far the check is. */
export interface WholeProgress {
  readonly done: number;
  readonly total: number;
  /** The unit that is being checked. */
  readonly unit: string;
}

/** What a check of everything asks of the workspace. */
export interface WholeCheckHost {
  /** A unit that is looked at already, or a new one, which has to be told of edits until the next is asked for. */
  unitFor(task: CheckTask): LiveUnit;
  checked(check: FileCheck, unit: LiveUnit): void;
  progress(progress: WholeProgress): void;
  problem(problem: Problem): void;
}

/** Units beside each other are checked after each other, as people read lists of findings. */
export function* checkingAll(tasks: readonly CheckTask[], host: WholeCheckHost): Steps<void> {
  const total = tasks.reduce((sum, { paths }) => sum + paths.length, 0);
  let done = 0;
  for (const task of [...tasks].sort((a, b) => comparePaths(a.driver.id, b.driver.id))) {
    const unit = host.unitFor(task);
    for (const path of task.paths) {
      try {
        const check = yield* checkingFile(unit, path, host);
        if (check !== undefined) {
          host.checked(check, unit);
        }
      } catch (error) {
        unit.giveUp(path);
        host.problem({ path, message: `not checked: ${error instanceof Error ? error.message : String(error)}` });
      }
      done++;
      host.progress({ done, total, unit: task.driver.name });
    }
  }
}

function* checkingFile(unit: LiveUnit, path: string, host: WholeCheckHost): Steps<FileCheck | undefined> {
  for (;;) {
    const outcome = unit.step(path, (problem) => host.problem(problem));
    if (outcome === "absent") {
      return undefined;
    }
    if (outcome !== "unfinished" && outcome !== "opened") {
      return outcome;
    }
    yield;
  }
}
