/** What is told of files: findings with configuration and suppressions applied, kept for open documents while they hold. */
import { isInside } from "../../model/unit/paths.ts";
import type { Rule } from "../../rules/rule.ts";
import type { RuleNames } from "../config/rule-names.ts";
import { type Judged, judge } from "../judge.ts";
import type { CheckedFile, OpenDocument, WorkspaceEvents } from "./contract.ts";
import type { FileCheck, LiveUnit } from "./live-unit.ts";
import type { Territories } from "./territories.ts";

/** What reports are made from, and whom they are told. */
export interface ReportSources {
  readonly documents: ReadonlyMap<string, OpenDocument>;
  readonly territories: Territories;
  readonly rules: readonly Rule[];
  readonly names: RuleNames;
  readonly events: Pick<WorkspaceEvents, "checked" | "forgotten" | "problem">;
}

/** Why a file is reported that is not open: everything was checked, or a document of its unit is open. */
export type Reason = "checked" | "unit";
type Waiter = (file: CheckedFile | undefined) => void;

export class Reports {
  private readonly sources: ReportSources;
  private readonly byId: ReadonlyMap<string, Rule>;
  /** Of open documents, the newest. */
  private readonly results = new Map<string, CheckedFile>();
  private readonly waiting = new Map<string, readonly Waiter[]>();
  private readonly listed = new Map<string, Reason>();

  constructor(sources: ReportSources) {
    this.sources = sources;
    this.byId = new Map(sources.rules.map((rule) => [rule.id, rule]));
  }

  /** The newest report of an open document. */
  of(path: string): CheckedFile | undefined {
    return this.results.get(path);
  }

  /** The next report of an open document that is settled; undefined when it is closed before. */
  next(path: string): Promise<CheckedFile | undefined> {
    return new Promise((resolve) => {
      this.waiting.set(path, [...(this.waiting.get(path) ?? []), resolve]);
    });
  }

  /** Whether somebody waits for a settled report of a document. */
  isAwaited(path: string): boolean {
    return this.waiting.has(path);
  }

  judged({ path, text, found, lexed }: FileCheck): Judged {
    const { territories, names } = this.sources;
    return judge(path, text, found, territories.config.settingsFor(path), this.byId, names, lexed);
  }

  /** Tells what a check has found; a file that is not open stays reported for this reason. */
  checked(check: FileCheck, unit: LiveUnit, reason: Reason): CheckedFile {
    const { path, text, isSettled } = check;
    if (!this.sources.documents.has(path) && this.listed.get(path) !== "checked") {
      this.listed.set(path, reason);
    }
    const { findings, problems } = this.judged(check);
    for (const problem of problems) {
      this.sources.events.problem(problem);
    }
    const functions = unit.upToDate()?.functionCounts(path);
    return this.tell({ path, text, findings, task: unit.task, functions, isSettled });
  }

  /** There is nothing to be said about a document, and that is said. */
  unchecked(path: string): void {
    const document = this.sources.documents.get(path);
    if (document !== undefined) {
      this.tell({ path, text: document.text, findings: [], task: undefined, functions: undefined, isSettled: true });
    }
  }

  /** What is known of a document is worth nothing any more; whoever waits goes on waiting. */
  invalidate(path: string): void {
    this.results.delete(path);
  }

  /** A document is open no more; `isCovered`: its file stays reported because of its unit. */
  close(path: string, isCovered: boolean): void {
    this.results.delete(path);
    this.answer(path, undefined);
    if (this.isListed(path)) {
      return;
    }
    if (isCovered) {
      this.listed.set(path, "unit");
    } else {
      this.sources.events.forgotten(path);
    }
  }

  /** Whether a file is reported though it is not open. */
  isListed(path: string): boolean {
    return this.listed.has(path);
  }

  /** The files that are reported because everything was checked. */
  get checkedPaths(): readonly string[] {
    return [...this.listed].filter(([, reason]) => reason === "checked").map(([path]) => path);
  }

  /** A file is gone, or a folder with all that was in it. */
  drop(path: string): void {
    for (const listed of this.listed.keys()) {
      if (isInside(path, listed) && !this.sources.documents.has(listed)) {
        this.listed.delete(listed);
        this.sources.events.forgotten(listed);
      }
    }
  }

  /** Takes back what was said of files that are not open, where they are to be reported for their reason no more. */
  dropUnless(isReported: (path: string, reason: Reason) => boolean): void {
    for (const [path, reason] of this.listed) {
      if (!isReported(path, reason)) {
        this.listed.delete(path);
        if (!this.sources.documents.has(path)) {
          this.sources.events.forgotten(path);
        }
      }
    }
  }

  private tell(result: Omit<CheckedFile, "version" | "membership">): CheckedFile {
    const { documents, territories, events } = this.sources;
    const { path } = result;
    const document = documents.get(path);
    const membership = territories.of(path).membership(path);
    const file: CheckedFile = { ...result, version: document?.version, membership };
    if (document !== undefined) {
      this.results.set(path, file);
    }
    events.checked(file);
    if (file.isSettled) {
      this.answer(path, file);
    }
    return file;
  }

  private answer(path: string, file: CheckedFile | undefined): void {
    const waiting = this.waiting.get(path) ?? [];
    this.waiting.delete(path);
    for (const resolve of waiting) {
      resolve(file);
    }
  }
}
