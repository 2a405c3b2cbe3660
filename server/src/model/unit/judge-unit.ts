/** From what a project says and what its sources tell to a unit with a kind. */
import { amalgamationBuild } from "./amalgamation.ts";
import { type Evidence, judgeEvidence, type Mark, mergeEvidence } from "./evidence.ts";
import { baseName } from "./paths.ts";
import type { RawUnit, Verdict } from "./raw-unit.ts";
import type { Reach } from "./reach.ts";
import type { DriverUnit, Framework, UnitKind } from "./types.ts";

/** Reads the unit's sources and headers. `unknownKind`: what a unit of unknown kind shall be taken for. */
export function completeUnit(raw: RawUnit, reach: Reach, unknownKind: UnitKind): DriverUnit {
  const reached = reach.headersOf(raw.sources, raw.includeDirectories);
  const known = new Set([...raw.sources, ...reached]);
  const sqliteBuild = amalgamationBuild(raw, reach);
  const listed = [...raw.headers, ...(sqliteBuild?.preludes ?? [])].filter((path) => !known.has(path));
  const behind = reach.headersOf(listed, raw.includeDirectories).filter((path) => !known.has(path));
  const headers = [...reached, ...listed, ...behind];
  const { kind, reason } = judge(raw, reached, reach) ?? { kind: unknownKind, reason: NO_REASON };
  const frameworks = new Set(raw.frameworks);
  if (kind === "windows-kernel") addIncludedFrameworks(frameworks, [...raw.sources, ...reached], reach);
  const { verdict: _verdict, absent: _absent, buildOf: _buildOf, ...rest } = raw;
  return {
    ...rest,
    kind,
    reason,
    headers,
    unlisted: [],
    frameworks: [...frameworks],
    ...(sqliteBuild === undefined ? {} : { sqliteBuild }),
  };
}

const NO_REASON = "neither a project nor the files tell the mode";

function judge(raw: RawUnit, headers: readonly string[], reach: Reach): Verdict | undefined {
  if (raw.verdict?.firm === true) return raw.verdict;
  const bySources = judgeSources(raw.sources, headers, reach);
  // The project's words are the better reason where both agree.
  return bySources === undefined || bySources.kind === raw.verdict?.kind ? raw.verdict : bySources;
}

/** The mode on which sources agree; where they differ, the entry point decides. */
export function judgeSources(
  sources: readonly string[],
  headers: readonly string[],
  reach: Reach,
): Verdict | undefined {
  const verdicts = sources.flatMap((path) => judgeEvidence(reach.evidenceOf(path), baseName(path)) ?? []);
  const kinds = new Set(verdicts.map((verdict) => verdict.kind));
  if (kinds.size === 1) return verdicts[0];
  if (kinds.size > 1) return byEntry(sources, reach);
  const all = mergeEvidence([...sources, ...headers].map((path) => reach.evidenceOf(path)));
  return judgeEvidence(all, baseName(sources[0] ?? ""));
}

function byEntry(sources: readonly string[], reach: Reach): Verdict | undefined {
  const has = (mark: Mark): string | undefined => sources.find((path) => reach.evidenceOf(path).has(mark));
  const user = has("user-entry");
  const driver = has("driver-entry");
  const module = has("module-entry");
  const say = (path: string, mark: Mark): string =>
    `${baseName(path)} ${(reach.evidenceOf(path) satisfies Evidence).get(mark) ?? ""}`;
  if (user !== undefined) return undefined;
  if (driver !== undefined) return { kind: "windows-kernel", reason: say(driver, "driver-entry"), firm: false };
  if (module !== undefined) return { kind: "linux-kernel", reason: say(module, "module-entry"), firm: false };
  return undefined;
}

const FRAMEWORK_HEADERS: ReadonlyMap<string, Framework> = new Map([
  ["fltkernel.h", "minifilter"],
  ["ndis.h", "ndis"],
  ["fwpsk.h", "wfp"],
  ["storport.h", "storport"],
  ["portcls.h", "portcls"],
  ["wdf.h", "kmdf"],
]);

function addIncludedFrameworks(frameworks: Set<Framework>, paths: readonly string[], reach: Reach): void {
  for (const path of paths) {
    for (const { spelled } of reach.includesOf(path)) {
      const framework = FRAMEWORK_HEADERS.get(spelled.toLowerCase());
      if (framework !== undefined) frameworks.add(framework);
    }
  }
}
