/** How the unit compiles SQLite: each option of the profile with its state, its value and where that is written. */
import type { Facts, SqliteOption } from "../../facts/index.ts";
import type { FileModel, MacroDefinition } from "../../model/file.ts";
import type { Place } from "../../model/place.ts";
import { type BuildDefinition, placeOfBuild, type SourceBuild } from "../../model/unit/source-build.ts";
import type { DriverUnit } from "../../model/unit/types.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import { isAmalgamation, isSqlites } from "./sources.ts";

/**
 * - `right`: it has a value that the profile wants, or something else serves as well.
 * - `missing`: a required or advised option that no configuration, or not every one, defines.
 * - `wrong`: it is defined with another value; a harmful option that is defined.
 * - `absent`: a harmful option that is not defined, as it should be.
 */
export type OptionState = "right" | "missing" | "wrong" | "absent";

export interface ProfiledOption {
  readonly option: SqliteOption;
  readonly state: OptionState;
  /** What it is defined as, where it is; empty for `#define NAME`. */
  readonly value: string | undefined;
  /** Where it is defined: in a source, a header, or the text of a project. */
  readonly at: Place | undefined;
  /** The configurations that do not have it right, "Release|x64", where others do. */
  readonly onlyIn: readonly string[];
}

export interface SqliteProfile {
  /** The project's word on the source that SQLite is compiled as. */
  readonly build: SourceBuild;
  /** The files of the unit in which options are defined before SQLite's first line. */
  readonly headers: readonly string[];
  /** Required options first, then advised, then harmful ones; in each kind by name. */
  readonly options: readonly ProfiledOption[];
}

/** What the profile is read from; a rule's context is one. */
export interface ProfileQuestions {
  readonly facts: Facts;
  readonly unit: UnitModel;
  readonly driver: DriverUnit;
}

/**
 * The profile of a unit that compiles the amalgamation and whose project says with which options. Undefined for all
 * others, where nothing is known: those that link a library, and those without a project.
 */
export function sqliteProfile({ facts, unit, driver }: ProfileQuestions): SqliteProfile | undefined {
  const { sqliteBuild: build } = driver;
  if (build === undefined) {
    return undefined;
  }
  const written = writtenDefinitions(build, unit);
  if (written === undefined) {
    return undefined;
  }
  const order = ["required", "advised", "harmful"];
  const other = driver.kind === "linux-kernel" ? "windows" : "linux";
  const options = facts
    .sqliteOptions()
    .filter(({ platform }) => platform !== other)
    .map((option) => profiled(option, build, written, unit))
    .sort((a, b) => order.indexOf(a.option.kind) - order.indexOf(b.option.kind));
  const headers = [...new Set([...written.values()].map(({ file }) => file.path))];
  return { build, headers, options };
}

/**
 * What an option of SQLite is defined as where it is compiled, in every configuration; undefined where that is not known,
 * where configurations differ, and where it is not defined. Of a unit without such a project, what its own files or its
 * project define for all of them.
 */
export function sqliteOption(name: string, { unit, driver }: Omit<ProfileQuestions, "facts">): string | undefined {
  const { sqliteBuild: build } = driver;
  if (build !== undefined) {
    const written = writtenDefinitions(build, unit);
    const [first, ...others] = build.configurations.map((_, index) =>
      written === undefined ? undefined : inForce(name, index, build, written)?.value,
    );
    return others.every((other) => other === first) ? first : undefined;
  }
  const own = unit.macros(name).filter(({ file }) => !isSqlites(file, unit));
  const [only, ...more] = new Set([
    ...own.map(({ macro }) => macro.body),
    ...(driver.defines.has(name) ? [driver.defines.get(name) ?? ""] : []),
  ]);
  const isSure = own.every(({ file, macro }) => unit.file(file)?.assumption(macro.start) === undefined);
  return more.length === 0 && isSure ? only : undefined;
}

/** A definition that is in force where SQLite is compiled. */
interface InForce {
  readonly value: string;
  readonly at: Place | undefined;
}

/** A file of the unit with a `#define` of it. */
interface Written {
  readonly file: FileModel;
  readonly macro: MacroDefinition;
}

function profiled(
  option: SqliteOption,
  build: SourceBuild,
  written: ReadonlyMap<string, Written>,
  unit: UnitModel,
): ProfiledOption {
  const serves =
    option.insteadFunctions.some((name) => isDefinedByDriver(name, unit)) ||
    option.insteadOptions.some((name) =>
      build.configurations.every((_, index) => inForce(name, index, build, written)),
    );
  const each = build.configurations.map((configuration, index) => {
    const found = inForce(option.name, index, build, written);
    return { name: configuration.name, found, state: stateOf(option, found, serves) };
  });
  const bad = each.filter(({ state }) => state === "wrong" || state === "missing");
  const shown = bad.find(({ state }) => state === "wrong") ?? bad[0] ?? each[0];
  const names = bad.flatMap(({ name }) => name ?? []);
  return {
    option,
    state: shown?.state ?? "missing",
    value: shown?.found?.value,
    at: shown?.found?.at,
    onlyIn: bad.length < each.length ? names : [],
  };
}

function stateOf(option: SqliteOption, found: InForce | undefined, serves: boolean): OptionState {
  if (option.kind === "harmful") {
    return found === undefined ? "absent" : serves ? "right" : "wrong";
  }
  if (found === undefined) {
    return serves ? "right" : "missing";
  }
  return isAccepted(option, found.value) ? "right" : "wrong";
}

/** Whether an option's value is one that the profile wants; unknown words are somebody's own macro, and taken as right. */
function isAccepted({ values, range }: SqliteOption, value: string): boolean {
  const plain = value.replace(/^\((.*)\)$/s, "$1").replace(/\s+/g, "");
  if (range !== undefined) {
    const number = numberOf(plain);
    return number === undefined ? plain !== "" : number >= range[0] && number <= range[1];
  }
  if (values.length === 0 || values.includes(plain)) {
    return true;
  }
  const number = numberOf(plain);
  return number === undefined ? plain !== "" && !/^[\d,]+$/.test(plain) : values.includes(String(number));
}

const numberOf = (text: string): number | undefined =>
  /^(?:0x[\da-f]+|\d+)[ul]*$/i.test(text) ? Number(text.replace(/[ul]+$/i, "")) : undefined;

/** A source has the last word over the project, whose definitions it finds there. */
function inForce(
  name: string,
  configuration: number,
  { configurations }: SourceBuild,
  written: ReadonlyMap<string, Written>,
): InForce | undefined {
  const own = written.get(name);
  if (own !== undefined) {
    return { value: own.macro.body, at: placeOfMacro(own) };
  }
  const definition = configurations[configuration]?.definitions.findLast((each) => each.name === name);
  return definition && { value: definition.value, at: placeOf(definition) };
}

/** A `#define` from its name to the end of its value. */
function placeOfMacro({ file, macro }: Written): Place {
  const { start, nameStart: from, name, body } = macro;
  const behind = from + name.length;
  const blank = /^[ \t]*/.exec(file.text.slice(start + behind))?.[0].length ?? 0;
  const isThere = body !== "" && file.text.startsWith(body, start + behind + blank);
  return { file: file.path, anchor: macro, start: from, end: isThere ? behind + blank + body.length : behind };
}

const placeOf = ({ at }: BuildDefinition): Place | undefined => at && placeOfBuild(at);

/** The functions of the unit that are not SQLite's own. */
const isDefinedByDriver = (name: string, unit: UnitModel): boolean =>
  unit.functionSymbols(name).some(({ file }) => !isSqlites(file, unit));

/** More headers before the amalgamation's include are no options' headers. */
const maximumHeaders = 200;

/**
 * What the unit's own text defines before SQLite's first line: in headers that the project has read first, in the file
 * that includes the amalgamation and in headers that it includes before. Undefined where a condition that nobody knows
 * decides about an option.
 */
function writtenDefinitions(build: SourceBuild, unit: UnitModel): ReadonlyMap<string, Written> | undefined {
  const found = new Map<string, Written>();
  const seen = new Set<string>();
  let isKnown = true;
  const read = (file: FileModel, until: number): void => {
    if (seen.has(file.path) || seen.size > maximumHeaders || isAmalgamation(file)) {
      return;
    }
    seen.add(file.path);
    const parts = [
      ...file.macros.map((macro) => ({ start: macro.start, macro, path: undefined })),
      ...file.includes.map(({ start, path }) => ({ start, macro: undefined, path })),
    ].filter(({ start }) => start < until);
    for (const { macro, path } of parts.sort((a, b) => a.start - b.start)) {
      if (macro !== undefined && macro.parameters === undefined && macro.name.startsWith("SQLITE_")) {
        isKnown &&= file.assumption(macro.start) === undefined;
        found.set(macro.name, { file, macro });
      } else if (path !== undefined) {
        const header = headerNamed(path, unit);
        if (header !== undefined) {
          read(header, Number.POSITIVE_INFINITY);
        }
      }
    }
  };
  for (const path of build.preludes) {
    const header = unit.file(path);
    if (header !== undefined) {
      read(header, Number.POSITIVE_INFINITY);
    }
  }
  const source = unit.file(build.source);
  if (source !== undefined && !isAmalgamation(source)) {
    const amalgamation = source.includes.find(({ path }) => isSqliteSource(path, unit));
    read(source, amalgamation?.start ?? Number.POSITIVE_INFINITY);
  }
  return isKnown ? found : undefined;
}

function isSqliteSource(path: string, unit: UnitModel): boolean {
  const header = headerNamed(path, unit);
  return /(?:^|[\\/])sqlite3\.c$/i.test(path) || (header !== undefined && isAmalgamation(header) && /\.c$/i.test(path));
}

/** The unit's file that an include means, by the end of its path. */
function headerNamed(spelled: string, unit: UnitModel): FileModel | undefined {
  const tail = `/${spelled
    .replaceAll("\\", "/")
    .replace(/^(?:\.\.?\/)+/, "")
    .toLowerCase()}`;
  return unit.files.find(({ path }) => path.toLowerCase().endsWith(tail));
}
