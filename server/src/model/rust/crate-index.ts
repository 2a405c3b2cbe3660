/**
 * The names and modules of a crate, kept true as the items of its files come and go. Each answer has a version, so that who
 * has asked can tell whether it is still the same one.
 */
import type { RustImport } from "../../syntax/rust/ast.ts";
import { type BuiltItem, buildItem, type PlacedItem, type PlacedUse } from "./build-item.ts";
import type { NamedRustItem } from "./crate.ts";
import { moduleFiles, ownsItsFolder } from "./modules.ts";
import type { CrateNames } from "./resolve.ts";

interface FileEntry {
  items: readonly BuiltItem[];
  uses: readonly PlacedUse[];
  /** Undefined where no `mod` leads to it. */
  module: readonly string[] | undefined;
}

/** Told of each question that is asked of an index. */
export type Asked = (question: string) => void;

export class CrateIndex {
  private readonly files: ReadonlyMap<string, FileEntry>;
  private readonly root: string;
  private readonly built = new WeakMap<PlacedItem, BuiltItem>();
  private readonly byName = new Map<string, Set<BuiltItem>>();
  private readonly versions = new Map<string, number>();
  private modulesHold = false;
  /** Grows when files are other modules than before: then no answer is what it was. */
  private moduleVersion = 0;

  /** @param paths the crate's root first */
  constructor(paths: readonly string[]) {
    this.files = new Map(paths.map((path) => [path, { items: [], uses: [], module: undefined }]));
    this.root = paths[0] ?? "";
  }

  /** Takes in what a file's items are now. @param textOf of the file as it is when it is asked */
  follow(path: string, placed: readonly PlacedItem[], textOf: () => string): void {
    const entry = this.files.get(path);
    if (entry === undefined) {
      return;
    }
    const items = placed.map((item) => {
      const built = this.built.get(item) ?? buildItem(path, item, textOf);
      this.built.set(item, built);
      return built;
    });
    const before = new Set(entry.items);
    const now = new Set(items);
    for (const item of entry.items) {
      if (!now.has(item)) {
        this.changed(item, entry.module ?? [path], (of) => of.delete(item));
      }
    }
    for (const item of items) {
      if (!before.has(item)) {
        this.changed(item, entry.module ?? [path], (of) => of.add(item));
      }
    }
    entry.items = items;
    entry.uses = items.flatMap(({ uses }) => uses);
  }

  versionOf(question: string): number {
    this.settleModules();
    return (this.versions.get(question) ?? 0) + this.moduleVersion * 2 ** 32;
  }

  items(path: string): readonly BuiltItem[] {
    return this.files.get(path)?.items ?? [];
  }

  /** The module that a file is; one that no `mod` leads to is known by its name alone. */
  moduleOf(path: string): readonly string[] {
    this.settleModules();
    return this.files.get(path)?.module ?? [path];
  }

  /** Whether a `mod` leads to a file. */
  isReached(path: string): boolean {
    this.settleModules();
    return this.files.get(path)?.module !== undefined;
  }

  named(name: string, asked: Asked): readonly NamedRustItem[] {
    asked(nameQuestion(name));
    const order = [...this.files.keys()];
    const found = [...(this.byName.get(name) ?? [])].flatMap(({ named }) =>
      named.filter(({ syntax }) => syntax.name === name),
    );
    return found.sort((a, b) => order.indexOf(a.file) - order.indexOf(b.file) || a.item.start - b.item.start);
  }

  /** What paths are resolved with; all that is asked for it is told. */
  names(asked: Asked): CrateNames {
    return {
      itemsIn: (module, name) =>
        this.named(name, asked).filter(
          ({ file, scope, container }) =>
            (container === undefined || container.kind === "extern-block") &&
            sameModule([...this.moduleOf(file), ...scope], module),
        ),
      members: (type, name) =>
        this.named(name, asked).filter(
          ({ container }) =>
            (container?.kind === "trait" && container.name === type) ||
            (container?.kind === "impl" &&
              container.type.kind === "path" &&
              container.type.path.segments.at(-1) === type),
        ),
      importsIn: (module) => this.importsIn(module, asked),
    };
  }

  private importsIn(module: readonly string[], asked: Asked): readonly RustImport[] {
    asked(importQuestion(module));
    const imports: RustImport[] = [];
    for (const [path, { uses }] of this.files) {
      const own = this.moduleOf(path);
      if (own.every((name, index) => module[index] === name)) {
        for (const { scope, use } of uses) {
          if (sameModule([...own, ...scope], module)) {
            imports.push(...use.imports);
          }
        }
      }
    }
    return imports;
  }

  private changed(item: BuiltItem, module: readonly string[], change: (of: Set<BuiltItem>) => void): void {
    const { named, modules, uses } = item;
    for (const name of new Set(named.map(({ syntax }) => syntax.name))) {
      const of = this.byName.get(name) ?? new Set();
      change(of);
      if (of.size > 0) {
        this.byName.set(name, of);
      } else {
        this.byName.delete(name);
      }
      this.grow(nameQuestion(name));
    }
    for (const { scope } of uses) {
      this.grow(importQuestion([...module, ...scope]));
    }
    if (modules.length > 0) {
      this.modulesHold = false;
    }
  }

  private grow(question: string): void {
    this.versions.set(question, (this.versions.get(question) ?? 0) + 1);
  }

  /** Follows the `mod`s from the root, where one of them has come or gone. */
  private settleModules(): void {
    if (this.modulesHold) {
      return;
    }
    this.modulesHold = true;
    const found = new Map<string, readonly string[]>();
    const queue: { readonly path: string; readonly module: readonly string[]; readonly ownsFolder: boolean }[] = [
      { path: this.root, module: [], ownsFolder: true },
    ];
    for (const { path, module, ownsFolder } of queue) {
      if (found.has(path)) {
        continue;
      }
      found.set(path, module);
      for (const { modules } of this.files.get(path)?.items ?? []) {
        for (const declaration of modules) {
          const file = moduleFiles(path, ownsFolder, declaration).find((candidate) => this.files.has(candidate));
          if (file !== undefined) {
            const name = [...module, ...declaration.scope, declaration.name];
            queue.push({ path: file, module: name, ownsFolder: ownsItsFolder(file, declaration) });
          }
        }
      }
    }
    let isNew = false;
    for (const [path, entry] of this.files) {
      const module = found.get(path);
      isNew ||= module?.join() !== entry.module?.join();
      entry.module = module;
    }
    this.moduleVersion += isNew ? 1 : 0;
  }
}

const nameQuestion = (name: string): string => `name ${name}`;
const importQuestion = (module: readonly string[]): string => `imports ${module.join("::")}`;

function sameModule(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
