/** What a project file says, before its sources are read: the common form that every project format is turned into. */
import type { SourceBuild } from "./source-build.ts";
import type { Framework, TargetWindows, UnitKind, UnitOrigin } from "./types.ts";

export interface Verdict {
  readonly kind: UnitKind;
  readonly reason: string;
  /** Whether sources can overrule it: a target that no setting marks as a driver may define DriverEntry all the same. */
  readonly firm: boolean;
}

export interface RawUnit {
  readonly id: string;
  readonly name: string;
  readonly root: string;
  readonly origin: UnitOrigin;
  readonly projectFile: string | undefined;
  /** Undefined where the project does not tell; the sources decide. */
  readonly verdict: Verdict | undefined;
  readonly sources: readonly string[];
  /** Headers that the project lists or forces in front of each source. */
  readonly headers: readonly string[];
  readonly includeDirectories: readonly string[];
  readonly defines: ReadonlyMap<string, string>;
  readonly targetWindows: TargetWindows | undefined;
  readonly frameworks: readonly Framework[];
  /** See `DriverUnit`. */
  readonly x86SaidBy?: string;
  /** Sources that the project lists and that are not there, as it names them; only those that somebody asks for. */
  readonly absent?: readonly string[];
  /**
   * How the project compiles one of its sources, by path, or by name where it is absent; undefined where nothing is known.
   * Worked out when it is asked for.
   */
  readonly buildOf?: (source: string) => SourceBuild | undefined;
}

/** Adds "NAME" or "NAME=value"; text in quotes loses them, what is no name is dropped. */
export function addDefine(defines: Map<string, string>, text: string): void {
  const match = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(text.trim().replace(/^"(.*)"$/s, "$1"));
  if (match?.[1] === undefined) return;
  defines.set(match[1], match[2] === undefined ? "1" : match[2].trim());
}

const LIBRARIES: ReadonlyMap<string, Framework> = new Map([
  ["fltmgr", "minifilter"],
  ["ndis", "ndis"],
  ["fwpkclnt", "wfp"],
  ["storport", "storport"],
  ["portcls", "portcls"],
  ["ks", "avstream"],
  ["wdfldr", "kmdf"],
  ["wdfdriverentry", "kmdf"],
  ["wdfstubum", "umdf"],
]);

/** The framework that a linked library stands for; `library` as written, with folders and extension or without. */
export function frameworkOfLibrary(library: string): Framework | undefined {
  const name = /([^\\/]*)$/.exec(library.trim())?.[1] ?? "";
  return LIBRARIES.get(name.toLowerCase().replace(/\.(?:lib|a)$/, ""));
}

/** What preprocessor definitions of a project tell about the oldest Windows. */
export function targetFromDefines(defines: ReadonlyMap<string, string>, file: string): TargetWindows | undefined {
  for (const name of ["NTDDI_VERSION", "_WIN32_WINNT", "WINVER"]) {
    const text = defines.get(name);
    if (text !== undefined && text !== "" && text !== "1") return { text, saidBy: `${name} in ${file}` };
  }
  return undefined;
}
