/** Which discovery answers for a file: the workspace's own, or that of the file's surroundings while or where there is none. */
import type { FileTree } from "../../model/unit/file-tree.ts";
import { isInside, parentOf } from "../../model/unit/paths.ts";
import { decodeSource } from "../../syntax/decode.ts";
import type { RuleNames } from "../config/rule-names.ts";
import { CONFIG_NAME, type ConfigTree, configTree } from "../config/settings.ts";
import { configBase, type FolderSettings } from "./settings.ts";
import { Territory } from "./territory.ts";

/** A folder outside the workspace may be anything, a home directory too: so many entries are looked at. */
const MAX_OUTSIDE_ENTRIES = 20_000;

export class Territories {
  private readonly tree: FileTree;
  private readonly names: RuleNames;
  private settings: readonly FolderSettings[];
  private configuration: ConfigTree;
  private whole: Territory | undefined;
  /** By root. */
  private readonly near = new Map<string, Territory>();

  constructor(tree: FileTree, names: RuleNames, settings: readonly FolderSettings[]) {
    this.tree = tree;
    this.names = names;
    this.settings = settings;
    this.configuration = this.readConfig();
  }

  get config(): ConfigTree {
    return this.configuration;
  }

  /** The workspace's; undefined where no folder is open. */
  get workspace(): Territory | undefined {
    return this.whole;
  }

  /** One that has to be looked through again, the workspace's first. */
  get outdated(): Territory | undefined {
    return this.all().find((territory) => territory.isOutdated);
  }

  setFolders(folders: readonly string[]): void {
    this.whole = folders.length === 0 ? undefined : new Territory(folders, "folders");
    this.near.clear();
  }

  /** Takes effect at once on what is known, and on which files there are as soon as they have been looked for again. */
  configure(settings: readonly FolderSettings[] = this.settings): void {
    this.settings = settings;
    this.configuration = this.readConfig();
    for (const territory of this.all()) {
      territory.replan(this.configuration);
      territory.outdate();
    }
  }

  /**
   * The workspace's where it knows the file; else that of the file's folder. A folder that holds the whole workspace
   * is not looked through twice: its files wait for the workspace.
   */
  of(path: string): Territory {
    const { whole } = this;
    if (whole?.membership(path) !== undefined) {
      return whole;
    }
    const folder = parentOf(path);
    if (whole !== undefined && !whole.isKnown && whole.roots.some((root) => isInside(folder, root))) {
      return whole;
    }
    // A document without a file, such as "/untitled:/Untitled-1.c", has no surroundings.
    const isAlone = /^\/[a-z][\w+.-]+:$/i.test(folder);
    const root = isAlone ? path : folder;
    const known = this.near.get(root) ?? new Territory([root], isAlone ? "file" : "folders", MAX_OUTSIDE_ENTRIES);
    this.near.set(root, known);
    return known;
  }

  /** Forgets the surroundings of all files but these. */
  keep(paths: readonly string[]): void {
    const needed = new Set(paths.map((path) => this.of(path)));
    for (const [root, territory] of this.near) {
      if (!needed.has(territory)) {
        this.near.delete(root);
      }
    }
  }

  /** Something has changed at these paths; headers may lie outside of the folders that are looked through. */
  outdate(paths: readonly string[]): void {
    for (const territory of this.all()) {
      if (paths.some((path) => territory.contains(path) || territory.membership(path) !== undefined)) {
        territory.outdate();
      }
    }
  }

  private all(): readonly Territory[] {
    return this.whole === undefined ? [...this.near.values()] : [this.whole, ...this.near.values()];
  }

  private readConfig(): ConfigTree {
    return configTree({
      rules: this.names,
      base: this.settings.map(configBase),
      read: (folder) => {
        const path = `${folder === "/" ? "" : folder}/${CONFIG_NAME}`;
        const bytes = this.tree.openText?.(path) === undefined ? this.tree.read(path) : undefined;
        return this.tree.openText?.(path) ?? (bytes === undefined ? undefined : decodeSource(bytes)?.text);
      },
    });
  }
}
