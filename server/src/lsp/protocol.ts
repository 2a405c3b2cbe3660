/**
 * What driverlens's server and clients say to each other beyond the Language Server Protocol: method names and plain
 * data. A client that knows none of it still gets diagnostics, fixes and hovers.
 */

/** `initializationOptions`; every key may be missing. */
export interface InitializationOptions {
  /**
   * How the server reads the workspace: from its own disk (the default), or by asking the client, where the files are
   * not on a disk that the server can see (a browser, a virtual workspace).
   */
  readonly files?: "disk" | "client";
  /** The settings as `ServerSettings`, for clients that answer no `workspace/configuration`. */
  readonly settings?: Partial<ServerSettings>;
  /** Before a rule's id and ".md": where `codeDescription` points. The project's web pages unless told. */
  readonly ruleDocs?: string;
  /** Whether the client's hovers show the findings under the pointer: what they say is not said again. */
  readonly hoversShowFindings?: boolean;
  /** Ids of commands that the client has for what it is shown (`clientCommands`); nothing leads to others. */
  readonly runsCommands?: readonly string[];
}

/** The configuration section "driverlens". The keys of `.driverlens.json` mean the same here, and that file goes first. */
export interface ServerSettings {
  readonly enable: boolean;
  /** Rule id, equivalent or "*" to "off" | "hint" | "warning" | "error". */
  readonly rules: Readonly<Record<string, string>>;
  /** "10.0.19041"; empty for what the project says. */
  readonly targetWindows: string;
  readonly checkUnknown: "off" | "windows-kernel" | "linux-kernel";
  readonly exclude: readonly string[];
  readonly defines: readonly string[];
  readonly includeDirectories: readonly string[];
  /** Which files have diagnostics without being asked for: those that are open, or all files of their driver units. */
  readonly scope: "open-files" | "driver-unit";
  readonly hover: boolean;
  /** Hovers on any statement that say at which level it runs, and why. */
  readonly levelHover: boolean;
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
  readonly completion: boolean;
  readonly callHierarchy: boolean;
}

/** Commands of `workspace/executeCommand`. */
export const commands = {
  /** No arguments; with progress and cancel. Gives a `CheckSummary`. */
  checkWorkspace: "driverlens.checkWorkspace",
  /** No arguments; makes every preferred fix of the workspace as one edit. Gives a `FixSummary`. */
  fixWorkspace: "driverlens.fixWorkspace",
  /** One argument, the document's URI. Gives a `FixSummary`. */
  fixFile: "driverlens.fixFile",
  /**
   * One argument, the URI of a document: the functions of its driver that change the IRQL are annotated. Gives a
   * `FixSummary`.
   */
  annotateUnit: "driverlens.annotateUnit",
} as const;

export interface CheckSummary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
  readonly outcome: "finished" | "cancelled";
}

export interface FixSummary {
  readonly fixes: number;
  readonly files: number;
  /** Why nothing was changed, where the client refused the edit. */
  readonly failure?: string;
}

/** Server to client, a notification: what is known of an open file after each check of it. */
export const fileStatusNotification = "driverlens/fileStatus";

export interface FileStatus {
  readonly uri: string;
  /** What the file is read as, and why: "windows-kernel", "WDM driver of echo.vcxproj". */
  readonly kind: string;
  readonly reason: string;
  /** Left out for C and C++. */
  readonly language?: "rust" | "inf";
  /** Its name, which several of a workspace may have, and the id of `UnitSummary`; both empty where there is none. */
  readonly unit: string;
  readonly unitId: string;
  /** The oldest Windows that the driver must run on, as people write it, and who says so. */
  readonly target: { readonly text: string; readonly saidBy: string } | undefined;
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
  readonly suppressed: number;
  readonly functions: number;
  /** Functions that could not be read wholly and that flow rules skip. */
  readonly skippedFunctions: number;
  /** Whether all is told; if not, what the last edit means for other functions is told soon. */
  readonly isSettled: boolean;
}

/** Server to client, a notification: what the server is busy with; undefined when it is idle. */
export const activityNotification = "driverlens/activity";

export interface Activity {
  readonly text: string | undefined;
}

/** Client to server, a request that needs no document: what a value, or the values in a text, may be. Gives `DecodedValue[]`. */
export const decodeRequest = "driverlens/decode";

export interface DecodeParams {
  readonly text: string;
}

export interface DecodedValue {
  /** As it stands in the text. */
  readonly text: string;
  /** At least one, the likeliest first. */
  readonly meanings: readonly DecodedMeaning[];
}

export interface DecodedMeaning {
  /** ntstatus, ioctl, bugcheck, tag, hresult, win32 or errno. */
  readonly kind: string;
  /** A name, or the value where it has none. */
  readonly title: string;
  readonly summary: string;
  readonly facts: readonly string[];
  /** What is merely possible is no more than another way to read the value. */
  readonly isLikely: boolean;
}

/** Server to client, requests; only with `files: "client"`. A folder's or file's URI; null where it is not there. */
export const listFolderRequest = "driverlens/listFolder";
export const readFileRequest = "driverlens/readFile";

export interface FileParams {
  readonly uri: string;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "other";
  readonly link: boolean;
}

/** Base64, as bytes do not pass through every transport. */
export interface FileContent {
  readonly base64: string;
}

/** Server to client, a request of a server without a disk: a grammar that few people need, as `FileContent`. */
export const readGrammarRequest = "driverlens/readGrammar";

export interface GrammarParams {
  readonly name: "rust";
}

/**
 * Client to server, a request with `UnitViewParams`: what there is in a driver unit. Answered when the unit is read, and
 * begun again where an edit comes between; null where the document belongs to no driver, or the driver is gone.
 */
export const unitViewRequest = "driverlens/unitView";

/** Client to server, a request without parameters: the workspace's drivers, as `UnitSummary[]`. Nothing is read for it. */
export const unitsRequest = "driverlens/units";

export interface UnitViewParams {
  /** An open document, whose unit is meant... */
  readonly uri?: string;
  /** ...or the id of one of the workspace's drivers. */
  readonly unit?: string;
  /** Keys of lists that are wanted as a whole, see `ViewRow.key`; others are cut where they are long. */
  readonly whole?: readonly string[];
}

export interface UnitSummary {
  /** Means the same unit as long as its project is there. */
  readonly id: string;
  readonly name: string;
  /** "windows-kernel" or "linux-kernel". */
  readonly kind: string;
  /** "KMDF", "minifilter" ...: what it is written against. */
  readonly frameworks: readonly string[];
  /** URI of its project's folder. */
  readonly folder: string;
  /** Sources and headers. */
  readonly files: number;
}

export interface UnitView {
  readonly unit: UnitSummary;
  /** URIs of the files that places name. */
  readonly files: readonly string[];
  /** Those that apply to the unit. */
  readonly sections: readonly ViewSection[];
}

export interface ViewSection {
  readonly key: string;
  /** "entries", "locks", "pool", "codes", "imports", "symbols". */
  readonly kind: string;
  readonly title: string;
  readonly rows: readonly ViewRow[];
  /** How many rows the list has beyond these. */
  readonly more?: number;
}

export interface ViewRow {
  /** Of this row alone, and the same after edits that leave what it is of. */
  readonly key: string;
  /**
   * What it is of: "level", "entry", "registration", "lock", "take", "order", "tag", "allocation", "free", "code",
   * "handler", "version", "import", "call", "symbol".
   */
  readonly kind: string;
  readonly label: string;
  readonly description: string;
  /** Sentences. */
  readonly details: readonly string[];
  /** What to look out for. */
  readonly remark?: string;
  /** Of its level. */
  readonly mark?: "apc" | "dispatch" | "device" | "high" | "atomic";
  readonly at?: ViewPlace;
  readonly rows: readonly ViewRow[];
  readonly more?: number;
}

/** Counted from 0, characters in UTF-16 units. */
export interface ViewPlace {
  /** Index of the file. */
  readonly file: number;
  readonly line: number;
  readonly character: number;
}

/** Commands of clients that have them, behind what they are shown. */
export const clientCommands = {
  /** `ShowPlacesArguments`: goes to the one place, or lets people choose. */
  showPlaces: "driverlens.showPlaces",
} as const;

/** A URI and the position in it (from 0) that is asked about, and the places. */
export type ShowPlacesArguments = readonly [uri: string, at: LinePosition, places: readonly FilePlace[]];

export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

export interface FilePlace {
  readonly uri: string;
  readonly range: { readonly start: LinePosition; readonly end: LinePosition };
}

/**
 * Client to server, a request: which lines of an open document run above PASSIVE_LEVEL, or in atomic context. The answer
 * is a `LevelLines`, given when all that follows from the last edit is known; null where nothing can be.
 */
export const levelsRequest = "driverlens/levels";

export interface LevelsParams {
  readonly uri: string;
}

/** Thousands of lines may be marked: numbers, as few as possible. */
export interface LevelLines {
  /** Of the document that the lines are counted in. */
  readonly version: number;
  /** A level that lines with statements have, and lines between them, is here twice. */
  readonly levels: readonly LineLevel[];
  /** First line, last line, both included and from 0, and index in `levels`: three numbers for each run of lines, in order. */
  readonly lines: readonly number[];
}

export interface LineLevel {
  /** "DISPATCH_LEVEL", "APC_LEVEL or below". */
  readonly text: string;
  /** The same behind "runs": "at DISPATCH_LEVEL". */
  readonly phrase: string;
  readonly mark: LevelMark;
  /** Whether it is never below the mark's level. */
  readonly isCertain: boolean;
  /** Whether no statement begins on such a line: it is empty, a comment, a brace, or goes on what began above it. */
  readonly isBetween: boolean;
}

/**
 * Client to server, a request with the URI of an open document: the call graph of its driver, given when that is read.
 * Null where the document is no kernel code.
 */
export const callGraphRequest = "driverlens/callGraph";

export interface CallGraphParams {
  readonly uri: string;
}

export interface CallGraph {
  /** The driver's name and id, as in `FileStatus`. */
  readonly unit: string;
  readonly unitId: string;
  /** URIs of the files that functions name. */
  readonly files: readonly string[];
  readonly functions: readonly CallGraphFunction[];
  readonly calls: readonly CallGraphCall[];
}

export interface CallGraphFunction {
  /** The same after edits. */
  readonly id: string;
  /** With its scope. */
  readonly name: string;
  /** Index of its file. */
  readonly file: number;
  /** Of its name, from 0; characters are UTF-16 units. */
  readonly line: number;
  readonly character: number;
  /** At which it is entered; undefined where nobody says. */
  readonly level?: CodeLevel;
  /** What it is for whoever it is handed to: "EVT_WDF_DPC", "DRIVER_DISPATCH (IRP_MJ_READ)". */
  readonly role?: string;
  /** Whether it is known that the system calls it. */
  readonly isEntryPoint: boolean;
  /** Of the levels that its code may run at, lowest first; PASSIVE_LEVEL and process context have none. */
  readonly marks: readonly LevelMark[];
}

export interface CallGraphCall {
  /** Indexes of functions. */
  readonly from: number;
  readonly to: number;
  /** The highest at which the calls are made; undefined where none is known. */
  readonly level?: CodeLevel;
  /** False where all calls go through pointers. */
  readonly isDirect: boolean;
  /** How many are written. */
  readonly count: number;
}

/**
 * Client to server, a request: why the code at a position of an open document runs at the level that it does. A `WhyNode`
 * whose text says at which; null where there is nothing to ask about, or the document is no kernel code.
 */
export const whyRequest = "driverlens/why";

/** Lines and characters from 0, characters in UTF-16 units. */
export interface WhyParams {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** A statement, with the reasons for it, shortest chain first. */
export interface WhyNode {
  readonly text: string;
  readonly at?: FilePlace;
  /** The level that it is about. */
  readonly level?: CodeLevel;
  readonly because: readonly WhyNode[];
}

/** At which code runs. */
export interface CodeLevel {
  /** "DISPATCH_LEVEL", "APC_LEVEL or below", "in a softirq". */
  readonly text: string;
  /** Of the highest that it may be; undefined at PASSIVE_LEVEL and in process context. */
  readonly mark?: LevelMark;
  /** Whether it is never below the mark's level. */
  readonly isCertain: boolean;
}

/** What levels are coloured and lettered by; `atomic` is Linux's. */
export type LevelMark = "apc" | "dispatch" | "device" | "high" | "atomic";

/**
 * Client to server, a request with `VerifierParams`: what Driver Verifier is told for a driver, as a `VerifierAnswer`, or
 * which options watch a Linux module. Null where the document belongs to no driver, or the driver is gone.
 */
export const verifierRequest = "driverlens/verifier";

export interface VerifierParams {
  /** An open document, whose unit is meant... */
  readonly uri?: string;
  /** ...or the id of one of the workspace's drivers. */
  readonly unit?: string;
}

export interface VerifierAnswer {
  readonly unit: UnitSummary;
  /** Sentences about the driver as a whole. */
  readonly notes: readonly string[];
  /** Runs in the order in which they are made, kernels to build, and values of the registry. */
  readonly groups: readonly VerifierGroup[];
}

export interface VerifierGroup {
  readonly title: string;
  readonly commands: readonly {
    /** To be copied as it is: a command line, or a line of a kernel's configuration. */
    readonly text: string;
    /** Which Windows it is for, and what it cannot do there; may be empty. */
    readonly note: string;
  }[];
  readonly checks: readonly VerifierCheckText[];
}

export interface VerifierCheckText {
  readonly title: string;
  /** "flag 0x1, rule class 1, standard, since Windows 2000"; may be empty. */
  readonly names: string;
  /** Reasons, at least one. */
  readonly because: readonly string[];
  readonly finds: string;
  readonly costs: string;
}

/**
 * Client to server, a request: the checklist of SQLite in a driver. A `SqliteProfileAnswer`, given when all is known of
 * the driver's newest text; null where the document belongs to no driver, or the driver is gone.
 */
export const sqliteProfileRequest = "driverlens/sqliteProfile";

export interface SqliteProfileParams {
  /** An open document, whose unit is meant... */
  readonly uri?: string;
  /** ...or the id of one of the workspace's drivers. */
  readonly unit?: string;
  /** Whether the driver has to do with SQLite is all that is asked: nothing is checked for it. */
  readonly probe?: boolean;
}

export interface SqliteProfileAnswer {
  readonly unit: UnitSummary;
  readonly embedsSqlite: boolean;
  /** In the order in which a driver is built; none with `probe`, or where it does not embed SQLite. */
  readonly steps: readonly SqliteStep[];
}

export interface SqliteStep {
  /** "allocator", "vfs", "log", "threading", "database", "options", "order", "levels", "validation". */
  readonly id: string;
  readonly title: string;
  /** "unknown": the sources cannot show it. */
  readonly state: "done" | "wrong" | "missing" | "unknown";
  /** Why the state is what it is. */
  readonly sentence: string;
  /** More sentences. */
  readonly details: readonly string[];
  readonly at?: FilePlace;
  /** What it was ticked from. */
  readonly evidence: readonly SqliteEvidence[];
  readonly findings: readonly SqliteFinding[];
  /** Id of the template of a part that could be put in. */
  readonly part?: string;
}

export interface SqliteEvidence {
  readonly text: string;
  readonly at?: FilePlace;
}

export interface SqliteFinding {
  /** Of this finding alone, and the same after edits that leave what it is about. */
  readonly key: string;
  readonly rule: string;
  readonly severity: "error" | "warning" | "hint";
  readonly message: string;
  readonly at: FilePlace;
  /** Titles of what cures it, the best first. */
  readonly fixes: readonly string[];
}

/** Client to server, a request: makes a fix of a checklist's finding, as one edit. Gives a `FixSummary`. */
export const sqliteFixRequest = "driverlens/sqliteFix";

export interface SqliteFixParams {
  /** As in `SqliteProfileParams`. */
  readonly uri?: string;
  readonly unit?: string;
  /** See `SqliteFinding.key`. */
  readonly finding: string;
  /** The fix's title. */
  readonly fix: string;
}

/**
 * Client to server, a request: which of the workspace's drivers a driver's image is built of, and where their sources call what
 * it imports. Units are read for it only where names are asked for. Gives `ImageSources`, of the newest texts.
 */
export const imageSourcesRequest = "driverlens/imageSources";

export interface ImageSourcesParams {
  /** URI of the image; it is not read. */
  readonly image: string;
  /** Names of imports. */
  readonly names: readonly string[];
}

export interface ImageSources {
  /** As far as they are known by now: the image's name, or the folder that it lies in, tells. */
  readonly units: readonly UnitSummary[];
  /** The oldest Windows that they are for, as people write it, and who says so. */
  readonly target?: { readonly text: string; readonly saidBy: string };
  /** Those of the names that are called anywhere. */
  readonly calls: readonly ImportCalls[];
}

export interface ImportCalls {
  readonly name: string;
  /** File by file, in the order in which they are written. */
  readonly places: readonly CallOfImport[];
}

/** A call by that name, or by that of a macro which calls it, or a place that takes its address. */
export interface CallOfImport extends FilePlace {
  /** Of the document, where it is open. */
  readonly version?: number;
  /** The function around it; left out in the initialiser of a variable. */
  readonly caller?: string;
}
