/** Finds the driver units of a workspace: which files form one driver, in which mode they run, and what is listed nowhere. */
import { unitsFromCmake } from "./cmake.ts";
import { unitsFromCompileCommands } from "./compile-commands.ts";
import { readCrates } from "./crates.ts";
import type { FileTree } from "./file-tree.ts";
import { completeUnit } from "./judge-unit.ts";
import { type MakeFiles, unitsFromKbuild } from "./kbuild.ts";
import { placeLooseFiles } from "./loose-files.ts";
import { assignFiles } from "./membership.ts";
import type { ProjectLoader } from "./msbuild.ts";
import { readPackages } from "./packages.ts";
import { comparePaths, extensionOf, isHeaderPath, isInside, isSourcePath, normalizePath, parentOf } from "./paths.ts";
import type { RawUnit } from "./raw-unit.ts";
import { createReach, type Reach } from "./reach.ts";
import { unitFromSources } from "./sources-file.ts";
import { createSourceTexts, FAILURES, type SourceTexts } from "./texts.ts";
import { createTreeIndex, type TreeIndex } from "./tree-index.ts";
import type { DiscoverOptions, Discovery, DriverUnit, Problem } from "./types.ts";
import { unitFromVcxproj } from "./vcxproj.ts";
import { type ProjectFormat, walkRoots } from "./walk.ts";
import { parseXml, type XmlNode } from "./xml.ts";

/** Longer files are not read: no driver source is, and a generated array of that size says nothing about code. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;
/** A project that people wrote is far smaller; a database of compile commands may be as large as any file. */
const MAX_PROJECT_TEXT = 2 * 1024 * 1024;
const MAX_KEPT_TEXT = 96 * 1024 * 1024;
const MAX_ENTRIES = 400_000;

/**
 * Looks below `roots` (files or folders, absolute) and for project files a little above them. Never throws: what cannot
 * be read or understood is a problem with the file's path, and discovery goes on without it.
 */
export function discoverUnits(tree: FileTree, roots: readonly string[], options: DiscoverOptions = {}): Discovery {
  const steps = discoveringUnits(tree, roots, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** `discoverUnits` in slices: gives way after each folder, project, unit and loose file. */
export function* discoveringUnits(
  tree: FileTree,
  roots: readonly string[],
  options: DiscoverOptions = {},
): Generator<void, Discovery, void> {
  const normalized = [...new Set(roots.map(normalizePath))];
  const index = createTreeIndex(tree, normalized);
  const texts = createSourceTexts(tree, options.maxFileBytes ?? MAX_FILE_BYTES, options.maxKeptText ?? MAX_KEPT_TEXT);
  const excluded = options.excluded ?? (() => false);
  const walked = yield* walkRoots(tree, index, normalized, { excluded, maxEntries: options.maxEntries ?? MAX_ENTRIES });
  const projects = yield* readProjects(index, texts, walked.projects);

  const reach = createReach(index, texts);
  const unknownKind = options.unknownKind ?? "unknown";
  const inRoots = (path: string): boolean => normalized.some((root) => isInside(root, path));
  const listed: DriverUnit[] = [];
  for (const raw of projects.units) {
    // A project above the roots counts where it compiles or lists something inside them.
    if (!inRoots(raw.root) && !raw.sources.some(inRoots) && !raw.headers.some(inRoots)) continue;
    for (const path of raw.sources) {
      reach.evidenceOf(path);
      yield;
    }
    listed.push(completeUnit(withSettings(raw, index, options), reach, unknownKind));
    yield;
  }

  const covered = new Set(listed.flatMap((unit) => [...unit.sources, ...unit.headers]));
  const loose = yield* withoutIncluded(
    walked.code.filter((path) => !covered.has(path)),
    reach,
  );
  const placed = placeLooseFiles(loose, listed, reach);
  const units: DriverUnit[] = listed.map((unit) => ({ ...unit, unlisted: placed.unlisted.get(unit.id) ?? [] }));
  for (const raw of placed.folderUnits) {
    const unit = completeUnit(withSettings(raw, index, options), reach, unknownKind);
    units.push(unit.kind === "unknown" ? { ...unit, kind: unknownKind } : unit);
    yield;
  }
  const manifests = walked.projects.get("cargo") ?? [];
  const crates = yield* readCrates({ index, texts, manifests, files: walked.rust });
  for (const unit of crates.units) {
    if (!inRoots(unit.root) && !unit.sources.some(inRoots)) continue;
    units.push(unit.kind === "unknown" ? { ...unit, kind: unknownKind } : unit);
  }
  const packages = yield* readPackages(walked.infs, texts);
  units.push(...packages.units);
  units.sort((a, b) => comparePaths(a.id, b.id));

  const unreadable = [...reach.failures].map(([path, failure]) => ({ path, message: FAILURES[failure] }));
  const problems = [...walked.problems, ...projects.problems, ...crates.problems, ...packages.problems, ...unreadable];
  problems.sort((a, b) => comparePaths(a.path, b.path));
  return { units, files: assignFiles(units), problems, texts };
}

/** With the include folders that the settings add for the unit's files; what is no folder is passed over. */
function withSettings(raw: RawUnit, index: TreeIndex, { includeDirectoriesFor }: DiscoverOptions): RawUnit {
  const [first = `${raw.root}/`] = [...raw.sources, ...raw.headers];
  const added = (includeDirectoriesFor?.(first) ?? []).flatMap((path) => index.findDirectory("", path) ?? []);
  return added.length === 0 ? raw : { ...raw, includeDirectories: [...new Set([...added, ...raw.includeDirectories])] };
}

/** Loose headers that a loose source includes come with that source; of headers alone the first to include the rest stays. */
function* withoutIncluded(
  loose: readonly string[],
  { headersOf, evidenceOf }: Reach,
): Generator<void, readonly string[], void> {
  const included = new Set<string>();
  for (const path of [...loose.filter(isSourcePath), ...loose.filter(isHeaderPath)]) {
    if (included.has(path)) continue;
    for (const header of headersOf([path], [])) if (header !== path) included.add(header);
    // Read while there is time: what is known of a file is asked for again when it is placed.
    evidenceOf(path);
    yield;
  }
  return loose.filter((path) => !included.has(path));
}

function* readProjects(
  index: TreeIndex,
  texts: SourceTexts,
  projects: ReadonlyMap<ProjectFormat, readonly string[]>,
): Generator<void, { units: readonly RawUnit[]; problems: readonly Problem[] }, void> {
  const units: RawUnit[] = [];
  const problems: Problem[] = [];

  function text(path: string, limit = MAX_PROJECT_TEXT): string | undefined {
    const result = texts.take(path);
    if (result.ok && result.decoded.text.length <= limit) return result.decoded.text;
    const message = result.ok
      ? `The file is larger than ${limit / (1024 * 1024)} MB; it was not looked at.`
      : FAILURES[result.failure];
    problems.push({ path, message });
    return undefined;
  }
  const files: MakeFiles = { index, text };
  const loader = projectLoader(index, text, problems);

  for (const path of projects.get("vcxproj") ?? []) {
    const root = loader.load(path);
    const unit = root === undefined ? undefined : unitFromVcxproj(loader, index, path, root);
    if (unit !== undefined) units.push(unit);
    yield;
  }
  for (const path of projects.get("makefile") ?? []) {
    units.push(...unitsFromKbuild(files, path, text(path) ?? ""));
    yield;
  }
  units.push(...unitsFromCmake(files, projects.get("cmake") ?? []));
  for (const path of projects.get("sources") ?? [])
    units.push(...[unitFromSources(files, path, text(path) ?? "") ?? []].flat());
  for (const path of projects.get("compile-commands") ?? []) {
    const content = text(path, MAX_FILE_BYTES);
    if (content === undefined) continue;
    const read = unitsFromCompileCommands(index, path, content);
    if (read.ok) units.push(...read.units);
    else problems.push({ path, message: `The compile commands cannot be read: ${read.message}` });
  }
  return { units, problems };
}

/** Loads each project and imported file once. */
function projectLoader(
  index: TreeIndex,
  text: (path: string) => string | undefined,
  problems: Problem[],
): ProjectLoader {
  const loaded = new Map<string, XmlNode | undefined>();
  const solutions = new Map<string, string>();

  function load(path: string): XmlNode | undefined {
    if (!loaded.has(path)) loaded.set(path, parse(path));
    return loaded.get(path);
  }

  function parse(path: string): XmlNode | undefined {
    const content = text(path);
    if (content === undefined) return undefined;
    const parsed = parseXml(content);
    if (parsed.ok) return parsed.root;
    problems.push({ path, message: `The project file cannot be read: ${parsed.message}` });
    return undefined;
  }

  /** The nearest folder upwards with a solution, else the project's own. */
  function solutionDirectory(project: string): string {
    const own = parentOf(project);
    const known = solutions.get(own);
    if (known !== undefined) return known;
    let found = own;
    for (let at = own; at !== ""; at = parentOf(at)) {
      const entries = index.listing(at)?.entries ?? [];
      if (entries.some((entry) => entry.kind === "file" && /^slnx?$/.test(extensionOf(entry.name)))) {
        found = at;
        break;
      }
    }
    solutions.set(own, found);
    return found;
  }

  return { load, text, findFile: index.findFile, solutionDirectory };
}
