/** Driver units as plain data: which files form one driver, library or program, for which mode, and who said so. */
import type { SourceBuild } from "./source-build.ts";
import type { SourceTexts } from "./texts.ts";

/** "driver-package": what installs a driver, its INF; it runs nowhere itself. */
export type UnitKind = "windows-kernel" | "windows-user" | "linux-kernel" | "linux-user" | "driver-package" | "unknown";

/** What the files of a unit are written in where that is not C and C++. */
export type UnitLanguage = "rust" | "inf";

/** A header that units of different kinds include is "shared": what holds in one of them need not hold in the other. */
export type FileKind = UnitKind | "shared";

export type UnitOrigin = "vcxproj" | "cmake" | "kbuild" | "sources" | "compile-commands" | "cargo" | "folder";

/** What the driver is written against; a unit can have several (a KMDF driver that is an NDIS protocol). */
export type Framework =
  | "wdm"
  | "kmdf"
  | "umdf"
  | "minifilter"
  | "ndis"
  | "wfp"
  | "storport"
  | "portcls"
  | "avstream"
  | "export-driver";

/** The oldest Windows the unit says it runs on, in the words of the project. */
export interface TargetWindows {
  /** As written: "Windows10", "10.0.17763.0", "0x0A000007", "NTDDI_WIN10_RS5". */
  readonly text: string;
  /** Who said it, for messages: "WindowsTargetPlatformMinVersion in foo.vcxproj". */
  readonly saidBy: string;
}

export interface DriverUnit {
  /** Stable over discoveries of the same tree: the project's path, with "#target" where a project has several. */
  readonly id: string;
  /** For people: the project's or target's name, else the folder's. */
  readonly name: string;
  /** The project file's folder; for a folder unit the folder itself. */
  readonly root: string;
  readonly origin: UnitOrigin;
  /** The project file; undefined for a folder unit. */
  readonly projectFile: string | undefined;
  readonly kind: UnitKind;
  /** Left out for C and C++. */
  readonly language?: UnitLanguage;
  /** Why it has this kind, as the middle of a sentence: "DriverType KMDF in foo.vcxproj". */
  readonly reason: string;
  /**
   * Files that are compiled, in the project's order; only files that exist. Of a Rust crate the first is its root, and the
   * others are what its `mod`s lead to; of a driver package its INF alone.
   */
  readonly sources: readonly string[];
  /**
   * Local headers that the sources reach by #include, transitively, and headers that only the project lists; of a Rust
   * crate its Cargo.toml.
   */
  readonly headers: readonly string[];
  /** Files beside the unit's that nothing lists or includes: checked with its settings, but no part of its program. */
  readonly unlisted: readonly string[];
  /** Directories of the tree, in search order. */
  readonly includeDirectories: readonly string[];
  /** Preprocessor definitions of the project: a name without a value has "1". */
  readonly defines: ReadonlyMap<string, string>;
  readonly targetWindows: TargetWindows | undefined;
  readonly frameworks: readonly Framework[];
  /** Who says that it is built for 32-bit x86 too: "Win32 in foo.vcxproj"; left out where nobody does. */
  readonly x86SaidBy?: string;
  /** How many bytes of the stack a function may take, where the settings say so. */
  readonly stackFrameLimit?: number;
  /** How the project compiles SQLite's amalgamation; left out where it does not, or says nothing of it. */
  readonly sqliteBuild?: SourceBuild;
}

/** What a file is: the unit it is checked with and the others that have it too. */
export interface FileMembership {
  readonly path: string;
  readonly role: "source" | "header";
  readonly kind: FileKind;
  /** For messages: the unit's reason, or which units share the file. */
  readonly reason: string;
  /** The unit that the file is checked with: a kernel unit where there is one. */
  readonly unit: DriverUnit;
  readonly otherUnits: readonly DriverUnit[];
}

/** Something the user should know about a project or source file; discovery goes on without it. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

export interface Discovery {
  /** Sorted by id. */
  readonly units: readonly DriverUnit[];
  /** Every C/C++ file under the roots and every file of a unit, by path, sorted by path. */
  readonly files: ReadonlyMap<string, FileMembership>;
  readonly problems: readonly Problem[];
  /** The texts that discovery has read, so that nobody reads a file twice. */
  readonly texts: SourceTexts;
}

export interface DiscoverOptions {
  /** Files and directories for which this says true are not looked at (ignore files, settings). */
  readonly excluded?: ((path: string) => boolean) | undefined;
  /** Longer files are not scanned for includes; in bytes, 16 MiB unless told. */
  readonly maxFileBytes?: number | undefined;
  /** How much text is kept for the engine; in UTF-16 units, 96 Mi unless told. */
  readonly maxKeptText?: number | undefined;
  /** The walk ends after so many directory entries; 400,000 unless told. */
  readonly maxEntries?: number | undefined;
  /** Where the settings have the headers of a file be looked for too, before the project's own folders; absolute. */
  readonly includeDirectoriesFor?: ((path: string) => readonly string[]) | undefined;
  /** What "unknown" shall mean (a setting of the user); stays "unknown" unless told. */
  readonly unknownKind?: UnitKind | undefined;
}
