/** A driver with SQLite inside as the steps of its checklist see it: its own code's calls and tables, and what rules found. */
import { type SqliteProfile as BuildProfile, sqliteProfile } from "../../../analysis/sqlite/build-profile.ts";
import { isProgram } from "../../../analysis/sqlite/os-init.ts";
import { compiledAmalgamations, isAmalgamation } from "../../../analysis/sqlite/sources.ts";
import type { FileModel } from "../../../model/file.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { DriverUnit } from "../../../model/unit/types.ts";
import type { RuleContext } from "../../../rules/context.ts";
import { type ReportedFinding, rangeOf, type TextRange } from "../../report.ts";
import type { Steps } from "../../steps.ts";
import type { ShownLevel } from "../levels/level.ts";
import type { ViewedUnit } from "../unit-view/unit.ts";
import { type SqliteCall, sqliteCalls } from "./calls.ts";
import type { Evidence } from "./step.ts";
import { type Table, type TableKind, tablesIn } from "./tables.ts";

/** A call with the function that makes it. */
export interface Call extends SqliteCall {
  readonly fn: FunctionModel;
  readonly at: TextRange;
  /** At which it is made; undefined where that is not known. */
  readonly level: ShownLevel | undefined;
}

type SqliteUnitParts = Pick<SqliteUnit, "context" | "driver" | "build" | "files" | "calls" | "tables" | "findings">;

export class SqliteUnit {
  readonly context: RuleContext;
  readonly driver: DriverUnit;
  /** How SQLite is compiled; undefined where nobody says it. */
  readonly build: BuildProfile | undefined;
  /** The files that are not SQLite's own. */
  readonly files: readonly FileModel[];
  /** In the unit's order. */
  readonly calls: readonly Call[];
  readonly tables: readonly Table[];
  /** What rules find in `files`, suppressed findings left out. */
  readonly findings: readonly ReportedFinding[];
  /** Rules of which a comment or a pragma hides findings: somebody says that it is meant so. */
  readonly suppressed: ReadonlySet<string>;

  /** Undefined for a unit without files. True until the session's next edit. */
  static *reading(
    viewed: ViewedUnit,
    driver: DriverUnit,
    findings: readonly ReportedFinding[],
  ): Steps<SqliteUnit | undefined> {
    const context = viewed.context();
    if (context === undefined) {
      return undefined;
    }
    const files = ownFiles(viewed.files);
    const said = yield* viewed.said(sqliteCalls, files);
    const calls: Call[] = [];
    for (const { fn, said: call } of said) {
      if (fn !== calls.at(-1)?.fn) {
        yield;
      }
      calls.push({ ...call, fn, at: rangeOf(fn.place(call)), level: viewed.levels?.at(fn, call.start)?.level });
    }
    const tables = yield* tablesIn(files, viewed);
    const build = sqliteProfile(context);
    return new SqliteUnit({ context, driver, build, files, calls, tables, findings });
  }

  private constructor(parts: SqliteUnitParts) {
    this.context = parts.context;
    this.driver = parts.driver;
    this.build = parts.build;
    this.files = parts.files;
    this.calls = parts.calls;
    this.tables = parts.tables;
    this.findings = parts.findings.filter(({ suppression }) => suppression === undefined);
    const hidden = parts.findings.filter(({ suppression }) => suppression !== undefined);
    this.suppressed = new Set(hidden.map(({ rule }) => rule));
  }

  get isWindows(): boolean {
    return this.driver.kind === "windows-kernel";
  }

  /**
   * Whether it is this unit that sets SQLite up. One that only runs statements on a handle shows nothing of what is
   * configured, and nothing is missing in it.
   */
  get setsUp(): boolean {
    const { driver, calls, tables, context } = this;
    const isInside = driver.sqliteBuild !== undefined || compiledAmalgamations(context.unit).length > 0;
    return (
      tables.length > 0 ||
      calls.some(({ name }) => setUps.test(name)) ||
      this.defines("sqlite3_os_init") ||
      (isInside && isProgram(context.unit))
    );
  }

  callsOf(name: RegExp | string): readonly Call[] {
    return this.calls.filter((call) => (typeof name === "string" ? call.name === name : name.test(call.name)));
  }

  /** The calls `sqlite3_config(option, ...)` with one of these options. */
  configurations(...options: readonly string[]): readonly Call[] {
    return this.callsOf("sqlite3_config").filter((call) => options.includes(call.arguments[0]?.name ?? ""));
  }

  tablesOf(kind: TableKind): readonly Table[] {
    return this.tables.filter((table) => table.kind === kind);
  }

  /** The definitions of a function in the driver's own files. */
  functions(name: string): readonly FunctionModel[] {
    return this.context.unit.functions(name).filter(({ file }) => this.files.some(({ path }) => path === file));
  }

  defines(name: string): boolean {
    return this.functions(name).length > 0;
  }

  /** The functions that stand in tables of some kinds. */
  methods(...kinds: readonly TableKind[]): readonly FunctionModel[] {
    const tables = this.tables.filter(({ kind }) => kinds.includes(kind));
    return tables.flatMap(({ functions }) => [...functions.values()].flatMap((name) => this.functions(name)));
  }

  /** What may call one of SQLite's functions unseen: a macro, or a `sqlite3_config` whose option is not known here. */
  hidden(api: string): Evidence | undefined {
    const unclear = this.callsOf("sqlite3_config").find(
      ({ arguments: [option] }) => option?.name?.startsWith("SQLITE_") !== true,
    );
    if (api === "sqlite3_config" && unclear !== undefined) {
      return callEvidence(unclear);
    }
    for (const { path, macros } of this.files) {
      const macro = macros.find(({ calls }) => calls.includes(api));
      if (macro !== undefined) {
        const start = macro.start + macro.nameStart;
        return { text: macro.name, at: { path, start, end: start + macro.name.length } };
      }
    }
    return undefined;
  }

  /** What rules find inside functions. */
  findingsIn(functions: readonly FunctionModel[]): readonly ReportedFinding[] {
    const ranges = functions.map((fn) => rangeOf(fn.place(fn.definition)));
    return this.findings.filter((finding) => ranges.some((range) => isWithin(finding, range)));
  }
}

const setUps = /^sqlite3_(?:config|initialize|vfs_register|open(?:16|_v2)?)$/;

/** The files of a unit that are not SQLite's own. */
export const ownFiles = (files: readonly FileModel[]): readonly FileModel[] =>
  files.filter((file) => !isAmalgamation(file));

export const isWithin = (inner: TextRange, outer: TextRange): boolean =>
  inner.path === outer.path && inner.start >= outer.start && inner.end <= outer.end;

/** The call as it is told: "sqlite3_config(SQLITE_CONFIG_LOG, QuirksLog)". */
export function callEvidence({ name, arguments: all, at }: Call): Evidence {
  const named = all.map((argument) => argument.name ?? (argument.text === undefined ? "..." : `"${argument.text}"`));
  return { text: `${name}(${named.join(", ")})`, at };
}

export const tableEvidence = ({ name, at }: Table): Evidence => ({ text: name, at });

/** Where the name of a function's definition stands. */
export const definitionEvidence = (fn: FunctionModel): Evidence => ({
  text: fn.name,
  at: rangeOf(fn.place(fn.definition.nameSpan)),
});
