/** What is to be done next in a workspace, the most urgent first, as jobs of a few steps each. */
import type { FileTree } from "../../model/unit/file-tree.ts";
import type { Problem } from "../report.ts";
import type { OpenDocument } from "./contract.ts";
import type { Errands } from "./errands.ts";
import type { LiveUnit } from "./live-unit.ts";
import type { LiveUnits } from "./live-units.ts";
import type { Reports } from "./reports.ts";
import type { Job } from "./scheduler.ts";
import type { Territories } from "./territories.ts";
import type { Territory } from "./territory.ts";

export interface DocumentState extends OpenDocument {
  /** When it was opened or edited last: the greatest is the most urgent. */
  readonly touched: number;
}

/** What there is to look after, and whom to tell of it. */
export interface AgendaSources {
  readonly documents: ReadonlyMap<string, DocumentState>;
  readonly territories: Territories;
  readonly units: LiveUnits;
  readonly reports: Reports;
  readonly errands: Errands;
  /** With open documents laid over it. */
  readonly tree: FileTree;
  /** Milliseconds. */
  now(): number;
  /** Asks to be asked again then. */
  wakeAt(time: number): void;
  /** Whether all files of the open documents' units are looked after, or the documents alone. */
  checksUnits(): boolean;
  /** There is a new answer to which files are checked as what. */
  discovered(): void;
  problem(problem: Problem): void;
}

export class Agenda {
  private readonly sources: AgendaSources;

  constructor(sources: AgendaSources) {
    this.sources = sources;
  }

  /** What is most urgent: the document edited last, the other open ones, the surroundings, files that are not open. */
  next(): Job | undefined {
    const { documents, units, territories, reports, errands } = this.sources;
    const open = [...documents.values()].sort((a, b) => b.touched - a.touched);
    let other: Job | undefined;
    for (const { path, version } of open) {
      const unit = units.of(path);
      if (unit === undefined) {
        const territory = territories.of(path);
        if (territory.isOutdated) {
          return this.discovery(territory);
        }
      } else if (unit !== null && !unit.isChecked(path)) {
        const job = this.check(unit, path);
        if (reports.of(path)?.version !== version) {
          return job;
        }
        if (reports.isAwaited(path) || !this.rests(unit)) {
          other ??= job;
        }
      }
    }
    const { outdated } = territories;
    return (
      errands.next("soon") ??
      other ??
      (outdated && this.discovery(outdated)) ??
      this.nextClosed() ??
      errands.next("last")
    );
  }

  /** Whether a unit is not to be worked on yet; there will be a time when it is. */
  private rests({ restsUntil }: LiveUnit): boolean {
    const rests = this.sources.now() < restsUntil;
    if (rests) {
      this.sources.wakeAt(restsUntil);
    }
    return rests;
  }

  private nextClosed(): Job | undefined {
    const { documents, units, reports } = this.sources;
    const used = this.sources.checksUnits() ? units.inUse : [];
    for (const unit of units.current) {
      for (const path of unit.task.paths) {
        const isWanted = used.includes(unit) || reports.isListed(path);
        if (isWanted && !documents.has(path) && !unit.isChecked(path) && !this.rests(unit)) {
          return this.check(unit, path);
        }
      }
    }
    return undefined;
  }

  private discovery(territory: Territory): Job {
    const { territories } = this.sources;
    const label = territory === territories.workspace ? "looking for drivers" : "looking for the driver's files";
    return {
      label,
      step: () => {
        const isDone = this.attempt(territory);
        if (isDone) {
          for (const problem of territory.problems) {
            this.sources.problem(problem);
          }
          this.sources.discovered();
        }
        return isDone;
      },
    };
  }

  /** One step of a discovery; one that throws, which none should, is given up. */
  private attempt(territory: Territory): boolean {
    const { tree, territories } = this.sources;
    try {
      return territory.step(tree, territories.config);
    } catch (error) {
      territory.giveUp();
      this.sources.problem({ path: territory.roots[0] ?? "", message: `not looked through: ${describe(error)}` });
      return true;
    }
  }

  private check(unit: LiveUnit, path: string): Job {
    const { reports } = this.sources;
    const label = `checking ${unit.task.driver.name}`;
    return {
      label,
      step: () => {
        try {
          const outcome = unit.step(path, (problem) => this.sources.problem(problem));
          if (outcome === "unfinished") {
            return false;
          }
          if (outcome === "absent") {
            reports.unchecked(path);
          } else if (outcome !== "opened") {
            reports.checked(outcome, unit, "unit");
          }
        } catch (error) {
          unit.giveUp(path);
          this.sources.problem({ path, message: `not checked: ${describe(error)}` });
          reports.unchecked(path);
        }
        return true;
      },
    };
  }
}

/** An error for the log. */
export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
