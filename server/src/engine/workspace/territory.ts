/** What discovery and configuration say of a part of the file system: which file is checked with which unit, and as what. */
import { discoveringUnits } from "../../model/unit/discover.ts";
import type { FileTree } from "../../model/unit/file-tree.ts";
import { isInside } from "../../model/unit/paths.ts";
import type { Discovery, FileMembership } from "../../model/unit/types.ts";
import type { ConfigTree } from "../config/settings.ts";
import { type CheckTask, planCheck } from "../plan.ts";
import type { Problem } from "../report.ts";
import type { Steps } from "../steps.ts";

/** Texts are read again when a unit is opened; what discovery would keep of them only fills memory. */
const MAX_KEPT_TEXT = 4 * 1024 * 1024;

/** One discovery and what was planned with it. */
interface Survey {
  readonly discovery: Discovery;
  readonly tasks: readonly CheckTask[];
  readonly byPath: ReadonlyMap<string, CheckTask>;
  readonly problems: readonly Problem[];
}

/** Some roots that are discovered together, in slices, and again whenever something has changed there. */
export class Territory {
  readonly roots: readonly string[];
  private readonly maxEntries: number | undefined;
  private readonly extent: "file" | "folders";
  private survey: Survey | undefined;
  private outdated = true;
  private failed = false;
  private running: Steps<void> | undefined;

  /** `extent`: "file" where the one root is a document without surroundings. */
  constructor(roots: readonly string[], extent: "file" | "folders", maxEntries?: number) {
    this.roots = roots;
    this.extent = extent;
    this.maxEntries = maxEntries;
  }

  /** Whether there is an answer, be it one that is about to be replaced. */
  get isKnown(): boolean {
    return this.survey !== undefined || this.failed;
  }

  get isOutdated(): boolean {
    return this.outdated;
  }

  get tasks(): readonly CheckTask[] {
    return this.survey?.tasks ?? [];
  }

  /** What could not be read or understood. */
  get problems(): readonly Problem[] {
    return this.survey?.problems ?? [];
  }

  /** Whether it is one file and nothing around it. */
  get isAlone(): boolean {
    return this.extent === "file";
  }

  contains(path: string): boolean {
    return this.roots.some((root) => isInside(root, path));
  }

  membership(path: string): FileMembership | undefined {
    return this.survey?.discovery.files.get(path);
  }

  /** What a file is checked as; undefined where no rule speaks about it. */
  task(path: string): CheckTask | undefined {
    return this.survey?.byPath.get(path);
  }

  /** Something has changed on the disk: a discovery that is under way begins again. */
  outdate(): void {
    this.outdated = true;
    this.running?.return();
    this.running = undefined;
  }

  /** There will be no answer until something changes. */
  giveUp(): void {
    this.running = undefined;
    this.outdated = false;
    this.failed = true;
  }

  /** Plans again with what is known: for settings, which take effect before files have been looked for again. */
  replan(config: ConfigTree): void {
    if (this.survey !== undefined) {
      this.survey = this.plan(this.survey.discovery, config);
    }
  }

  /** Does a little of what is to be done; says whether that was all. */
  step(tree: FileTree, config: ConfigTree): boolean {
    this.running ??= this.discovering(tree, config);
    if (this.running.next().done !== true) {
      return false;
    }
    this.running = undefined;
    this.outdated = false;
    return true;
  }

  private *discovering(tree: FileTree, config: ConfigTree): Steps<void> {
    const discovery = yield* discoveringUnits(tree, this.roots, {
      excluded: (path) => config.excludesFolder(path),
      includeDirectoriesFor: (path) => config.settingsFor(path).includeDirectories,
      maxKeptText: MAX_KEPT_TEXT,
      maxEntries: this.maxEntries,
    });
    discovery.texts.clear();
    // Planning is one step, and long enough by itself where there are thousands of files.
    yield;
    this.survey = this.plan(discovery, config);
  }

  private plan(discovery: Discovery, config: ConfigTree): Survey {
    const unread = new Set(discovery.problems.map((problem) => problem.path));
    const { tasks, problems } = planCheck(discovery, config, {
      wanted: (path) => !unread.has(path) && this.contains(path),
      targetWindows: undefined,
      reading: "kernel-only",
    });
    const byPath = new Map(tasks.flatMap((task) => task.paths.map((path) => [path, task] as const)));
    return { discovery, tasks, byPath, problems: [...discovery.problems, ...problems] };
  }
}

/** The same text for tasks that are read and checked alike: a session of one serves the other. */
export function taskIdentity({ driver, paths, targetWindows }: CheckTask): string {
  // Why a unit is what it is makes no difference to what is found in it, and changes with a word typed into an #include.
  const { reason: _reason, ...read } = driver;
  return JSON.stringify([{ ...read, defines: [...driver.defines] }, paths, targetWindows]);
}
