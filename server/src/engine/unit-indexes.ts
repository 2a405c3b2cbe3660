/** What the functions of a unit say together, by index and key, kept true while they come and go. */
import type { Said, UnitIndex } from "../analysis/unit-index.ts";
import type { FileChange } from "../model/build/file-change.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "../rules/context.ts";
import type { FunctionCache, Subject } from "./function-cache.ts";
import type { Questions } from "./questions.ts";
import type { Steps } from "./steps.ts";

interface IndexesInput {
  readonly indexes: readonly UnitIndex<RuleContext, unknown>[];
  /** Of the unit's files, in their order. */
  readonly paths: readonly string[];
  readonly cache: FunctionCache;
  readonly questions: Questions;
  contextOf(path: string): RuleContext;
}

export class UnitIndexes {
  private readonly tables: ReadonlyMap<object, IndexTable<unknown>>;

  constructor({ indexes, ...parts }: IndexesInput) {
    const positions = new Map(parts.paths.map((path, at) => [path, at]));
    this.tables = new Map(
      [...new Set(indexes)].map((index, id) => [index, new IndexTable(index, id, { ...parts, positions })]),
    );
  }

  /**
   * What is said under a key, and writes down that it was asked for.
   * @throws where no rule lists the index: it is not kept then
   */
  ask<T>(index: UnitIndex<RuleContext, T>, key: string, detail: "said" | "reasons"): readonly T[] {
    const table = this.tables.get(index);
    if (table === undefined) {
      throw new Error("an index is asked for that no rule lists under `indexes`");
    }
    // A table holds what is said in the index that it stands under.
    return table.ask(key, detail) as readonly T[];
  }

  /** Takes in a change of a file; what it makes of the indexes comes of `settling`. */
  follow(change: Pick<FileChange, "removed" | "added">): void {
    for (const table of this.tables.values()) {
      table.follow(change);
    }
  }

  /** Brings all indexes up to date, in slices. Whoever drops this can begin it again at any time, also after edits. */
  *settling(): Steps<void> {
    for (const table of this.tables.values()) {
      yield* table.settling();
    }
  }
}

interface TableParts extends Omit<IndexesInput, "indexes" | "paths"> {
  readonly positions: ReadonlyMap<string, number>;
}

class IndexTable<T> {
  private readonly index: UnitIndex<RuleContext, T>;
  private readonly id: number;
  private readonly parts: TableParts;
  /** Only of functions that say something. */
  private readonly contributions = new Map<FunctionModel, readonly Said<T>[]>();
  private readonly sayers = new Map<string, Set<FunctionModel>>();
  /** To be asked, now or again. */
  private readonly unread = new Set<FunctionModel>();
  private readonly gone = new Set<FunctionModel>();

  constructor(index: UnitIndex<RuleContext, T>, id: number, parts: TableParts) {
    this.index = index;
    this.id = id;
    this.parts = parts;
    parts.cache.watch(index, (subject: Subject) => {
      if ("definition" in subject && !this.gone.has(subject)) {
        this.unread.add(subject);
      }
    });
  }

  ask(key: string, detail: "said" | "reasons"): readonly T[] {
    this.parts.questions.ask(this.question(detail, key));
    return this.under(key);
  }

  follow({ removed, added }: Pick<FileChange, "removed" | "added">): void {
    for (const fn of removed.flatMap(({ functions }) => functions)) {
      this.unread.delete(fn);
      this.gone.add(fn);
    }
    for (const fn of added.flatMap(({ functions }) => functions)) {
      this.gone.delete(fn);
      this.unread.add(fn);
    }
  }

  *settling(): Steps<void> {
    if (this.unread.size === 0 && this.gone.size === 0) {
      return;
    }
    const fresh = new Map<FunctionModel, readonly Said<T>[]>();
    for (const fn of this.unread) {
      fresh.set(fn, this.read(fn));
      yield;
    }
    this.unread.clear();
    this.take(fresh);
  }

  private read(fn: FunctionModel): readonly Said<T>[] {
    const { cache, contextOf } = this.parts;
    return cache.get(fn, this.index, () => {
      try {
        return this.index.says(fn, contextOf(fn.file));
      } catch {
        // The rule that asks for the same is told of then.
        return [];
      }
    });
  }

  /** Puts what is said now in the place of what was said, and tells who can tell the difference. */
  private take(fresh: ReadonlyMap<FunctionModel, readonly Said<T>[]>): void {
    const changed = [...this.gone, ...fresh.keys()].filter(
      (fn) => this.contributions.has(fn) || (fresh.get(fn)?.length ?? 0) > 0,
    );
    this.gone.clear();
    const keys = new Set(
      changed.flatMap((fn) => [...(this.contributions.get(fn) ?? []), ...(fresh.get(fn) ?? [])].map(({ key }) => key)),
    );
    const before = new Map([...keys].map((key) => [key, this.textOf(key)]));
    for (const fn of changed) {
      this.replace(fn, fresh.get(fn) ?? []);
    }
    for (const key of keys) {
      const isAnother = before.get(key) !== this.textOf(key);
      this.parts.cache.answered([this.question("reasons", key), ...(isAnother ? [this.question("said", key)] : [])]);
    }
  }

  private replace(fn: FunctionModel, said: readonly Said<T>[]): void {
    for (const { key } of this.contributions.get(fn) ?? []) {
      const sayers = this.sayers.get(key);
      if (sayers?.delete(fn) && sayers.size === 0) {
        this.sayers.delete(key);
      }
    }
    this.contributions.delete(fn);
    if (said.length > 0) {
      this.contributions.set(fn, said);
    }
    for (const { key } of said) {
      const sayers = this.sayers.get(key) ?? new Set();
      this.sayers.set(key, sayers.add(fn));
    }
  }

  private under(key: string): readonly T[] {
    const position = ({ file }: FunctionModel): number => this.parts.positions.get(file) ?? 0;
    return [...(this.sayers.get(key) ?? [])]
      .sort(
        (a, b) =>
          position(a) - position(b) || a.anchor.start - b.anchor.start || a.definition.start - b.definition.start,
      )
      .flatMap((fn) => (this.contributions.get(fn) ?? []).filter((each) => each.key === key))
      .map(({ said }) => said);
  }

  private textOf(key: string): string {
    return JSON.stringify(this.under(key).map((said) => this.index.text(said)));
  }

  private question(detail: "said" | "reasons", key: string): string {
    return `index ${this.id} ${detail} ${key}`;
  }
}
