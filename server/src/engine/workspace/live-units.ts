/** The units that are looked at: which open document is checked with which, and which are kept though nobody looks. */
import type { CheckTask } from "../plan.ts";
import type { LiveUnit } from "./live-unit.ts";
import { taskIdentity } from "./territory.ts";

/** Units that are kept though nobody looks at them, since people go back and forth. */
const KEPT = 2;

export class LiveUnits {
  private readonly make: (task: CheckTask) => LiveUnit;
  /** The least recently used first. */
  private units: readonly LiveUnit[] = [];
  /** Those of them that files are checked with now, or would be if one were opened. */
  private standing: readonly LiveUnit[] = [];
  /** By path of an open document; null where no rule speaks about it. */
  private readonly assigned = new Map<string, LiveUnit | null>();

  /** `make`: a unit that has yet to read its files. */
  constructor(make: (task: CheckTask) => LiveUnit) {
    this.make = make;
  }

  /** Every one that edits have to reach. */
  get all(): readonly LiveUnit[] {
    return this.units;
  }

  /** Those that files are checked with as things stand; the others only wait for being needed again. */
  get current(): readonly LiveUnit[] {
    return this.standing;
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

  /** The unit for somebody who looks at it, though no document of it need be open: the last of the idle ones to go. */
  use(task: CheckTask): LiveUnit {
    const unit = this.find(task) ?? this.add(task);
    this.keep([...this.units.filter((other) => other !== unit), unit]);
    return unit;
  }

  /** The document is open no more. */
  release(path: string): void {
    this.assigned.delete(path);
  }

  /**
   * Forgets units that nobody looks at, but for the last few. `isPlanned`: whether a unit's files are still checked so.
   * Where they are not, the next word may say that they are: a letter before the "#" of the #include that tells what a
   * file is, and its taking back, is not to read 16,000 lines again.
   */
  drop(isPlanned: (unit: LiveUnit) => boolean): void {
    const used = this.inUse;
    const planned = this.units.filter((unit) => used.includes(unit) || isPlanned(unit));
    this.standing = planned;
    this.keep(this.units.filter((unit) => used.includes(unit) || planned.includes(unit) || unit.isWhole));
  }

  /** Forgets all units that nobody looks at: nothing is checked for now. */
  dropIdle(): void {
    this.units = this.inUse;
    this.standing = this.units;
  }

  /** Keeps those of the units that are in use, and the last few others. */
  private keep(units: readonly LiveUnit[]): void {
    const used = this.inUse;
    const idle = units.filter((unit) => !used.includes(unit));
    this.units = [...idle.slice(-KEPT), ...used];
    this.standing = this.units.filter((unit) => this.standing.includes(unit));
  }

  private add(task: CheckTask): LiveUnit {
    const unit = this.make(task);
    this.units = [...this.units, unit];
    this.standing = [...this.standing, unit];
    return unit;
  }
}
