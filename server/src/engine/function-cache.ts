/**
 * Keeps what was worked out for functions and declarations while their text stands, and while the answers do that it was
 * worked out from: each value is listed under the questions that were asked for it, and falls when the answer to one of
 * them changes, or with a value of the same subject that it was made of.
 */
import type { DeclarationModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import { type Answer, askedFor, everything, type Questions } from "./questions.ts";

/** What values are kept of. One whose text changes is another object and has values of its own. */
export type Subject = FunctionModel | DeclarationModel;

interface Entry extends Answer {
  readonly subject: Subject;
  readonly key: object;
  readonly value: unknown;
  /** Those that hold of the ones that use it. */
  readonly users: Set<Entry>;
  holds: boolean;
}

/** Values by subject and key. */
export class FunctionCache {
  private readonly entries = new WeakMap<Subject, Map<object, Entry>>();
  private readonly askers = new Map<string, Set<Entry>>();
  private readonly watchers = new Map<object, (subject: Subject) => void>();
  private readonly questions: Questions;

  constructor(questions: Questions) {
    this.questions = questions;
  }

  /**
   * The value for a subject and a key.
   * @param make asks nothing but the subject and what writes down its `Questions`
   */
  get<T>(subject: Subject, key: object, make: () => T): T {
    let ofSubject = this.entries.get(subject);
    if (ofSubject === undefined) {
      ofSubject = new Map();
      this.entries.set(subject, ofSubject);
    }
    const known = ofSubject.get(key);
    if (known?.holds === true) {
      this.questions.use(known);
      // What stands under a key was made by the `make` of that key alone.
      return known.value as T;
    }
    this.unlist(known);
    const { value, asked, uses } = this.questions.during(subject, make);
    const entry: Entry = { subject, key, value, asked, uses, users: new Set(), holds: true };
    this.list(entry);
    ofSubject.set(key, entry);
    this.questions.use(entry);
    return value;
  }

  /** The last value under a key, even if it has fallen; its places are those of the subject's text all the same. */
  last<T>(subject: Subject, key: object): T | undefined {
    // See `get`.
    return this.entries.get(subject)?.get(key)?.value as T | undefined;
  }

  /** What was asked for the last value under a key, even if that has fallen. */
  asked(subject: Subject, key: object): ReadonlySet<string> | undefined {
    const entry = this.entries.get(subject)?.get(key);
    return entry && askedFor(entry);
  }

  /** Tells of each subject whose value under a key falls; not of those that are forgotten. One watcher a key. */
  watch(key: object, told: (subject: Subject) => void): void {
    this.watchers.set(key, told);
  }

  /** Says that there are other answers about these names of the unit now. */
  changed(names: ReadonlySet<string>): void {
    if (names.size > 0) {
      this.answered([...names, everything]);
    }
  }

  /** Says that there are other answers to these very questions now, for all subjects or `among` some. */
  answered(questions: Iterable<string>, among?: (subject: Subject) => boolean): void {
    for (const question of questions) {
      const asking = this.askers.get(question);
      for (const entry of asking ?? []) {
        if (among === undefined || among(entry.subject)) {
          asking?.delete(entry);
          this.fall(entry);
        }
      }
      if (asking?.size === 0) {
        this.askers.delete(question);
      }
    }
  }

  /** Says that nobody will ask about a subject again. */
  forget(subject: Subject): void {
    for (const entry of this.entries.get(subject)?.values() ?? []) {
      this.unlist(entry);
    }
    this.entries.delete(subject);
  }

  private fall(entry: Entry): void {
    if (entry.holds) {
      entry.holds = false;
      this.watchers.get(entry.key)?.(entry.subject);
      for (const user of entry.users) {
        this.fall(user);
      }
      entry.users.clear();
    }
  }

  private list(entry: Entry): void {
    for (const used of entry.uses) {
      // What a cache's work uses are entries of it.
      (used as Entry).users.add(entry);
    }
    for (const question of entry.asked) {
      const known = this.askers.get(question);
      if (known === undefined) {
        this.askers.set(question, new Set([entry]));
      } else {
        known.add(entry);
      }
    }
  }

  private unlist(entry: Entry | undefined): void {
    for (const used of entry?.uses ?? []) {
      (used as Entry).users.delete(entry as Entry);
    }
    for (const question of entry?.asked ?? []) {
      const known = this.askers.get(question);
      if (known?.delete(entry as Entry) && known.size === 0) {
        this.askers.delete(question);
      }
    }
  }
}
