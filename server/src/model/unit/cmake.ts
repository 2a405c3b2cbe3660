/**
 * Driver units from CMake: targets with their sources, and the flags that make a target a driver. Nothing is configured:
 * every branch of an if() counts, variables hold the union of what they are set to, functions are not called.
 */
import { isAmalgamationName } from "./amalgamation.ts";
import { cmakeBuild, type WrittenCommand } from "./cmake-definitions.ts";
import { type CmakeArgument, type CmakeCommand, readCmakeCommands } from "./cmake-text.ts";
import { filesMatching } from "./glob.ts";
import type { MakeFiles } from "./kbuild.ts";
import { expandMacros } from "./macros.ts";
import { readFlags } from "./make-text.ts";
import { baseName, isHeaderPath, isSourcePath, parentOf } from "./paths.ts";
import { addDefine, frameworkOfLibrary, type RawUnit, targetFromDefines, type Verdict } from "./raw-unit.ts";
import type { TreeIndex } from "./tree-index.ts";
import type { Framework } from "./types.ts";

interface Target {
  readonly name: string;
  readonly command: string;
  readonly file: string;
  readonly words: string[];
  readonly sources: Set<string>;
  readonly headers: Set<string>;
  readonly includes: Set<string>;
  readonly defines: Map<string, string>;
  readonly libraries: Set<string>;
  readonly options: string[];
  /** Sources that are listed and not there. */
  readonly absent: Set<string>;
  /** The commands that made it and that gave it definitions. */
  readonly commands: WrittenCommand[];
  /** What its directory says of single sources. */
  readonly sourceProperties: WrittenCommand[];
}

/** What a directory hands down to its subdirectories. */
interface Scope {
  readonly variables: Map<string, readonly string[]>;
  readonly includes: Set<string>;
  readonly defines: Set<string>;
  readonly options: string[];
  readonly libraries: Set<string>;
  /** What it says of single sources. */
  readonly sourceProperties: WrittenCommand[];
}

const MAX_FILES = 2000;

/** The targets of all CMake files of the tree; a file that another adds as a subdirectory has that one's variables. */
export function unitsFromCmake(files: MakeFiles, paths: readonly string[]): readonly RawUnit[] {
  const targets = new Map<string, Target>();
  const done = new Set<string>();
  // Shorter paths first: a parent is read before what it adds.
  for (const path of [...paths].sort((a, b) => a.length - b.length)) {
    if (!done.has(path)) readDirectory(files, path, emptyScope(), targets, done);
  }
  return [...targets.values()].flatMap((target) => finish(target, files.index) ?? []);
}

function emptyScope(): Scope {
  return {
    variables: new Map(),
    includes: new Set(),
    defines: new Set(),
    options: [],
    libraries: new Set(),
    sourceProperties: [],
  };
}

function inherit(scope: Scope): Scope {
  return {
    variables: new Map(scope.variables),
    includes: new Set(scope.includes),
    defines: new Set(scope.defines),
    options: [...scope.options],
    libraries: new Set(scope.libraries),
    sourceProperties: [...scope.sourceProperties],
  };
}

function readDirectory(
  files: MakeFiles,
  path: string,
  scope: Scope,
  targets: Map<string, Target>,
  done: Set<string>,
): void {
  done.add(path);
  const directory = parentOf(path);
  if (!scope.variables.has("CMAKE_SOURCE_DIR")) scope.variables.set("CMAKE_SOURCE_DIR", [directory]);
  for (const name of ["CMAKE_CURRENT_SOURCE_DIR", "CMAKE_CURRENT_LIST_DIR"]) scope.variables.set(name, [directory]);
  const own = new Set<Target>();
  readFile(files, path, path, scope, targets, own, done);
  for (const target of own) {
    applyScope(target, scope);
    target.sourceProperties.push(...scope.sourceProperties);
  }
}

/** `owner`: the CMakeLists.txt whose directory paths are relative to; `path` differs from it in an include()d file. */
function readFile(
  files: MakeFiles,
  path: string,
  owner: string,
  scope: Scope,
  targets: Map<string, Target>,
  own: Set<Target>,
  done: Set<string>,
): void {
  const text = files.text(path);
  if (text === undefined) return;
  const directory = parentOf(owner);
  const branches = { depth: 0, functions: 0 };
  for (const command of readCmakeCommands(text)) {
    if (/^(?:end)?(?:function|macro)$/.test(command.name))
      branches.functions += command.name.startsWith("end") ? -1 : 1;
    if (branches.functions > 0) continue;
    if (command.name === "if") branches.depth += 1;
    if (command.name === "endif") branches.depth -= 1;
    const words = expand(command.args, scope.variables);
    const first = words[0];
    if (first === undefined) continue;
    if (command.name === "add_subdirectory") {
      const child = files.index.findFile(directory, `${first}/CMakeLists.txt`);
      if (child !== undefined && !done.has(child) && done.size < MAX_FILES) {
        readDirectory(files, child, inherit(scope), targets, done);
      }
    } else if (command.name === "include") {
      const included = files.index.findFile(directory, first);
      if (included !== undefined && !done.has(included) && done.size < MAX_FILES) {
        done.add(included);
        readFile(files, included, owner, scope, targets, own, done);
      }
    } else if (!readVariables(files, command, words, directory, scope, branches.depth > 0)) {
      const written = { file: path, text, command, words, isConditional: branches.depth > 0 };
      if (command.name === "set_source_files_properties") scope.sourceProperties.push(written);
      else readTarget(files, written, owner, scope, targets, own);
    }
  }
}

/** Commands that set variables or settings of the directory; false where the command is another. */
function readVariables(
  files: MakeFiles,
  command: CmakeCommand,
  words: readonly string[],
  directory: string,
  scope: Scope,
  inBranch: boolean,
): boolean {
  const [first = "", ...rest] = words;
  const { variables } = scope;
  const add = (name: string, values: readonly string[]): void => {
    const all = [...(variables.get(name) ?? []), ...values];
    if (all.length < 20_000) variables.set(name, [...new Set(all)]);
  };
  switch (command.name) {
    case "project":
      variables.set("PROJECT_NAME", [first]);
      variables.set("PROJECT_SOURCE_DIR", [directory]);
      variables.set(`${first}_SOURCE_DIR`, [directory]);
      return true;
    case "set": {
      const end = rest.findIndex((word) => word === "CACHE" || word === "PARENT_SCOPE");
      const values = end < 0 ? rest : rest.slice(0, end);
      if (inBranch) add(first, values);
      else variables.set(first, values);
      if (/^CMAKE_C(?:XX)?_FLAGS/.test(first)) scope.options.push(...values.flatMap((value) => value.split(/\s+/)));
      return true;
    }
    case "list":
      if (first === "APPEND" || first === "PREPEND") add(rest[0] ?? "", rest.slice(1));
      return true;
    case "foreach":
      // The body is read once, with the variable standing for the whole list.
      variables.set(first, rest[0] === "IN" ? rest.slice(2) : rest);
      return true;
    case "file":
      if (first === "GLOB" || first === "GLOB_RECURSE") {
        const depth = first === "GLOB" ? 0 : 16;
        add(
          rest[0] ?? "",
          rest.slice(1).flatMap((pattern) => glob(files, directory, pattern, depth)),
        );
      }
      return true;
    case "aux_source_directory":
      add(rest[0] ?? "", glob(files, directory, `${first}/*.c*`, 0));
      return true;
    case "include_directories":
      addDirectories(files, scope.includes, directory, words);
      return true;
    case "add_definitions":
    case "add_compile_options":
      scope.options.push(...words);
      return true;
    case "add_compile_definitions":
      for (const word of words) scope.defines.add(word);
      return true;
    case "link_libraries":
      for (const word of words) scope.libraries.add(word);
      return true;
    default:
      return false;
  }
}

const VISIBILITY = /^(?:PRIVATE|PUBLIC|INTERFACE|BEFORE|AFTER|SYSTEM)$/;

function readTarget(
  files: MakeFiles,
  written: WrittenCommand,
  owner: string,
  scope: Scope,
  targets: Map<string, Target>,
  own: Set<Target>,
): void {
  const { command, words } = written;
  const [first = "", ...rest] = words;
  const directory = parentOf(owner);
  const { name } = command;
  if (/^(?:add_executable|add_library)$|(?:wdk|add)_?(?:add_)?(?:\w*driver|kmod)\w*$|^wdk_add_/.test(name)) {
    if (/^(?:ALIAS|IMPORTED|INTERFACE)$/.test(rest[0] ?? "")) return;
    const id = `${owner}#${first}`;
    const target = targets.get(id) ?? newTarget(first, name, owner);
    targets.set(id, target);
    own.add(target);
    target.words.push(...rest);
    target.commands.push(written);
    addFiles(files, target, directory, rest);
    return;
  }
  const target = targets.get(`${owner}#${first}`) ?? [...targets.values()].find((other) => other.name === first);
  if (target === undefined) return;
  const values = rest.filter((word) => !VISIBILITY.test(word));
  switch (name) {
    case "target_sources":
      addFiles(files, target, directory, values);
      break;
    case "target_include_directories":
      addDirectories(files, target.includes, directory, values);
      break;
    case "target_compile_definitions":
      target.commands.push(written);
      for (const value of values) addDefine(target.defines, value.replace(/^-D/, ""));
      break;
    case "target_link_libraries":
      for (const value of values) target.libraries.add(value);
      target.options.push(...values);
      break;
    case "target_compile_options":
      target.commands.push(written);
      target.options.push(...values.flatMap((value) => value.split(/\s+/)));
      break;
    case "target_link_options":
    case "set_target_properties":
      target.options.push(...values.flatMap((value) => value.split(/\s+/)));
      break;
  }
  for (const option of scope.variables.get(`${first}_OPTIONS`) ?? []) target.options.push(option);
}

function newTarget(name: string, command: string, file: string): Target {
  return {
    name,
    command,
    file,
    words: [],
    sources: new Set(),
    headers: new Set(),
    includes: new Set(),
    defines: new Map(),
    libraries: new Set(),
    options: [],
    absent: new Set(),
    commands: [],
    sourceProperties: [],
  };
}

function addFiles(files: MakeFiles, target: Target, directory: string, words: readonly string[]): void {
  for (const word of words) {
    if (!isSourcePath(word) && !isHeaderPath(word)) continue;
    const found = files.index.findFile(directory, word.replace(/^\$<[^:]*:(.*)>$/, "$1"));
    if (found !== undefined) (isSourcePath(found) ? target.sources : target.headers).add(found);
    else if (isAmalgamationName(word)) target.absent.add(word);
  }
}

function addDirectories(files: MakeFiles, to: Set<string>, directory: string, words: readonly string[]): void {
  for (const word of words) {
    const found = files.index.findDirectory(directory, word.replace(/^\$<BUILD_INTERFACE:(.*)>$/, "$1"));
    if (found !== undefined) to.add(found);
  }
}

function applyScope(target: Target, scope: Scope): void {
  target.options.push(...scope.options);
  for (const library of scope.libraries) target.libraries.add(library);
  for (const word of scope.includes) target.includes.add(word);
  for (const text of scope.defines) addDefine(target.defines, text);
}

function finish(target: Target, index: TreeIndex): RawUnit | undefined {
  if (target.sources.size === 0) return undefined;
  const flags = readFlags(target.options);
  for (const text of flags.defines) addDefine(target.defines, text);
  const file = baseName(target.file);
  const frameworks = new Set<Framework>();
  if (target.words.includes("KMDF")) frameworks.add("kmdf");
  for (const library of target.libraries) {
    const framework = frameworkOfLibrary(library.replace(/^WDK::/, ""));
    if (framework !== undefined) frameworks.add(framework);
  }
  return {
    id: `${target.file}#${target.name}`,
    name: target.name,
    root: parentOf(target.file),
    origin: "cmake",
    projectFile: target.file,
    verdict: judge(target, file),
    sources: [...target.sources],
    headers: [...target.headers],
    includeDirectories: [...target.includes],
    defines: target.defines,
    targetWindows: targetFromDefines(target.defines, file),
    frameworks: [...frameworks],
    absent: [...target.absent],
    buildOf: (source) => cmakeBuild(index, target, source),
  };
}

function judge(target: Target, file: string): Verdict | undefined {
  const where = `target ${target.name} in ${file}`;
  if (/^wdk_add_|driver/.test(target.command)) {
    return { kind: "windows-kernel", reason: `${target.command}(${target.name}) in ${file}`, firm: true };
  }
  const option = target.options.find((text) => /^[/-](?:kernel|driver(?::\w+)?|subsystem:native\b.*)$/i.test(text));
  if (option !== undefined) return { kind: "windows-kernel", reason: `${option} of ${where}`, firm: true };
  const library = [...target.libraries].find((text) => /^(?:WDK::|ntoskrnl)/i.test(text));
  if (library !== undefined) return { kind: "windows-kernel", reason: `${library} of ${where}`, firm: true };
  if (target.defines.has("_KERNEL_MODE")) {
    return { kind: "windows-kernel", reason: `_KERNEL_MODE of ${where}`, firm: true };
  }
  if (target.defines.has("__KERNEL__")) return { kind: "linux-kernel", reason: `__KERNEL__ of ${where}`, firm: true };
  if (target.command === "add_executable") {
    // The sources know the system better; this stands where they say nothing.
    return { kind: "windows-user", reason: `add_executable(${target.name}) in ${file}`, firm: false };
  }
  return undefined;
}

function glob(files: MakeFiles, directory: string, spelled: string, depth: number): readonly string[] {
  const slash = spelled.lastIndexOf("/");
  const base = slash < 0 ? directory : files.index.findDirectory(directory, spelled.slice(0, slash));
  return base === undefined ? [] : filesMatching(files.index, base, spelled.slice(slash + 1), depth);
}

/** The words of a command after `${X}`; an unquoted argument that is a list becomes several. */
function expand(args: readonly CmakeArgument[], variables: Map<string, readonly string[]>): readonly string[] {
  const words: string[] = [];
  for (const { text, quoted } of args) {
    const value = expandMacros(text, /\$\{([^${}]*)\}/g, (name) => (variables.get(name) ?? []).join(";"));
    if (quoted) words.push(...(value.includes(";") ? value.split(";") : [value]));
    else words.push(...value.split(";").filter((word) => word !== ""));
    if (words.length > 50_000) break;
  }
  return words;
}
