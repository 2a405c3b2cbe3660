/** Which settings hold for a file: those of every `.driverlens.json` above it, the nearest first. */
import ignore, { type Ignore } from "ignore";
import type { Severity } from "../../rules/finding.ts";
import type { Rule } from "../../rules/rule.ts";
import {
  type ConfigFile,
  type ConfigProblem,
  type ConfiguredKind,
  type Level,
  readConfig,
  type UnknownKind,
} from "./read.ts";
import type { RuleNames } from "./rule-names.ts";

export const CONFIG_NAME = ".driverlens.json";

/** The settings of one file, all layers merged. */
export interface FileSettings {
  readonly targetWindows: string | undefined;
  /** Who says `targetWindows`, for messages: "targetWindows in .driverlens.json". */
  readonly targetSaidBy: string;
  /** Bytes; undefined where nobody says. */
  readonly stackFrameLimit: number | undefined;
  readonly checkUnknown: UnknownKind;
  /** What an override says that the file is. */
  readonly kind: ConfiguredKind | undefined;
  /** `NAME` or `NAME=value`, one entry a name. */
  readonly defines: readonly string[];
  /** Absolute or as relative as the configuration's own path; the nearest file's first. */
  readonly includeDirectories: readonly string[];
  /** The severity of a finding of this rule, "off" where it is not wanted; `own` is what it has by itself. */
  severityOf(rule: Rule, own: Severity): Severity | "off";
}

export interface ConfigTree {
  settingsFor(path: string): FileSettings;
  /** Whether the file, or a folder above it, is excluded. */
  excludes(path: string): boolean;
  /** Whether nothing below the folder needs to be looked at. */
  excludesFolder(path: string): boolean;
  /** Mistakes in the files read so far, each once. */
  readonly problems: readonly ConfigProblem[];
}

export interface ConfigTreeOptions {
  readonly rules: RuleNames;
  /** The text of `.driverlens.json` in a folder, undefined where there is none. Asked once a folder. */
  read(folder: string): string | undefined;
  /** One file for everything, instead of those that lie in the folders: `--config`. */
  readonly only?: { readonly path: string; readonly text: string };
  /**
   * What holds where no file says otherwise: an editor's settings for each of its folders, inner ones after outer ones,
   * of which the innermost counts; "" is above all paths.
   */
  readonly base?: readonly { readonly folder: string; readonly config: ConfigFile; readonly targetSaidBy: string }[];
}

/** Paths are absolute and `/`-separated. */
export function configTree(options: ConfigTreeOptions): ConfigTree {
  const problems: ConfigProblem[] = [];
  const chains = new Map<string, readonly Layer[]>();
  const load = (path: string, text: string): Layer => {
    const { config, problems: found } = readConfig(path, text, options.rules);
    problems.push(...found);
    return layerOf(folderOf(path), config, `targetWindows in ${path.slice(path.lastIndexOf("/") + 1)}`);
  };
  const base = (options.base ?? []).map(({ folder, config, targetSaidBy }) => layerOf(folder, config, targetSaidBy));
  const fixed = options.only === undefined ? undefined : [load(options.only.path, options.only.text)];
  const chainOf = (folder: string): readonly Layer[] => {
    if (fixed !== undefined) return fixed;
    const known = chains.get(folder);
    if (known !== undefined) return known;
    const parent = folderOf(folder);
    const above = parent === folder ? [] : chainOf(parent);
    const text = options.read(folder);
    const chain = text === undefined ? above : [...above, load(join(folder, CONFIG_NAME), text)];
    chains.set(folder, chain);
    return chain;
  };
  const layersFor = (path: string): readonly Layer[] => {
    const outermost = base.findLast(({ folder }) => relativeTo(folder, path) !== undefined);
    return outermost === undefined ? chainOf(folderOf(path)) : [outermost, ...chainOf(folderOf(path))];
  };
  return {
    problems,
    settingsFor: (path) => merge(layersFor(path), path, options.rules),
    excludes: (path) => isExcluded(layersFor(path), path, ""),
    excludesFolder: (path) => isExcluded(layersFor(path), path, "/"),
  };
}

/** One file's settings with its patterns compiled. */
interface Layer {
  readonly folder: string;
  readonly config: ConfigFile;
  readonly targetSaidBy: string;
  readonly exclude: Ignore;
  readonly overrides: readonly {
    readonly files: Ignore;
    readonly override: NonNullable<ConfigFile["overrides"]>[number];
  }[];
}

function layerOf(folder: string, config: ConfigFile, targetSaidBy: string): Layer {
  return {
    folder,
    config,
    targetSaidBy,
    exclude: ignore().add([...(config.exclude ?? [])]),
    overrides: (config.overrides ?? []).map((override) => ({
      files: ignore().add([...(override.files ?? [])]),
      override,
    })),
  };
}

function isExcluded(chain: readonly Layer[], path: string, suffix: "" | "/"): boolean {
  let excluded = false;
  for (const layer of chain) {
    const relative = relativeTo(layer.folder, path);
    if (relative === undefined) continue;
    const answer = layer.exclude.test(relative + suffix);
    if (answer.ignored) excluded = true;
    if (answer.unignored) excluded = false;
  }
  return excluded;
}

function merge(chain: readonly Layer[], path: string, names: RuleNames): FileSettings {
  const levels: Levels = { every: undefined, rules: new Map() };
  const defines = new Map<string, string>();
  const includeDirectories: string[] = [];
  let targetWindows: string | undefined;
  let targetSaidBy = "";
  let checkUnknown: UnknownKind = "off";
  let kind: ConfiguredKind | undefined;
  let stackFrameLimit: number | undefined;
  for (const { folder, config, overrides, targetSaidBy: saidHere } of chain) {
    addLevels(levels, config.rules, names);
    const say = (target: string | undefined): void => {
      if (target === undefined) return;
      targetWindows = target;
      targetSaidBy = saidHere;
    };
    say(config.targetWindows);
    checkUnknown = config.checkUnknown ?? checkUnknown;
    stackFrameLimit = config.stackFrameLimit ?? stackFrameLimit;
    for (const define of config.defines ?? []) defines.set(define.split("=", 1)[0] ?? define, define);
    includeDirectories.unshift(...(config.includeDirectories ?? []).map((directory) => join(folder, directory)));
    const relative = relativeTo(folder, path);
    for (const { files, override } of overrides) {
      if (relative === undefined || !files.ignores(relative)) continue;
      addLevels(levels, override.rules, names);
      say(override.targetWindows);
      kind = override.kind ?? kind;
      stackFrameLimit = override.stackFrameLimit ?? stackFrameLimit;
    }
  }
  return {
    targetWindows,
    targetSaidBy,
    stackFrameLimit,
    checkUnknown,
    kind,
    defines: [...defines.values()],
    includeDirectories: [...new Set(includeDirectories)],
    severityOf(rule, own) {
      return levels.rules.get(rule) ?? levels.every ?? own;
    },
  };
}

/** What the layers so far say: `every` is the word of the last `*`, `rules` what was said of single rules since. */
interface Levels {
  every: Level | undefined;
  readonly rules: Map<Rule, Level>;
}

/** A nearer layer wins over a farther one; within a layer an id wins over an equivalent, and that over `*`. */
function addLevels(levels: Levels, said: Readonly<Record<string, Level>> | undefined, names: RuleNames): void {
  if (said === undefined) return;
  const every = said["*"];
  if (every !== undefined) {
    levels.every = every;
    levels.rules.clear();
  }
  const byId: (readonly [Rule, Level])[] = [];
  for (const [name, level] of Object.entries(said)) {
    for (const rule of names.rulesNamed(name)) {
      if (rule.id === name) byId.push([rule, level]);
      else levels.rules.set(rule, level);
    }
  }
  for (const [rule, level] of byId) levels.rules.set(rule, level);
}

/** The path below the folder, undefined where it is not below it. */
function relativeTo(folder: string, path: string): string | undefined {
  if (folder === "") return path.replace(/^(?:[A-Za-z]:)?\/+/, "");
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return path.startsWith(prefix) && path.length > prefix.length ? path.slice(prefix.length) : undefined;
}

/** The folder of a path; the root's is itself. */
function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash < 0) return path;
  return slash === 0 ? "/" : path.slice(0, slash);
}

/** Joins and resolves `.` and `..`; an absolute second part stands for itself. */
function join(folder: string, path: string): string {
  const slashed = path.replaceAll("\\", "/");
  const isAbsolute = slashed.startsWith("/") || /^[a-z]:\//i.test(slashed);
  const parts: string[] = [];
  for (const part of (isAbsolute ? slashed : `${folder}/${slashed}`).split("/")) {
    if (part === "." || (part === "" && parts.length > 0)) continue;
    if (part === ".." && parts.length > 1) parts.pop();
    else if (part !== "..") parts.push(part);
  }
  return parts.length === 1 && parts[0] === "" ? "/" : parts.join("/");
}
