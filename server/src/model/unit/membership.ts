/** From units to files: with which unit a file is checked, and whether units of different kinds share it. */
import { comparePaths, isSourcePath } from "./paths.ts";
import type { DriverUnit, FileKind, FileMembership, UnitKind, UnitOrigin } from "./types.ts";

/** Every file of every unit, sorted by path. */
export function assignFiles(units: readonly DriverUnit[]): ReadonlyMap<string, FileMembership> {
  const compiled = new Map<string, DriverUnit[]>();
  const included = new Map<string, DriverUnit[]>();
  for (const unit of units) {
    for (const path of [...unit.sources, ...unit.unlisted]) add(compiled, path, unit);
    for (const path of unit.headers) add(included, path, unit);
  }
  const files: FileMembership[] = [];
  for (const [path, owners] of compiled) files.push(compiledFile(path, owners));
  for (const [path, owners] of included) {
    if (!compiled.has(path)) files.push(includedFile(path, owners));
  }
  files.sort((a, b) => comparePaths(a.path, b.path));
  return new Map(files.map((file) => [file.path, file]));
}

function add(map: Map<string, DriverUnit[]>, path: string, unit: DriverUnit): void {
  const known = map.get(path);
  if (known === undefined) map.set(path, [unit]);
  else if (!known.includes(unit)) known.push(unit);
}

/** A source of several units is checked once, as part of a kernel unit where there is one. */
function compiledFile(path: string, owners: readonly DriverUnit[]): FileMembership {
  const [unit, ...otherUnits] = ranked(owners);
  if (unit === undefined) throw new RangeError("a file without a unit");
  const role = isSourcePath(path) || unit.language !== undefined ? "source" : "header";
  return { path, role, kind: unit.kind, reason: unit.reason, unit, otherUnits };
}

function includedFile(path: string, owners: readonly DriverUnit[]): FileMembership {
  const [unit, ...otherUnits] = ranked(owners);
  if (unit === undefined) throw new RangeError("a file without a unit");
  const role = isSourcePath(path) ? "source" : "header";
  const kind = commonKind(owners);
  if (kind !== "shared") return { path, role, kind, reason: unit.reason, unit, otherUnits };
  const other = otherUnits.find((candidate) => candidate.kind !== unit.kind && candidate.kind !== "unknown");
  const reason = `${unit.name} (${unit.reason}) and ${other?.name} (${other?.reason}) both include it`;
  return { path, role, kind, reason, unit, otherUnits };
}

/** A project's word stands against a loose file that includes its headers; unknown gives way; the two user modes count as one; anything else that differs is shared. */
function commonKind(owners: readonly DriverUnit[]): FileKind {
  const projects = owners.filter((unit) => unit.origin !== "folder");
  const heard = projects.some((unit) => unit.kind !== "unknown") ? projects : owners;
  const kinds = new Set<UnitKind>(heard.map((unit) => unit.kind));
  if (kinds.size > 1) kinds.delete("unknown");
  const [first = "unknown"] = kinds;
  if (kinds.size <= 1) return first;
  return [...kinds].every((kind) => kind.endsWith("-user")) ? first : "shared";
}

const KIND_RANK: Readonly<Record<UnitKind, number>> = {
  "windows-kernel": 0,
  "linux-kernel": 1,
  "windows-user": 2,
  "linux-user": 3,
  "driver-package": 4,
  unknown: 5,
};

/** A compile command is exact; a project says more than a folder. */
const ORIGIN_RANK: Readonly<Record<UnitOrigin, number>> = {
  "compile-commands": 0,
  vcxproj: 1,
  kbuild: 2,
  cmake: 3,
  sources: 4,
  cargo: 5,
  folder: 6,
};

function ranked(owners: readonly DriverUnit[]): readonly DriverUnit[] {
  return [...owners].sort(
    (a, b) =>
      KIND_RANK[a.kind] - KIND_RANK[b.kind] ||
      ORIGIN_RANK[a.origin] - ORIGIN_RANK[b.origin] ||
      comparePaths(a.id, b.id),
  );
}
