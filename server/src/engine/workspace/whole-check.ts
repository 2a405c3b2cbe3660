/** Checks of files that nobody looks at: of all kernel sources when somebody asks, and again of those that are outdated. */
import { comparePaths } from "../../model/unit/paths.ts";
import type { CheckTask } from "../plan.ts";
import type { Problem } from "../report.ts";
import type { Steps } from "../steps.ts";
import type { CheckedFile, WholeCheckListener } from "./contract.ts";
import type { Errand, Errands } from "./errands.ts";
import type { FileCheck, LiveUnit } from "./live-unit.ts";
import { stepping } from "./stepping.ts";
import { taskIdentity } from "./territory.ts";

/** What these checks ask of the workspace. */
export interface WholeCheckHost {
  /** As the workspace's files are known now. */
  tasks(): readonly CheckTask[];
  /** What a file is checked as now; undefined where no rule speaks about it. */
  taskOf(path: string): CheckTask | undefined;
  /** A unit that is looked at already. */
  liveUnit(task: CheckTask): LiveUnit | undefined;
  newUnit(task: CheckTask): LiveUnit;
  checked(check: FileCheck, unit: LiveUnit): CheckedFile;
  problem(problem: Problem): void;
}

export class WholeChecks {
  private readonly host: WholeCheckHost;
  private readonly errands: Errands;
  private asked: Errand<number> | undefined;
  private again: Errand<void> | undefined;
  private readonly outdated = new Set<string>();
  private unit: LiveUnit | undefined;

  constructor(host: WholeCheckHost, errands: Errands) {
    this.host = host;
    this.errands = errands;
  }

  /** The unit that is being checked: edits of its files must reach it. */
  get passing(): LiveUnit | undefined {
    return this.unit;
  }

  /** Checks every file of the workspace; gives how many there were. A check that is under way is cancelled. */
  all(listener: WholeCheckListener): Errand<number> {
    this.asked?.cancel();
    this.again?.cancel();
    this.again = undefined;
    this.outdated.clear();
    this.asked = this.errands.add("checking the workspace", "last", this.checkingAll(listener));
    return this.asked;
  }

  /** Checks files again that are reported and that something has changed for. */
  checkAgain(paths: Iterable<string>): void {
    for (const path of paths) {
      this.outdated.add(path);
    }
    if (this.outdated.size > 0 && this.again === undefined) {
      this.again = this.errands.add("checking files again", "last", this.checkingAgain());
      this.again.result.catch((error: unknown) => {
        this.again = undefined;
        this.host.problem({ path: "", message: `files were not checked again: ${String(error)}` });
      });
    }
  }

  private *checkingAll(listener: WholeCheckListener): Steps<number> {
    const paths = this.pathsInOrder();
    yield* this.checking(paths, listener);
    return paths.length;
  }

  private *checkingAgain(): Steps<void> {
    while (this.outdated.size > 0) {
      const paths = new Set(this.outdated);
      this.outdated.clear();
      yield* this.checking(this.pathsInOrder().filter((path) => paths.has(path)));
    }
    this.again = undefined;
  }

  /** Units beside each other are checked after each other, as people read lists of findings. */
  private pathsInOrder(): readonly string[] {
    return [...this.host.tasks()].sort((a, b) => comparePaths(a.driver.id, b.driver.id)).flatMap(({ paths }) => paths);
  }

  private *checking(paths: readonly string[], listener?: WholeCheckListener): Steps<void> {
    try {
      for (const [done, path] of paths.entries()) {
        listener?.progress({ done, total: paths.length, unit: this.host.taskOf(path)?.driver.name ?? "" });
        const checked = yield* this.checkingFile(path);
        if (checked !== undefined) {
          const file = this.host.checked(checked.check, checked.unit);
          listener?.checked(file);
        }
      }
    } finally {
      this.unit = undefined;
    }
  }

  /** Projects and settings may change meanwhile: what counts is as what the file is checked when its check is done. */
  private *checkingFile(path: string): Steps<{ readonly check: FileCheck; readonly unit: LiveUnit } | undefined> {
    for (;;) {
      const task = this.host.taskOf(path);
      if (task === undefined) {
        return undefined;
      }
      const unit = this.unitFor(task);
      this.unit = unit;
      const check = yield* stepping(unit, path, (problem) => this.host.problem(problem));
      if (this.host.taskOf(path) === task) {
        return check && { check, unit };
      }
    }
  }

  private unitFor(task: CheckTask): LiveUnit {
    const { unit, host } = this;
    if (unit !== undefined && (unit.task === task || unit.identity === taskIdentity(task))) {
      return unit;
    }
    return host.liveUnit(task) ?? host.newUnit(task);
  }
}
