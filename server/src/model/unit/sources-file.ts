/** Driver units from `sources` files, which the build tool of the older driver kits read: TARGETTYPE, SOURCES, INCLUDES. */
import type { MakeFiles } from "./kbuild.ts";
import { assign, expandMake, expandWords, type MakeVariables, readFlags, readMakeLines } from "./make-text.ts";
import { baseName, isSourcePath, parentOf } from "./paths.ts";
import { addDefine, frameworkOfLibrary, type RawUnit, targetFromDefines, type Verdict } from "./raw-unit.ts";
import type { Framework } from "./types.ts";

const KERNEL_TYPES = /^(?:DRIVER|DRIVER_LIBRARY|GDI_DRIVER|MINIPORT|EXPORT_DRIVER|HAL|BOOTPGM)$/i;
const USER_TYPES = /^(?:PROGRAM|DYNLINK|UMAPPL|UMAPPL_NOLIB|PROGLIB)$/i;

/** The unit of a `sources` file; undefined where the file is something else of that name. */
export function unitFromSources(files: MakeFiles, path: string, text: string): RawUnit | undefined {
  if (!/^[ \t]*TARGET(?:TYPE|NAME)[ \t]*=/im.test(text)) return undefined;
  const directory = parentOf(path);
  const variables: MakeVariables = new Map([["MAKEDIR", directory]]);
  readInto(files, path, text, variables, new Set([path]));

  const sources = new Set<string>();
  for (const [name, value] of variables) {
    if (!/^(?:SOURCES|\w+_SOURCES)$/.test(name)) continue;
    for (const word of expandWords(value, upper(variables))) {
      const found = isSourcePath(word) ? files.index.findFile(directory, word) : undefined;
      if (found !== undefined) sources.add(found);
    }
  }
  if (sources.size === 0) return undefined;
  const defines = readDefines(variables);
  const includes = expandMake(variables.get("INCLUDES") ?? "", variables).split(/[;\s]+/);
  return {
    id: path,
    name: expandWords(variables.get("TARGETNAME") ?? "", variables)[0] ?? baseName(directory),
    root: directory,
    origin: "sources",
    projectFile: path,
    verdict: judge(variables, path),
    sources: [...sources],
    headers: [],
    includeDirectories: findDirectories(files, directory, includes),
    defines,
    targetWindows: readTarget(variables, defines, baseName(path)),
    frameworks: readFrameworks(variables),
  };
}

/** nmake does not mind the case of macro names. */
function readInto(files: MakeFiles, path: string, text: string, variables: MakeVariables, seen: Set<string>): void {
  for (const { assignment, include } of readMakeLines(text, "nmake")) {
    if (assignment !== undefined) {
      // X=$(X) more: the value so far is already there, because assignments append.
      const name = assignment.name.toUpperCase();
      const value = assignment.value.replaceAll(new RegExp(`\\$\\(${name.replace(/\W/g, "\\$&")}\\)`, "gi"), "");
      const last = /^(?:TARGETTYPE|TARGETNAME|UMTYPE|DRIVERTYPE)$/.test(name);
      if (last) variables.set(name, value);
      else assign(variables, { ...assignment, name, value });
      continue;
    }
    const found = include === undefined ? undefined : findIncluded(files, path, include, variables);
    if (found === undefined || seen.has(found) || seen.size > 32) continue;
    seen.add(found);
    const inside = files.text(found);
    if (inside !== undefined) readInto(files, found, inside, variables, seen);
  }
}

function findIncluded(files: MakeFiles, path: string, spelled: string, variables: MakeVariables): string | undefined {
  const expanded = expandMake(spelled, upper(variables));
  return expanded.includes("\u0001") ? undefined : files.index.findFile(parentOf(path), expanded);
}

/** Names are kept in upper case; a use in lower case must find them. */
function upper(variables: MakeVariables): MakeVariables {
  const both = new Map(variables);
  for (const [name, value] of variables) both.set(name.toLowerCase(), value);
  return both;
}

function judge(variables: MakeVariables, path: string): Verdict | undefined {
  const file = baseName(path);
  const value = (name: string): string => (variables.get(name) ?? "").trim();
  const type = value("TARGETTYPE");
  if (value("UMDF_VERSION_MAJOR") !== "" || value("UMDF_VERSION") !== "") {
    return { kind: "windows-user", reason: `UMDF_VERSION_MAJOR in ${file}`, firm: true };
  }
  if (KERNEL_TYPES.test(type)) return { kind: "windows-kernel", reason: `TARGETTYPE ${type} in ${file}`, firm: true };
  if (USER_TYPES.test(type)) return { kind: "windows-user", reason: `TARGETTYPE ${type} in ${file}`, firm: true };
  if (value("KMDF_VERSION_MAJOR") !== "" || value("KMDF_VERSION") !== "") {
    return { kind: "windows-kernel", reason: `KMDF_VERSION_MAJOR in ${file}`, firm: true };
  }
  const umType = value("UMTYPE");
  if (/^(?:console|windows)$/i.test(umType)) {
    return { kind: "windows-user", reason: `UMTYPE ${umType} in ${file}`, firm: true };
  }
  return undefined;
}

function readDefines(variables: MakeVariables): ReadonlyMap<string, string> {
  const defines = new Map<string, string>();
  for (const name of ["C_DEFINES", "USER_C_FLAGS", "MSC_WARNING_LEVEL"]) {
    for (const text of readFlags(expandWords(variables.get(name) ?? "", variables)).defines) addDefine(defines, text);
  }
  return defines;
}

function findDirectories(files: MakeFiles, directory: string, spelled: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const text of spelled) {
    const path = text === "" || text.includes("\u0001") ? undefined : files.index.findDirectory(directory, text);
    if (path !== undefined) found.add(path);
  }
  return [...found];
}

function readTarget(variables: MakeVariables, defines: ReadonlyMap<string, string>, file: string) {
  const fromDefines = targetFromDefines(defines, file);
  if (fromDefines !== undefined) return fromDefines;
  for (const name of ["_NT_TARGET_VERSION", "MINIMUM_NT_TARGET_VERSION"]) {
    const text = (variables.get(name) ?? "").trim();
    if (text !== "") return { text, saidBy: `${name} in ${file}` };
  }
  return undefined;
}

function readFrameworks(variables: MakeVariables): readonly Framework[] {
  const found = new Set<Framework>();
  if (variables.has("KMDF_VERSION_MAJOR") || variables.has("KMDF_VERSION")) found.add("kmdf");
  if (variables.has("UMDF_VERSION_MAJOR") || variables.has("UMDF_VERSION")) found.add("umdf");
  for (const library of (variables.get("TARGETLIBS") ?? "").split(/\s+/)) {
    const framework = frameworkOfLibrary(library);
    if (framework !== undefined) found.add(framework);
  }
  return [...found];
}
