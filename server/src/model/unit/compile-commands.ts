/** Driver units from compile_commands.json: one for each build target, else for each folder of sources. */
import { isAmalgamationName } from "./amalgamation.ts";
import { readFlags } from "./make-text.ts";
import { baseName, isSourcePath, joinPath, parentOf } from "./paths.ts";
import { addDefine, type RawUnit, targetFromDefines, type Verdict } from "./raw-unit.ts";
import type { SourceBuild } from "./source-build.ts";
import type { TreeIndex } from "./tree-index.ts";

export type CompileCommands =
  | { readonly ok: true; readonly units: readonly RawUnit[] }
  | { readonly ok: false; readonly message: string };

interface Group {
  readonly name: string;
  readonly root: string;
  readonly sources: Set<string>;
  readonly includes: Set<string>;
  readonly defines: Map<string, string>;
  readonly headers: Set<string>;
  /** How SQLite's amalgamation is compiled, by path; of other sources nobody asks. */
  readonly builds: Map<string, SourceBuild>;
  verdict: Verdict | undefined;
}

/** The units of a compile_commands.json, one for each directory and kind of command; a message where it is malformed. */
export function unitsFromCompileCommands(index: TreeIndex, path: string, text: string): CompileCommands {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : "It is not JSON." };
  }
  if (!Array.isArray(value)) return { ok: false, message: "It is not a list of commands." };
  const groups = new Map<string, Group>();
  for (const entry of value as readonly unknown[]) addEntry(index, path, entry, groups);
  const units = [...groups].map(([key, group]) => finish(path, key, group));
  return { ok: true, units };
}

function addEntry(index: TreeIndex, path: string, entry: unknown, groups: Map<string, Group>): void {
  if (typeof entry !== "object" || entry === null) return;
  const { directory, file, command, arguments: list } = entry as Readonly<Record<string, unknown>>;
  if (typeof file !== "string") return;
  const base = joinPath(parentOf(path), typeof directory === "string" ? directory : ".");
  const source = index.findFile(base, file);
  if (source === undefined || !isSourcePath(source)) return;
  const words = Array.isArray(list)
    ? list.filter((word): word is string => typeof word === "string")
    : splitCommand(typeof command === "string" ? command : "");
  const target = targetOf(words);
  const key = target ?? parentOf(source);
  const group = groups.get(key) ?? newGroup(target ?? baseName(key), target === undefined ? key : parentOf(source));
  groups.set(key, group);
  group.sources.add(source);
  group.verdict ??= judge(words, baseName(path));
  const flags = readFlags(words);
  for (const define of flags.defines) addDefine(group.defines, define);
  if (isAmalgamationName(source)) group.builds.set(source, buildOf(source, flags.defines));
  for (const include of flags.includes) {
    const found = index.findDirectory(base, include);
    if (found !== undefined) group.includes.add(found);
  }
  for (const [at, word] of words.entries()) {
    if (word !== "-include") continue;
    const found = index.findFile(base, words[at + 1] ?? "");
    if (found !== undefined) group.headers.add(found);
  }
}

function newGroup(name: string, root: string): Group {
  return {
    name,
    root,
    sources: new Set(),
    includes: new Set(),
    defines: new Map(),
    headers: new Set(),
    builds: new Map(),
    verdict: undefined,
  };
}

/** The commands are made by a tool: what is wrong with them is mended where it reads. */
function buildOf(source: string, words: readonly string[]): SourceBuild {
  const defines = new Map<string, string>();
  for (const word of words) addDefine(defines, word);
  const definitions = [...defines].map(([name, value]) => ({ name, value }));
  return { source, isThere: true, configurations: [{ definitions }], preludes: [] };
}

function judge(words: readonly string[], file: string): Verdict | undefined {
  for (const word of words) {
    if (/^[/-]kernel$/i.test(word)) return { kind: "windows-kernel", reason: `${word} in ${file}`, firm: true };
    if (/^[/-]D_KERNEL_MODE(?:=1)?$/.test(word)) {
      return { kind: "windows-kernel", reason: `_KERNEL_MODE in ${file}`, firm: true };
    }
    if (word === "-D__KERNEL__" || word === "-DMODULE") {
      return { kind: "linux-kernel", reason: `${word} in ${file}`, firm: true };
    }
  }
  return undefined;
}

/** CMake writes objects to CMakeFiles/<target>.dir/. */
function targetOf(words: readonly string[]): string | undefined {
  for (const word of words) {
    const target = /(?:^|[\\/]|^[/-]Fo"?)CMakeFiles[\\/]([^\\/]+)\.dir[\\/]/.exec(word)?.[1];
    if (target !== undefined) return target;
  }
  return undefined;
}

/** A longer command is not one that a compiler took. */
const MAX_COMMAND = 262_144;

/** A command line's words: blanks part them, quotes of both kinds hold them together. */
function splitCommand(command: string): readonly string[] {
  const words: string[] = [];
  if (command.length > MAX_COMMAND) return words;
  for (const match of command.matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'])+/g)) {
    words.push(match[0].replace(/(?<!\\)["']/g, "").replaceAll('\\"', '"'));
  }
  return words;
}

function finish(path: string, key: string, group: Group): RawUnit {
  return {
    id: `${path}#${key}`,
    name: group.name,
    root: group.root,
    origin: "compile-commands",
    projectFile: path,
    verdict: group.verdict,
    sources: [...group.sources],
    headers: [...group.headers],
    includeDirectories: [...group.includes],
    defines: group.defines,
    targetWindows: targetFromDefines(group.defines, baseName(path)),
    frameworks: [],
    buildOf: (source) => group.builds.get(source),
  };
}
