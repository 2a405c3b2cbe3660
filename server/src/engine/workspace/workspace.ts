/**
 * The driver units of an editor's workspace: open documents are checked while they are edited, the newest edit first,
 * in slices that give way to whatever comes in. Knows no protocol and no host.
 */
import { MAX_FILE_BYTES } from "../../model/unit/discover.ts";
import type { FileTree } from "../../model/unit/file-tree.ts";
import { baseName, isCargoManifest } from "../../model/unit/paths.ts";
import { readText } from "../../model/unit/texts.ts";
import type { TextEdit } from "../../syntax/document.ts";
import { ruleNames } from "../config/rule-names.ts";
import { CONFIG_NAME } from "../config/settings.ts";
import { askedFor } from "../fixes/asked-for.ts";
import type { Lexed } from "../judge.ts";
import type { CheckTask } from "../plan.ts";
import type { Problem } from "../report.ts";
import type { Steps } from "../steps.ts";
import { type EngineParts, UnitSession } from "../unit-session.ts";
import { Agenda, type DocumentState, describe } from "./agenda.ts";
import {
  type AskedUnit,
  type AskingHost,
  askingFindings,
  askingUnit,
  type FindingsHost,
  type FindingsQuestion,
  type UnitQuestion,
  wholeUnits,
} from "./ask-unit.ts";
import type {
  CheckedFile,
  FileChange,
  FixRequest,
  OpenDocument,
  WholeCheckListener,
  WorkspaceEvents,
} from "./contract.ts";
import { type Errand, Errands } from "./errands.ts";
import { type FixHost, type FixTask, fixingUnits, type UnitFixes } from "./fix-units.ts";
import { LiveUnit } from "./live-unit.ts";
import { LiveUnits } from "./live-units.ts";
import { overlayTree } from "./overlay-tree.ts";
import { type Reason, Reports } from "./reports.ts";
import { type Clock, Scheduler } from "./scheduler.ts";
import type { EditorSettings } from "./settings.ts";
import { Territories } from "./territories.ts";
import { taskIdentity } from "./territory.ts";
import { changesUnit } from "./unit-edits.ts";
import { WholeChecks } from "./whole-check.ts";

export class Workspace {
  private readonly tree: FileTree;
  private readonly parts: EngineParts;
  private readonly events: WorkspaceEvents;
  private readonly scheduler: Scheduler;
  private settings: EditorSettings;
  private readonly territories: Territories;
  private readonly documents = new Map<string, DocumentState>();
  private touches = 0;
  private readonly units: LiveUnits;
  private readonly reports: Reports;
  private readonly errands: Errands;
  private readonly wholeChecks: WholeChecks;
  private readonly agenda: Agenda;

  /** `disk`: the files as they are saved; open documents are laid over it. */
  constructor(disk: FileTree, parts: EngineParts, clock: Clock, settings: EditorSettings, events: WorkspaceEvents) {
    this.tree = overlayTree(disk, this.documents);
    this.parts = parts;
    this.events = events;
    const { documents } = this;
    const { rules } = parts;
    const names = ruleNames(rules);
    this.settings = settings;
    this.territories = new Territories(this.tree, names, settings.folders);
    const told = {
      checked: (file: CheckedFile) => events.checked(file),
      problem: (problem: Problem) => events.problem(problem),
      forgotten: (path: string) => {
        for (const unit of this.everyUnit()) {
          unit.forgetCheck(path);
        }
        events.forgotten(path);
      },
    };
    this.reports = new Reports({ documents, territories: this.territories, rules, names, events: told });
    this.scheduler = new Scheduler(clock, () => this.agenda.next(), {
      activity: (label) => events.activity(label),
      failed: (error) => events.problem({ path: "", message: `this should not happen: ${describe(error)}` }),
    });
    this.errands = new Errands(() => this.scheduler.wake());
    const newUnit = (task: CheckTask): LiveUnit => new LiveUnit(task, this.tree, parts, () => clock.now());
    this.units = new LiveUnits(newUnit);
    this.wholeChecks = new WholeChecks(
      {
        tasks: () => this.wholeTasks,
        taskOf: (path) => (this.settings.enable ? this.territories.workspace?.task(path) : undefined),
        liveUnit: (task) => this.units.find(task),
        newUnit,
        checked: (check, unit) => this.reports.checked(check, unit, "checked"),
        problem: (problem) => events.problem(problem),
      },
      this.errands,
    );
    this.agenda = new Agenda({
      documents,
      territories: this.territories,
      units: this.units,
      reports: this.reports,
      errands: this.errands,
      tree: this.tree,
      now: () => clock.now(),
      wakeAt: (time) => this.scheduler.wakeAt(time),
      checksUnits: () => this.settings.scope === "driver-unit",
      discovered: () => this.assign(),
      problem: (problem) => events.problem(problem),
    });
  }

  /** The folders that the editor shows, absolute. */
  setFolders(folders: readonly string[]): void {
    this.territories.setFolders(folders);
    this.assign();
  }

  setSettings(settings: EditorSettings): void {
    this.settings = settings;
    this.territories.configure(settings.folders);
    this.judgeAnew();
  }

  open(document: OpenDocument): void {
    const before = this.text(document.path);
    this.documents.set(document.path, { ...document, touched: ++this.touches });
    this.reports.invalidate(document.path);
    for (const unit of this.everyUnit()) {
      unit.reread(document.path);
      // Whoever opens it again is to be told again, though nothing may have changed.
      unit.forgetCheck(document.path);
    }
    this.textReplaced(document.path, before);
    this.assign();
  }

  /** `edits` in their order, each one's offsets in the text that those before it leave; `document` is what comes of them. */
  edit(document: OpenDocument, edits: readonly TextEdit[]): void {
    const before = this.documents.get(document.path);
    this.documents.set(document.path, { ...document, touched: ++this.touches });
    for (const unit of this.everyUnit()) {
      if (unit.has(document.path)) {
        for (const edit of edits) {
          unit.edit(document.path, edit);
        }
      }
    }
    // What a document without surroundings is can change with each word.
    const { isAlone } = this.territories.of(document.path);
    if (isAlone || (before !== undefined && changesUnit(document.path, before.text, document.text, edits))) {
      this.territories.outdate([document.path]);
    }
    if (this.units.of(document.path) === null) {
      this.reports.unchecked(document.path);
    }
    this.scheduler.wake();
  }

  /** The document is as the disk has it again, whatever was typed. */
  close(path: string): void {
    const before = this.text(path);
    this.documents.delete(path);
    this.units.release(path);
    for (const unit of this.everyUnit()) {
      unit.reread(path);
    }
    this.textReplaced(path, before);
    this.assign();
    this.reports.close(path, this.isCovered(path));
    this.checkAgain((task) => task.paths.includes(path));
  }

  /** Files have come, gone or changed on the disk. */
  filesChanged(changes: readonly FileChange[]): void {
    // Saving an open document is no news, unless it was not known what it is: its new text may tell. What a crate builds
    // is read off a Cargo.toml only then.
    const news = changes.filter(
      ({ path, kind }) =>
        kind !== "changed" ||
        !this.documents.has(path) ||
        isCargoManifest(path) ||
        this.territories.of(path).membership(path)?.kind === "unknown",
    );
    for (const { path, kind } of news) {
      if (this.documents.has(path)) {
        continue;
      }
      for (const unit of this.everyUnit()) {
        unit.reread(path);
      }
      if (kind === "deleted") {
        this.reports.drop(path);
      }
    }
    const changed = new Set(news.map(({ path }) => path));
    this.checkAgain(({ driver, paths }) =>
      [driver.projectFile ?? "", ...driver.sources, ...driver.headers, ...paths].some((path) => changed.has(path)),
    );
    this.territories.outdate([...changed]);
    if (news.some(({ path }) => baseName(path) === CONFIG_NAME)) {
      this.territories.configure();
      this.judgeAnew();
    }
    this.scheduler.wake();
  }

  /** The findings of an open document for its newest text; undefined when it is closed before they are known. */
  settled(path: string): Promise<CheckedFile | undefined> {
    const result = this.reports.of(path);
    const unit = this.units.of(path);
    if (!this.documents.has(path) || (result !== undefined && (unit === null || unit?.isChecked(path) === true))) {
      return Promise.resolve(result);
    }
    return this.reports.next(path);
  }

  /** The findings of an open document that were told last; undefined where none were. */
  report(path: string): CheckedFile | undefined {
    return this.reports.of(path);
  }

  /**
   * The session that an open document of C or C++ is checked with, all edits made, for those who read in it; undefined
   * where there is none, or not yet.
   */
  session(path: string): UnitSession | undefined {
    const session = this.units.of(path)?.upToDate();
    return session instanceof UnitSession ? session : undefined;
  }

  /** What suppressions of an open document are read with, whatever it is written in; undefined where it is not checked. */
  lexed(path: string): Lexed | undefined {
    return this.units.of(path)?.upToDate()?.lexed(path);
  }

  /** The text of a file as it is now: an open document's, else the disk's. */
  text(path: string): string | undefined {
    return this.documents.get(path)?.text ?? textOf(this.tree, path);
  }

  /**
   * Checks every kernel source of the workspace, whenever there is nothing more urgent; what is found is reported as
   * of any file, and stays until the file is open, gone, or checked no more. Gives how many files there were. A check
   * that is under way is cancelled.
   */
  checkAll(listener: WholeCheckListener): Errand<number> {
    return this.wholeChecks.all(listener);
  }

  /**
   * Makes the preferred fixes of some files' findings, of all files of the workspace where none is named; gives what is
   * to be edited and changes nothing itself.
   */
  fixAll(request: FixRequest): Errand<UnitFixes> {
    const { paths, extent = "file" } = request;
    const host: FixHost = {
      tree: this.tree,
      parts: this.parts,
      judge: (check) => askedFor(this.reports.judged(check).findings, request.rules),
      mayEdit: (path) => request.mayEdit === undefined || request.mayEdit(path),
      progress: (progress) => request.progress?.(progress),
      problem: (problem) => this.events.problem(problem),
    };
    return this.errands.add("fixing", paths === undefined ? "last" : "soon", this.fixing(paths, extent, host));
  }

  /** The drivers in C and C++ of the workspace's folders, as far as they are known by now; nothing is read for it. */
  get drivers(): readonly CheckTask[] {
    return wholeUnits(this.wholeTasks.filter(({ driver }) => driver.language === undefined));
  }

  /**
   * Reads something off a unit, begun again where an edit comes between: that of an open document, or one of `drivers` by
   * its id, which is read first where none of its documents is open. Undefined where there is no such unit.
   */
  askUnit<T>(asked: AskedUnit, question: UnitQuestion<T>): Errand<T | undefined> {
    return this.errands.add("reading the driver", "soon", askingUnit(question, this.askingHost(asked)));
  }

  /** As `askUnit`, beside findings of the unit; "edited" where an edit came between, after which it is to be asked again. */
  askFindings<T>(asked: AskedUnit, question: FindingsQuestion<T>): Errand<T | "edited" | undefined> {
    const host: FindingsHost = {
      ...this.askingHost(asked),
      known: (path, unit) => {
        const report = unit.isChecked(path) ? this.reports.of(path) : undefined;
        return report?.isSettled === true ? report.findings : undefined;
      },
      judge: (check) => this.reports.judged(check).findings,
    };
    return this.errands.add("reading the driver", "soon", askingFindings(question, host));
  }

  /** Whether a file lies in one of the folders that the editor shows. */
  isInFolders(path: string): boolean {
    return this.territories.workspace?.contains(path) === true;
  }

  stop(): void {
    this.scheduler.stop();
  }

  /** Of files of the workspace's folders. */
  private get wholeTasks(): readonly CheckTask[] {
    return this.settings.enable ? (this.territories.workspace?.tasks ?? []) : [];
  }

  private askingHost(asked: AskedUnit): AskingHost {
    return {
      unit: () => this.unitOf(asked),
      isOpen: (path) => this.documents.has(path),
      problem: (problem) => this.events.problem(problem),
    };
  }

  /** Null where there is none, undefined while that is not known. */
  private unitOf(asked: AskedUnit): LiveUnit | null | undefined {
    if ("id" in asked) {
      const task = this.drivers.find(({ driver }) => driver.id === asked.id);
      return task === undefined ? null : this.units.use(task);
    }
    const { path } = asked;
    const unit = this.documents.has(path) ? this.units.of(path) : null;
    // As long as its surroundings are looked through there will be an answer.
    return unit === undefined && !this.territories.of(path).isOutdated ? null : unit;
  }

  private *fixing(
    paths: FixRequest["paths"],
    extent: NonNullable<FixRequest["extent"]>,
    host: FixHost,
  ): Steps<UnitFixes> {
    const whole = this.wholeTasks;
    const named = (paths ?? []).flatMap((path): FixTask | [] => {
      const task = this.settings.enable ? this.territories.of(path).task(path) : undefined;
      return task === undefined ? [] : { task, paths: extent === "unit" ? task.paths : [path] };
    });
    return yield* fixingUnits(paths === undefined ? whole.map((task) => ({ task, paths: task.paths })) : named, host);
  }

  /** Gives each open document the unit that it is checked with now; units that nobody needs go. */
  private assign(): void {
    for (const path of this.documents.keys()) {
      const territory = this.territories.of(path);
      // What an earlier discovery said holds until there is a new one.
      if (territory.isKnown) {
        const isNew = this.units.assign(path, this.settings.enable ? territory.task(path) : undefined);
        if (this.units.of(path) === null && (isNew || this.reports.of(path) === undefined)) {
          this.reports.unchecked(path);
        } else if (isNew) {
          this.reports.invalidate(path);
          // The unit may have checked the file before, and another one since.
          this.units.of(path)?.forgetCheck(path);
        }
      }
    }
    if (this.settings.enable) {
      this.units.drop((unit) => this.isPlanned(unit));
    } else {
      this.units.dropIdle();
    }
    this.territories.keep([...this.documents.keys()]);
    this.reports.dropUnless((path, reason) => this.isReported(path, reason));
    if (this.territories.outdated === undefined) {
      this.events.configuration(this.territories.config.problems);
    }
    this.scheduler.wake();
  }

  /** Whether a unit's files would be checked with it if one were opened. */
  private isPlanned(unit: LiveUnit): boolean {
    const [path = ""] = unit.task.paths;
    const task = this.territories.of(path).task(path);
    return task !== undefined && taskIdentity(task) === unit.identity;
  }

  private everyUnit(): readonly LiveUnit[] {
    const {
      units,
      wholeChecks: { passing },
    } = this;
    return passing === undefined || units.all.includes(passing) ? units.all : [...units.all, passing];
  }

  /** Whether a file is reported because a document of its unit is open. */
  private isCovered(path: string): boolean {
    return this.settings.scope === "driver-unit" && this.units.inUse.some(({ task }) => task.paths.includes(path));
  }

  /** Whether a file that is not open goes on being reported. */
  private isReported(path: string, reason: Reason): boolean {
    const { workspace } = this.territories;
    const isChecked = this.settings.enable && (workspace?.isKnown === false || workspace?.task(path) !== undefined);
    return reason === "unit" ? this.isCovered(path) : isChecked;
  }

  /** Checks those of the files again, when there is time, that are reported because everything was checked. */
  private checkAgain(isOutdated: (task: CheckTask) => boolean): void {
    const reported = new Set(this.reports.checkedPaths);
    if (reported.size > 0) {
      const outdated = this.wholeTasks.filter(isOutdated).flatMap(({ paths }) => paths);
      this.wholeChecks.checkAgain(outdated.filter((path) => reported.has(path) && !this.documents.has(path)));
    }
  }

  /** A document was opened or closed: where its text is not the disk's, files are to be found by what it says now. */
  private textReplaced(path: string, before: string | undefined): void {
    if (this.text(path) !== before) {
      this.territories.outdate([path]);
    }
  }

  private judgeAnew(): void {
    for (const unit of this.units.all) {
      unit.forgetChecks();
    }
    this.assign();
    this.checkAgain(() => true);
  }
}

function textOf(tree: FileTree, path: string): string | undefined {
  const result = readText(tree, path, MAX_FILE_BYTES);
  return result.ok ? result.decoded.text : undefined;
}
