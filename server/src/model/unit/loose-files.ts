/**
 * Files that no project lists and no source includes: each joins the unit beside it, or forms a folder unit with its
 * neighbours, by what it tells of its mode; where that stays open, by what lies around it.
 */
import { judgeSources } from "./judge-unit.ts";
import { baseName, isInside, isSourcePath, parentOf } from "./paths.ts";
import type { RawUnit, Verdict } from "./raw-unit.ts";
import type { Reach } from "./reach.ts";
import type { DriverUnit, UnitKind } from "./types.ts";

export interface LooseFiles {
  /** Files to add to existing units, by unit id. */
  readonly unlisted: ReadonlyMap<string, readonly string[]>;
  readonly folderUnits: readonly RawUnit[];
}

/** How many folders up the neighbourhood of a header of unknown mode is looked at; a source there is nobody's. */
const MAX_LEVELS = 2;

const UNKNOWN: Verdict = {
  kind: "unknown",
  reason: "neither a project nor the file tells the mode",
  firm: true,
};

/** Gives each file that no project lists to a unit beside it or to a folder unit. */
export function placeLooseFiles(loose: readonly string[], units: readonly DriverUnit[], reach: Reach): LooseFiles {
  const byFolder = groupByFolder(units);
  const unlisted = new Map<string, string[]>();
  const folderUnits: RawUnit[] = [];
  for (const [folder, files] of groupFiles(loose)) {
    const own = new Map(files.map((path) => [path, judgeAlone(path, reach)] as const));
    const here = byFolder.get(folder) ?? [];
    const groups = new Map<UnitKind, { verdict: Verdict; files: string[] }>();
    const beside = here.length > 0 ? onlyKind(here) : onlyVerdict(own.values());
    // What a project leaves out and what includes nothing cannot be compiled as the project's sources are; a program with
    // a `main` that tries a driver out lies beside it, and may include its headers.
    const whatLiesBeside = (path: string): Verdict | undefined =>
      (here.length > 0 && reach.isScrap(path)) || reach.evidenceOf(path).has("user-entry") ? undefined : beside;
    const around = beside ?? (here.length === 0 ? neighbourhood(folder, byFolder) : undefined);
    for (const [path, alone] of own) {
      const verdict = alone ?? (isSourcePath(path) ? whatLiesBeside(path) : around) ?? UNKNOWN;
      const unit = here.find((candidate) => candidate.kind === verdict.kind);
      if (unit !== undefined) {
        unlisted.set(unit.id, [...(unlisted.get(unit.id) ?? []), path]);
        continue;
      }
      const group = groups.get(verdict.kind) ?? { verdict, files: [] };
      groups.set(verdict.kind, group);
      group.files.push(path);
    }
    for (const [kind, group] of groups) folderUnits.push(folderUnit(folder, kind, group));
  }
  return { unlisted, folderUnits };
}

function judgeAlone(path: string, reach: Reach): Verdict | undefined {
  return judgeSources([path], reach.headersOf([path], []), reach);
}

function folderUnit(folder: string, kind: UnitKind, group: { verdict: Verdict; files: readonly string[] }): RawUnit {
  return {
    id: `${folder}#${kind}`,
    name: nameOf(folder, group.files),
    root: folder,
    origin: "folder",
    projectFile: undefined,
    verdict: { ...group.verdict, firm: true },
    sources: group.files.filter(isSourcePath),
    headers: group.files.filter((path) => !isSourcePath(path)),
    includeDirectories: [],
    defines: new Map(),
    targetWindows: undefined,
    frameworks: [],
  };
}

/** The folder's; of a document that has none, such as "/untitled:/Untitled-1.c", its own. */
function nameOf(folder: string, [file = folder]: readonly string[]): string {
  const name = baseName(folder);
  return name === "" || name.endsWith(":") ? baseName(file) : name;
}

/** Units by the folders of their projects and sources. */
function groupByFolder(units: readonly DriverUnit[]): ReadonlyMap<string, readonly DriverUnit[]> {
  const byFolder = new Map<string, DriverUnit[]>();
  for (const unit of units) {
    for (const folder of new Set([unit.root, ...unit.sources.map(parentOf)])) {
      const known = byFolder.get(folder);
      if (known === undefined) byFolder.set(folder, [unit]);
      else known.push(unit);
    }
  }
  return byFolder;
}

function groupFiles(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const folder = parentOf(path);
    const known = groups.get(folder);
    if (known === undefined) groups.set(folder, [path]);
    else known.push(path);
  }
  return groups;
}

/** The kind that all units of a folder have. */
function onlyKind(units: readonly DriverUnit[]): Verdict | undefined {
  const first = units[0];
  if (first === undefined || first.kind === "unknown" || units.some((unit) => unit.kind !== first.kind))
    return undefined;
  return { kind: first.kind, reason: `it lies beside ${first.name}: ${first.reason}`, firm: true };
}

function onlyVerdict(verdicts: Iterable<Verdict | undefined>): Verdict | undefined {
  const known = [...verdicts].filter((verdict) => verdict !== undefined);
  const first = known[0];
  return first === undefined || known.some((verdict) => verdict.kind !== first.kind) ? undefined : first;
}

/** What all units below the nearest folder upwards that has some agree on: an `inc` beside `driver` and `app` stays open. */
function neighbourhood(folder: string, byFolder: ReadonlyMap<string, readonly DriverUnit[]>): Verdict | undefined {
  let at = folder;
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    at = parentOf(at);
    const near = [...byFolder].flatMap(([other, units]) => (isInside(at, other) ? units : []));
    if (near.length > 0) return onlyKind(near);
  }
  return undefined;
}
