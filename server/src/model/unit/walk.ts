/** Walks the roots once and sorts what lies there into sources, headers and project files, within bounds and without loops. */
import type { DirectoryEntry, FileTree } from "./file-tree.ts";
import {
  baseName,
  comparePaths,
  extensionOf,
  isCargoManifest,
  isHeaderPath,
  isInfPath,
  isInside,
  isRustPath,
  isSourcePath,
  parentOf,
} from "./paths.ts";
import type { TreeIndex } from "./tree-index.ts";
import type { Problem } from "./types.ts";

export type ProjectFormat = "vcxproj" | "cmake" | "makefile" | "sources" | "compile-commands" | "cargo";

export interface WalkResult {
  /** C/C++ files outside build outputs, sorted. */
  readonly code: readonly string[];
  /** The same of Rust, and INF and INX files. */
  readonly rust: readonly string[];
  readonly infs: readonly string[];
  readonly projects: ReadonlyMap<ProjectFormat, readonly string[]>;
  readonly problems: readonly Problem[];
}

export interface WalkOptions {
  readonly excluded: (path: string) => boolean;
  readonly maxEntries: number;
}

const MAX_DEPTH = 64;
/** How far above a root a project file is looked for: `check driver/src/io` finds driver/driver.vcxproj. */
const MAX_ANCESTORS = 4;

const SKIPPED: ReadonlySet<string> = new Set([
  ".git",
  ".hg",
  ".svn",
  ".vs",
  ".vscode",
  ".idea",
  ".cache",
  "node_modules",
  "cmakefiles",
  "_deps",
]);

/** Where builds put their results: copies and generated code, unless a project lies there. */
const OUTPUTS = /^(?:x64|x86|win32|arm|arm64|arm64ec|debug|release|obj|bin|obj(?:chk|fre)_.*|cmake-build-.*)$/;

/** Roots that are files stand for themselves alone; missing roots are problems. Gives way after each folder. */
export function* walkRoots(
  tree: FileTree,
  index: TreeIndex,
  roots: readonly string[],
  options: WalkOptions,
): Generator<void, WalkResult, void> {
  const code = new Set<string>();
  const rust = new Set<string>();
  const infs = new Set<string>();
  const projects = new Map<ProjectFormat, Set<string>>();
  const problems: Problem[] = [];
  const visited = new Set<string>();
  let entriesLeft = options.maxEntries;

  function addProject(path: string, name: string): boolean {
    const format = projectFormat(name);
    if (format === undefined) return false;
    const known = projects.get(format) ?? new Set();
    projects.set(format, known.add(path));
    return true;
  }

  function addFile(path: string, name: string, inOutput: boolean): void {
    if (options.excluded(path) || addProject(path, name)) return;
    if (!inOutput) addCode(path, name);
  }

  function addCode(path: string, name: string): void {
    if (isSourcePath(name) || isHeaderPath(name)) code.add(path);
    else if (isRustPath(name)) rust.add(path);
    else if (isInfPath(name)) infs.add(path);
  }

  function mayEnter(path: string, entry: DirectoryEntry): boolean {
    if (entry.name === "target" && isCargoOutput(index, path)) return false;
    if (SKIPPED.has(entry.name.toLowerCase()) || options.excluded(path)) return false;
    if (!entry.link) return true;
    // A link is followed to somewhere new only: not into the roots, which are walked anyway, and not twice.
    const real = tree.realPath(path);
    if (real === undefined || visited.has(real)) return false;
    if (roots.some((root) => isInside(root, real) || isInside(real, root))) return false;
    visited.add(real);
    return true;
  }

  function* walk(directory: string, depth: number, parentIsOutput: boolean): Generator<void, void, void> {
    yield;
    const listing = index.listing(directory);
    if (listing === undefined) {
      problems.push({ path: directory, message: "The folder cannot be read." });
      return;
    }
    const entries = listing.entries;
    const hasProject = entries.some((entry) => entry.kind === "file" && projectFormat(entry.name) !== undefined);
    const inOutput = parentIsOutput && !hasProject;
    for (const entry of [...entries].sort((a, b) => comparePaths(a.name, b.name))) {
      if (entriesLeft <= 0) return;
      entriesLeft -= 1;
      const path = `${directory}/${entry.name}`;
      if (entry.kind === "file") addFile(path, entry.name, inOutput);
      else if (entry.kind === "directory" && depth < MAX_DEPTH && mayEnter(path, entry)) {
        yield* walk(path, depth + 1, inOutput || OUTPUTS.test(entry.name.toLowerCase()));
      }
    }
  }

  function lookAbove(directory: string): void {
    let at = directory;
    for (let count = 0; count < MAX_ANCESTORS && parentOf(at) !== "" && !isRepository(index, at); count += 1) {
      at = parentOf(at);
      for (const entry of index.listing(at)?.entries ?? []) {
        if (entry.kind === "file" && !options.excluded(`${at}/${entry.name}`)) {
          addProject(`${at}/${entry.name}`, entry.name);
        }
      }
    }
  }

  for (const root of roots) {
    if (index.listing(root) !== undefined) {
      yield* walk(root, 0, false);
      lookAbove(root);
    } else if (tree.size(root) !== undefined) {
      if (!addProject(root, baseName(root))) addCode(root, root);
      lookAbove(root);
    } else problems.push({ path: root, message: "There is no such file or folder, or it cannot be read." });
  }
  if (entriesLeft <= 0) {
    const message = `There are more than ${options.maxEntries} files and folders; the rest was not looked at.`;
    problems.push({ path: roots[0] ?? "", message });
  }
  const sorted = new Map([...projects].map(([format, paths]) => [format, [...paths].sort(comparePaths)]));
  const [codeFiles, rustFiles, infFiles] = [code, rust, infs].map((paths) => [...paths].sort(comparePaths));
  return { code: codeFiles ?? [], rust: rustFiles ?? [], infs: infFiles ?? [], projects: sorted, problems };
}

/** Whether Cargo puts its results there. */
function isCargoOutput(index: TreeIndex, path: string): boolean {
  return (
    index.listing(parentOf(path))?.find("Cargo.toml") !== undefined ||
    [".rustc_info.json", "CACHEDIR.TAG"].some((name) => index.listing(path)?.find(name) !== undefined)
  );
}

/** Whether a folder of this name is never looked into. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED.has(name.toLowerCase());
}

/** Whether a file of this name says something about which files form a unit: a project, or what projects import. */
export function isProjectFile(name: string): boolean {
  return projectFormat(name) !== undefined || /^(?:props|targets|vcxitems|slnx?|cmake|inx?)$/.test(extensionOf(name));
}

function isRepository(index: TreeIndex, directory: string): boolean {
  return index.listing(directory)?.find(".git") !== undefined;
}

function projectFormat(name: string): ProjectFormat | undefined {
  if (isCargoManifest(name)) return "cargo";
  const lower = name.toLowerCase();
  if (extensionOf(name) === "vcxproj") return "vcxproj";
  switch (lower) {
    case "cmakelists.txt":
      return "cmake";
    case "kbuild":
    case "makefile":
    case "gnumakefile":
      return "makefile";
    case "sources":
      return "sources";
    case "compile_commands.json":
      return "compile-commands";
    default:
      return undefined;
  }
}
