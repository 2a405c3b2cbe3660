/** The units that are looked at: which open document is checked with which, and which are kept though nobody looks. */
import type { CheckTask } from "../plan.ts";
import type { LiveUnit } from "./live-unit.ts";
import { taskIdentity } from "./territory.ts";

/** Units that are kept when their last document is closed, since people go back and forth. */
const KEPT = 2;

export class LiveUnits {
  private readonly make: (task: CheckTask) => LiveUnit;
  /** The least recently used first. */
  private units: readonly LiveUnit[] = [];
  /** By path of an open document; null where no rule speaks about it. */
  private readonly assigned = new Map<string, LiveUnit | null>();

  /** `make`: a unit that has yet to read its files. */
  constructor(make: (task: CheckTask) => LiveUnit) {
    this.make = make;
  }

  get all(): readonly LiveUnit[] {
    return this.units;
  }

  /** Those that an open document is checked with. */
  get inUse(): readonly LiveUnit[] {
    const used = new Set(this.assigned.values());
    return this.units.filter((unit) => used.has(unit));
  }

  /** What an open document is checked with; null where no rule speaks about it, undefined while that is not known. */
  of(path: string): LiveUnit | null | undefined {
    return this.assigned.get(path);
  }

  /** The unit that reads and checks what the task says, where there is one. */
  find(task: CheckTask): LiveUnit | undefined {
    const same = this.units.find((unit) => unit.task === task);
    if (same !== undefined || this.units.length === 0) {
      return same;
    }
    const identity = taskIdentity(task);
    return this.units.find((unit) => unit.identity === identity);
  }

  /** From now on the document is checked as this task says; says whether that is something new. */
  assign(path: string, task: CheckTask | undefined): boolean {
    const unit = task === undefined ? null : (this.find(task) ?? this.add(task));
    const isNew = this.assigned.get(path) !== unit;
    this.assigned.set(path, unit);
    return isNew;
  }

  /** The document is open no more. */
  release(path: string): void {
    this.assigned.delete(path);
  }

  /** Forgets units that nobody looks at, but for the last few; `isPlanned`: whether its files are still checked so. */
  drop(isPlanned: (unit: LiveUnit) => boolean): void {
    const used = this.inUse;
    const idle = this.units.filter((unit) => !used.includes(unit) && isPlanned(unit));
    this.units = [...idle.slice(-KEPT), ...used];
  }

  private add(task: CheckTask): LiveUnit {
    const unit = this.make(task);
    this.units = [...this.units, unit];
    return unit;
  }
}
