/** What names stand for, in the order of the sources, kept true while declarations come and go. */

/** A declaration or a directive that names something. */
export interface Owner {
  /** Its place in its file; two owners of a file never change places. */
  readonly start: number;
}

interface Entry<T> {
  readonly value: T;
  readonly owner: Owner;
  readonly file: number;
}

/** Values by name. */
export class NameTable<T> {
  private readonly entries = new Map<string, Entry<T>[]>();
  /** The answers that have been given, each a list that stays as it is for whoever holds it. */
  private readonly answers = new Map<string, readonly T[]>();

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** What the name stands for: by file, and within one by place. */
  get(name: string): readonly T[] {
    const entries = this.entries.get(name);
    if (entries === undefined) {
      return nothing;
    }
    let answer = this.answers.get(name);
    if (answer === undefined) {
      answer = entries.map(({ value }) => value);
      this.answers.set(name, answer);
    }
    return answer;
  }

  /** Adds a value; those of one owner come in the order in which they are added. */
  add(name: string, value: T, owner: Owner, file: number): void {
    this.answers.delete(name);
    const entry = { value, owner, file };
    const entries = this.entries.get(name);
    if (entries === undefined) {
      this.entries.set(name, [entry]);
      return;
    }
    let at = entries.length;
    while (at > 0 && isBefore(entry, entries[at - 1] as Entry<T>)) {
      at--;
    }
    entries.splice(at, 0, entry);
  }

  /** Takes out what an owner has added under a name. */
  remove(name: string, owner: Owner): void {
    const entries = this.entries.get(name)?.filter((entry) => entry.owner !== owner);
    this.answers.delete(name);
    if (entries === undefined || entries.length === 0) {
      this.entries.delete(name);
    } else {
      this.entries.set(name, entries);
    }
  }
}

const nothing: readonly never[] = [];

const isBefore = (a: Entry<unknown>, b: Entry<unknown>): boolean =>
  a.file < b.file || (a.file === b.file && a.owner.start < b.owner.start);
