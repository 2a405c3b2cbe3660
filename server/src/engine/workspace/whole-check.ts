/** The check of all kernel sources of a workspace, unit after unit, a step at a time. */
import type { CheckTask } from "../plan.ts";
import type { Problem } from "../report.ts";
import type { FileCheck, LiveUnit } from "./live-unit.ts";

/** How a check of the whole workspace went so far. */
export interface WholeProgress {
  readonly done: number;
  readonly total: number;
  /** The unit that is being checked. */
  readonly unit: string;
}

/** What a check of everything asks of the workspace. */
export interface WholeCheckHost {
  /** A unit that is looked at already, or a new one. */
  unitFor(task: CheckTask): LiveUnit;
  checked(check: FileCheck, task: CheckTask): void;
  progress(progress: WholeProgress): void;
  problem(problem: Problem): void;
  ended(outcome: "finished" | "cancelled"): void;
}

export class WholeCheck {
  private readonly host: WholeCheckHost;
  private readonly findTasks: () => readonly CheckTask[];
  private tasks: readonly CheckTask[] | undefined;
  private total = 0;
  private task = 0;
  private file = 0;
  private done = 0;
  private unit: LiveUnit | undefined;
  private isOver = false;

  /** `findTasks` is asked with the first step: only then is it known which files there are. */
  constructor(findTasks: () => readonly CheckTask[], host: WholeCheckHost) {
    this.host = host;
    this.findTasks = findTasks;
  }

  /** The unit that is being checked: edits of its files must reach it. */
  get current(): LiveUnit | undefined {
    return this.unit;
  }

  cancel(): void {
    this.end("cancelled");
  }

  /** Does a little; says whether that was all. */
  step(): boolean {
    this.tasks ??= this.begin();
    const task = this.tasks[this.task];
    if (this.isOver) {
      return true;
    }
    if (task === undefined) {
      this.end("finished");
      return true;
    }
    const path = task.paths[this.file];
    if (path === undefined) {
      this.task++;
      this.file = 0;
      this.unit = undefined;
      return false;
    }
    this.unit ??= this.host.unitFor(task);
    const outcome = this.attempt(this.unit, path);
    if (outcome === "unfinished" || outcome === "opened") {
      return false;
    }
    if (outcome !== "absent") {
      this.host.checked(outcome, task);
    }
    this.file++;
    this.done++;
    this.host.progress({ done: this.done, total: this.total, unit: task.driver.name });
    return false;
  }

  /** Units beside each other are checked after each other, as people read lists of findings. */
  private begin(): readonly CheckTask[] {
    const tasks = this.findTasks();
    this.total = tasks.reduce((sum, { paths }) => sum + paths.length, 0);
    return [...tasks].sort((a, b) => (a.driver.id < b.driver.id ? -1 : a.driver.id > b.driver.id ? 1 : 0));
  }

  private attempt(unit: LiveUnit, path: string): ReturnType<LiveUnit["step"]> {
    try {
      return unit.step(path, (problem) => this.host.problem(problem));
    } catch (error) {
      unit.giveUp(path);
      this.host.problem({ path, message: `not checked: ${error instanceof Error ? error.message : String(error)}` });
      return "absent";
    }
  }

  private end(outcome: "finished" | "cancelled"): void {
    if (!this.isOver) {
      this.isOver = true;
      this.unit = undefined;
      this.host.ended(outcome);
    }
  }
}
