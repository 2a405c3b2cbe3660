/** Driver units from Visual Studio projects: what is compiled, with which settings, and for which mode. */
import { compareWindowsVersions, parseWindowsVersion } from "../../facts/index.ts";
import { isAmalgamationName } from "./amalgamation.ts";
import { filesMatching } from "./glob.ts";
import {
  type Evaluation,
  evaluateProject,
  type MsbuildItem,
  type ProjectLoader,
  platformsOf,
  UNKNOWN,
} from "./msbuild.ts";
import { msbuildBuild } from "./msbuild-definitions.ts";
import { baseName, isHeaderPath, isSourcePath, parentOf, stemOf } from "./paths.ts";
import { addDefine, frameworkOfLibrary, type RawUnit, targetFromDefines, type Verdict } from "./raw-unit.ts";
import type { TreeIndex } from "./tree-index.ts";
import type { Framework, TargetWindows } from "./types.ts";
import type { XmlNode } from "./xml.ts";

/** The unit of a project, or undefined where it compiles nothing (packages, utilities). */
export function unitFromVcxproj(
  loader: ProjectLoader,
  index: TreeIndex,
  project: string,
  root: XmlNode,
): RawUnit | undefined {
  const evaluation = evaluateProject(loader, project, root);
  const directory = parentOf(project);
  const compiled = evaluation.items.filter((item) => item.lowerType === "clcompile" && !item.excluded);
  const sources = findFiles(index, directory, compiled, isSourcePath);
  if (sources.length === 0) return undefined;
  const listed = evaluation.items.filter((item) => item.lowerType === "clinclude" && !/[*?]/.test(item.include));
  const defines = readDefines(evaluation, compiled);
  const headers = new Set(findFiles(index, directory, listed, isHeaderPath));
  for (const header of forcedHeaders(evaluation, index, directory)) headers.add(header);
  return {
    id: project,
    name: evaluation.property("TargetName") ?? stemOf(project),
    root: directory,
    origin: "vcxproj",
    projectFile: project,
    verdict: judge(evaluation, defines, baseName(project)),
    sources,
    headers: [...headers],
    includeDirectories: readIncludeDirectories(evaluation, compiled, index, directory),
    defines,
    targetWindows: readTarget(evaluation, root, defines, baseName(project)),
    frameworks: readFrameworks(evaluation),
    absent: compiled
      .map(({ include }) => include)
      .filter((include) => isAmalgamationName(include) && index.findFile(directory, include) === undefined),
    buildOf: (source) => msbuildBuild(loader, index, project, root, source),
    ...(platformsOf(root).some((platform) => /^(?:win32|x86)$/i.test(platform))
      ? { x86SaidBy: `Win32 in ${baseName(project)}` }
      : {}),
  };
}

/** The mode that the project's settings say, in the order in which the driver kit's own targets decide. */
function judge(evaluation: Evaluation, defines: ReadonlyMap<string, string>, file: string): Verdict | undefined {
  const said = (name: string, value: string): string => `${name} ${value} in ${evaluation.saidBy(name)}`;
  const toolset = evaluation.property("PlatformToolset") ?? "";
  const driverType = evaluation.property("DriverType") ?? "";
  const type = (evaluation.property("ConfigurationType") ?? "Application").toLowerCase();
  const user = (reason: string, firm: boolean): Verdict => ({ kind: "windows-user", reason, firm });
  const kernel = (reason: string): Verdict => ({ kind: "windows-kernel", reason, firm: true });

  if (/^umdf$/i.test(driverType)) return user(said("DriverType", driverType), true);
  if (/^WindowsUserModeDriver/i.test(toolset)) return user(said("PlatformToolset", toolset), true);
  if (/^WindowsApplicationForDrivers/i.test(toolset)) return user(said("PlatformToolset", toolset), true);
  const umdf = evaluation.property("UMDF_VERSION_MAJOR") ?? evaluation.property("UmdfLibraryVersion");
  if (umdf !== undefined && evaluation.property("KMDF_VERSION_MAJOR") === undefined && !/^kmdf$/i.test(driverType)) {
    return user(`UMDF_VERSION_MAJOR ${umdf} in ${evaluation.saidBy("UMDF_VERSION_MAJOR")}`, true);
  }
  const kernelToolset = /^WindowsKernelModeDriver/i.test(toolset);
  if (driverType !== "" && (kernelToolset || type === "driver")) return kernel(said("DriverType", driverType));
  if (kernelToolset) return kernel(said("PlatformToolset", toolset));
  if (type === "driver") return kernel(said("ConfigurationType", "Driver"));

  const link = (name: string): string => evaluation.definitions.get(`link.${name}`) ?? "";
  const compile = (name: string): string => evaluation.definitions.get(`clcompile.${name}`) ?? "";
  if (/^native$/i.test(link("subsystem"))) return kernel(`SubSystem Native in ${file}`);
  if (/^driver|^wdm|^uponly/i.test(link("driver"))) return kernel(`the linker's Driver option in ${file}`);
  if (/[/-]kernel(?![\w:])/i.test(compile("additionaloptions"))) return kernel(`the option /kernel in ${file}`);
  if (defines.has("_KERNEL_MODE")) return kernel(`_KERNEL_MODE in ${file}`);
  if (type === "staticlibrary") return undefined;
  if (evaluation.property("ConfigurationType") === undefined) return undefined;
  return user(said("ConfigurationType", evaluation.property("ConfigurationType") ?? ""), false);
}

function findFiles(
  index: TreeIndex,
  directory: string,
  items: readonly MsbuildItem[],
  accept: (path: string) => boolean,
): readonly string[] {
  const found = new Set<string>();
  for (const { include } of items) {
    if (/[*?]/.test(include)) {
      for (const path of expandWildcard(index, directory, include)) if (accept(path)) found.add(path);
      continue;
    }
    const path = index.findFile(directory, include);
    if (path !== undefined && accept(path)) found.add(path);
  }
  return [...found];
}

/** `dir\*.cpp` and `dir\**\*.cpp`; a wildcard in a folder's name other than `**` is not read. */
function expandWildcard(index: TreeIndex, directory: string, spelled: string): readonly string[] {
  const parts = spelled.replaceAll("\\", "/").split("/");
  const pattern = parts.pop() ?? "";
  const deep = parts.at(-1) === "**";
  if (deep) parts.pop();
  if (parts.some((part) => /[*?]/.test(part))) return [];
  const base = parts.length === 0 ? directory : index.findDirectory(directory, parts.join("/"));
  return base === undefined ? [] : filesMatching(index, base, pattern, deep ? 16 : 0);
}

/** The values of one ClCompile setting: of the definition and of every file that has its own. */
function compileSettings(evaluation: Evaluation, compiled: readonly MsbuildItem[], name: string): readonly string[] {
  const values = new Set<string>();
  const texts = [evaluation.definitions.get(`clcompile.${name}`), ...compiled.map((item) => item.metadata.get(name))];
  for (const text of texts) {
    for (const value of (text ?? "").split(";")) {
      const trimmed = value.replace(/%\([^)]*\)/g, "").trim();
      if (trimmed !== "" && !trimmed.includes(UNKNOWN)) values.add(trimmed);
    }
  }
  return [...values];
}

function readDefines(evaluation: Evaluation, compiled: readonly MsbuildItem[]): ReadonlyMap<string, string> {
  const defines = new Map<string, string>();
  for (const text of compileSettings(evaluation, compiled, "preprocessordefinitions")) addDefine(defines, text);
  const undefine = compileSettings(evaluation, compiled, "undefinepreprocessordefinitions");
  for (const name of undefine) defines.delete(name);
  // /D in the free options, as old projects have it.
  const options = evaluation.definitions.get("clcompile.additionaloptions") ?? "";
  for (const match of options.matchAll(/(?:^|\s)[/-]D\s*("[^"]*"|\S+)/g)) addDefine(defines, match[1] ?? "");
  if (/^unicode$/i.test(evaluation.property("CharacterSet") ?? "")) {
    if (!defines.has("UNICODE")) defines.set("UNICODE", "1");
    if (!defines.has("_UNICODE")) defines.set("_UNICODE", "1");
  }
  return defines;
}

function readIncludeDirectories(
  evaluation: Evaluation,
  compiled: readonly MsbuildItem[],
  index: TreeIndex,
  directory: string,
): readonly string[] {
  const spelled = [...compileSettings(evaluation, compiled, "additionalincludedirectories")];
  for (const part of (evaluation.property("IncludePath") ?? "").split(";")) if (part !== "") spelled.push(part);
  const found = new Set<string>();
  for (const text of spelled) {
    const path = index.findDirectory(directory, text.replace(/^"(.*)"$/, "$1"));
    if (path !== undefined) found.add(path);
  }
  return [...found];
}

function forcedHeaders(evaluation: Evaluation, index: TreeIndex, directory: string): readonly string[] {
  const spelled = (evaluation.definitions.get("clcompile.forcedincludefiles") ?? "").split(";");
  return spelled.flatMap((text) => (text.trim() === "" ? [] : (index.findFile(directory, text.trim()) ?? [])));
}

/** The oldest Windows where the configurations of a project differ: the sources are to run on all of them. */
function oldestConfiguration(root: XmlNode, file: string): TargetWindows | undefined {
  const texts = new Set(textsOf(root, "targetversion"));
  if (texts.size < 2) return undefined;
  const versions = [...texts].flatMap((text) => {
    const version = parseWindowsVersion(text);
    return version === undefined ? [] : [{ text, version }];
  });
  const [oldest] = versions.sort((a, b) => compareWindowsVersions(a.version, b.version));
  return oldest === undefined ? undefined : { text: oldest.text, saidBy: `TargetVersion in ${file}` };
}

function textsOf(node: XmlNode, lowerName: string): readonly string[] {
  return node.lowerName === lowerName ? [node.text] : node.children.flatMap((child) => textsOf(child, lowerName));
}

function readTarget(
  evaluation: Evaluation,
  root: XmlNode,
  defines: ReadonlyMap<string, string>,
  file: string,
): TargetWindows | undefined {
  const ntddi = defines.get("NTDDI_VERSION");
  const firm = ntddi === undefined ? undefined : targetFromDefines(new Map([["NTDDI_VERSION", ntddi]]), file);
  const said = firm ?? oldestConfiguration(root, file);
  if (said !== undefined) return said;
  for (const name of ["_NT_TARGET_VERSION", "WindowsTargetPlatformMinVersion", "TargetVersion"]) {
    const text = evaluation.property(name);
    if (text !== undefined && text !== "") return { text, saidBy: `${name} in ${evaluation.saidBy(name)}` };
  }
  // _WIN32_WINNT often comes from a property sheet that the project shares with applications.
  return targetFromDefines(defines, file);
}

const DRIVER_TYPES: ReadonlyMap<string, Framework> = new Map([
  ["kmdf", "kmdf"],
  ["umdf", "umdf"],
  ["wdm", "wdm"],
  ["exportdriver", "export-driver"],
]);

function readFrameworks(evaluation: Evaluation): readonly Framework[] {
  const found = new Set<Framework>();
  const byType = DRIVER_TYPES.get((evaluation.property("DriverType") ?? "").toLowerCase());
  // A framework driver is built for either mode from one source; the toolset says which.
  const userMode = /^WindowsUserModeDriver/i.test(evaluation.property("PlatformToolset") ?? "");
  const umdf = userMode && (byType === "kmdf" || evaluation.property("UMDF_VERSION_MAJOR") !== undefined);
  if (umdf) found.add("umdf");
  else if (byType !== undefined) found.add(byType);
  for (const library of (evaluation.definitions.get("link.additionaldependencies") ?? "").split(";")) {
    const framework = frameworkOfLibrary(library.replaceAll(UNKNOWN, ""));
    if (framework !== undefined) found.add(framework);
  }
  return [...found];
}
