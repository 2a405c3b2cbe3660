/** A driver unit with files that someone looks at: its session, the edits that it has yet to take in, what was checked. */
import { MAX_FILE_BYTES } from "../../model/unit/discover.ts";
import type { FileTree } from "../../model/unit/file-tree.ts";
import { isInside } from "../../model/unit/paths.ts";
import { readText } from "../../model/unit/texts.ts";
import type { TextEdit } from "../../syntax/document.ts";
import type { CheckSession } from "../check-session.ts";
import type { Lexed } from "../judge.ts";
import { loadingFor, openingSession } from "../open-session.ts";
import type { CheckTask } from "../plan.ts";
import type { Problem, ReportedFinding } from "../report.ts";
import type { Steps } from "../steps.ts";
import type { EngineParts } from "../unit-session.ts";
import { difference, PendingEdits } from "./pending-edits.ts";
import { taskIdentity } from "./territory.ts";
import { readUnitFiles, unitFiles } from "./unit-files.ts";

/** Milliseconds; nobody sees what a pause of this length keeps back. */
const LONGEST_REST = 250;

interface Opening {
  readonly steps: Steps<CheckSession>;
  /** Files whose text has been read: edits from then on are to be made up for. */
  readonly read: Set<string>;
}

interface Checking {
  readonly path: string;
  readonly isSettled: boolean;
  readonly steps: Steps<FileCheck | undefined>;
  /** Whether it is the file's first check, in which all is worked out. */
  readonly isFirst: boolean;
  /** Milliseconds. */
  took: number;
}

/** What a check of one file has found, nothing of it judged yet. */
export interface FileCheck {
  readonly path: string;
  readonly text: string;
  readonly found: readonly ReportedFinding[];
  readonly lexed: Lexed | undefined;
  /** False right after an edit: what it means for functions that were not edited is yet to be worked out. */
  readonly isSettled: boolean;
}

export class LiveUnit {
  /** See `taskIdentity`. */
  readonly identity: string;
  readonly task: CheckTask;
  private readonly files: ReadonlySet<string>;
  private readonly tree: FileTree;
  private readonly parts: EngineParts;
  private readonly opening: Opening;
  private readonly now: () => number;
  private session: CheckSession | undefined;
  private readonly pending = new Map<string, PendingEdits>();
  /** Grows with each change of any file. */
  private revision = 0;
  /** Files that are to be read again as soon as there is a session. */
  private readonly rereads = new Set<string>();
  private failed = false;
  /** The revision that all is known of, though no file of it may have been checked. */
  private settledAt: number | undefined;
  private readonly checkedAt = new Map<string, number>();
  /** Files that were edited since their findings were last given. */
  private readonly unglanced = new Set<string>();
  private checking: Checking | undefined;
  private editedAt = 0;
  /** Milliseconds that it took last to work out what an edit means for all, or that it took until it was dropped. */
  private settling = 0;

  /** @param now a clock in milliseconds */
  constructor(task: CheckTask, tree: FileTree, parts: EngineParts, now: () => number) {
    this.now = now;
    this.identity = taskIdentity(task);
    this.task = task;
    this.files = unitFiles(task);
    this.tree = tree;
    this.parts = parts;
    const read = new Set<string>();
    this.opening = { read, steps: this.open(read) };
  }

  /** Whether the file is one of the unit's, be it only read for what it declares. */
  has(path: string): boolean {
    return this.files.has(path);
  }

  /** Whether all files have been read: what was not there then would be missing for good. */
  get isWhole(): boolean {
    const { session } = this;
    return session !== undefined && [...this.files].every((path) => session.text(path) !== undefined);
  }

  /**
   * The session, up to date with all edits; undefined while the unit is being read. For questions between checks: one
   * that is under way begins again, and the session has kept what it had worked out.
   */
  upToDate(): CheckSession | undefined {
    this.dropCheck();
    if (this.session !== undefined) {
      for (const _step of this.takeIn(this.session)) {
        // All at once.
      }
    }
    return this.session;
  }

  /** Grows with each change of a text: what was begun before is worthless then. */
  get textsRevision(): number {
    return this.revision;
  }

  /** Whether its files have been read. */
  get isOpened(): boolean {
    return this.session !== undefined;
  }

  /**
   * When what the last edit means for all functions is to be worked out: who goes on typing would only wait for it to be
   * dropped. It waits no longer than it takes.
   */
  get restsUntil(): number {
    return this.editedAt + Math.min(this.settling, LONGEST_REST);
  }

  /** Whether the file's findings are those of all texts as they are now. */
  isChecked(path: string): boolean {
    return this.checkedAt.get(path) === this.revision;
  }

  /** Says that findings are to be given anew though no text has changed: settings have. */
  forgetChecks(): void {
    this.checkedAt.clear();
  }

  /** Says that a file's findings are to be given anew: nobody keeps the ones that were given. */
  forgetCheck(path: string): void {
    this.checkedAt.delete(path);
  }

  /** An edit of a file; `edit.start` and `oldEnd` are in the text that earlier edits have left. */
  edit(path: string, edit: TextEdit): void {
    if (this.session === undefined && !this.opening.read.has(path)) {
      return;
    }
    const pending = this.pending.get(path) ?? new PendingEdits();
    pending.add(edit);
    this.pending.set(path, pending);
    this.unglanced.add(path);
    this.editedAt = this.now();
    this.changed();
  }

  /**
   * The text of a file, or of all files in a folder, is to be compared with what there is now: it was closed without
   * saving, or changed on the disk.
   */
  reread(path: string): void {
    for (const file of this.files) {
      if (isInside(path, file)) {
        this.rereadFile(file);
      }
    }
  }

  /**
   * Does a little of what leads to a file's findings; gives them when they are complete, and after an edit those that
   * can be told at once before. One file is checked at a time: a question about another one drops what was begun, of
   * which the session keeps what it has worked out.
   */
  step(path: string, onProblem: (problem: Problem) => void): FileCheck | "opened" | "unfinished" | "absent" {
    if (this.failed) {
      this.checkedAt.set(path, this.revision);
      return "absent";
    }
    const session = this.session;
    if (session === undefined) {
      const opened = this.opening.steps.next();
      if (opened.done !== true) {
        return "unfinished";
      }
      this.session = opened.value;
      for (const stale of this.rereads) {
        this.rereadFile(stale);
      }
      return "opened";
    }
    if (this.checking?.path !== path) {
      this.dropCheck();
      const isSettled = !this.unglanced.has(path);
      const steps = this.check(path, isSettled, session, onProblem);
      this.checking = { path, isSettled, steps, isFirst: !this.checkedAt.has(path), took: 0 };
    }
    const { checking } = this;
    const { isSettled } = checking;
    const begun = this.now();
    const checked = checking.steps.next();
    checking.took += this.now() - begun;
    if (checked.done !== true) {
      return "unfinished";
    }
    if (isSettled && !checking.isFirst) {
      this.settling = checking.took;
    }
    this.checking = undefined;
    this.unglanced.delete(path);
    if (isSettled) {
      this.checkedAt.set(path, this.revision);
      return checked.value ?? "absent";
    }
    return checked.value ?? "unfinished";
  }

  /**
   * Does a little of what makes all that is known of the unit true, for who asks of the unit and not of one file; says
   * whether nothing is left to be done.
   */
  settle(onProblem: (problem: Problem) => void): boolean {
    const { revision, checkedAt } = this;
    if (this.failed || this.settledAt === revision || [...checkedAt.values()].includes(revision)) {
      return true;
    }
    // Whichever file is checked, the whole unit is known then; what is found in it is for those who ask for it.
    const [path = ""] = this.task.paths;
    try {
      const outcome = this.step(path, onProblem);
      if (outcome === "unfinished" || outcome === "opened" || (outcome !== "absent" && !outcome.isSettled)) {
        return false;
      }
      checkedAt.delete(path);
    } catch (error) {
      this.giveUp(path);
      onProblem({ path, message: `not checked: ${error instanceof Error ? error.message : String(error)}` });
    }
    this.settledAt = revision;
    return true;
  }

  /** A step has thrown: the file is left as it is until the next edit; a unit that cannot even be read for good. */
  giveUp(path: string): void {
    this.failed = this.session === undefined;
    this.checking = undefined;
    this.unglanced.delete(path);
    this.checkedAt.set(path, this.revision);
  }

  private rereadFile(path: string): void {
    const session = this.upToDate();
    if (session === undefined && this.opening.read.has(path)) {
      this.rereads.add(path);
    }
    const before = session?.text(path);
    const result = readText(this.tree, path, MAX_FILE_BYTES);
    if (session === undefined || before === undefined || !result.ok) {
      return;
    }
    const edit = difference(before, result.decoded.text);
    if (edit !== undefined) {
      session.edit(path, edit);
      this.changed();
    }
  }

  private changed(): void {
    this.revision++;
    this.dropCheck();
  }

  private dropCheck(): void {
    const { checking } = this;
    if (checking?.isSettled === true && !checking.isFirst) {
      this.settling = Math.max(this.settling, checking.took);
    }
    checking?.steps.return(undefined);
    this.checking = undefined;
  }

  private *open(read: Set<string>): Steps<CheckSession> {
    yield* loadingFor(this.task.driver, this.parts);
    const files = yield* readUnitFiles(this.task, this.tree, (path) => read.add(path));
    return yield* openingSession({ ...this.task, files }, this.parts);
  }

  private *check(
    path: string,
    isSettled: boolean,
    session: CheckSession,
    onProblem: (problem: Problem) => void,
  ): Steps<FileCheck | undefined> {
    yield* this.takeIn(session);
    const found = yield* isSettled ? session.checking(path, onProblem) : session.glancing(path, onProblem);
    const text = session.text(path);
    return text === undefined || found === undefined
      ? undefined
      : { path, text, found, lexed: session.lexed(path), isSettled };
  }

  private *takeIn(session: CheckSession): Steps<void> {
    for (const [path, pending] of this.pending) {
      this.pending.delete(path);
      const text = this.tree.openText?.(path);
      const edits = pending.take(text ?? session.text(path) ?? "");
      for (const [index, edit] of edits.entries()) {
        const isLast = index === edits.length - 1;
        session.edit(path, isLast && text !== undefined ? { ...edit, result: text } : edit);
      }
      yield;
    }
  }
}
