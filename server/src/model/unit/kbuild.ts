/** Driver units from Kbuild files and Makefiles of Linux modules: obj-m, obj-$(CONFIG_X), foo-objs, foo-y, ccflags-y. */
import { isAmalgamationName } from "./amalgamation.ts";
import { kbuildBuild } from "./kbuild-definitions.ts";
import { assign, expandMake, expandWords, type MakeVariables, readFlags, readMakeLines } from "./make-text.ts";
import { baseName, parentOf } from "./paths.ts";
import { addDefine, type RawUnit, type Verdict } from "./raw-unit.ts";
import type { TreeIndex } from "./tree-index.ts";

/** What the reader needs of files: texts of included make files. */
export interface MakeFiles {
  readonly index: TreeIndex;
  text(path: string): string | undefined;
}

const MAX_INCLUDES = 32;
const FLAG_VARIABLES = /^(?:ccflags-(?:y|m)|subdir-ccflags-(?:y|m)|EXTRA_CFLAGS|KBUILD_CFLAGS|CFLAGS_.*\.o|KCFLAGS)/;

/** One unit a module; none where the file is an ordinary Makefile. */
export function unitsFromKbuild(files: MakeFiles, path: string, text: string): readonly RawUnit[] {
  if (!/\bobj-(?:m|y|\$)/.test(text)) return [];
  const directory = parentOf(path);
  const variables: MakeVariables = new Map();
  for (const name of ["src", "PWD", "CURDIR", "M", "srctree", "obj", "KBUILD_EXTMOD"]) variables.set(name, directory);
  readInto(files, path, text, variables, new Set([path]));

  const units: RawUnit[] = [];
  for (const [object, how] of collectObjects(variables)) {
    const unit = moduleUnit(files.index, path, object, how, variables, text);
    if (unit !== undefined) units.push(unit);
  }
  return units;
}

function readInto(files: MakeFiles, path: string, text: string, variables: MakeVariables, seen: Set<string>): void {
  for (const { assignment, include } of readMakeLines(text, "make")) {
    if (assignment !== undefined) {
      assign(variables, { ...assignment, name: variableName(assignment.name, variables) });
      continue;
    }
    for (const spelled of include === undefined ? [] : expandWords(include, variables)) {
      const found = files.index.findFile(parentOf(path), spelled);
      if (found === undefined || seen.has(found) || seen.size > MAX_INCLUDES) continue;
      seen.add(found);
      const inside = files.text(found);
      if (inside !== undefined) readInto(files, found, inside, variables, seen);
    }
  }
}

/** What is configured is not known: `foo-$(CONFIG_X)` counts as `foo-y`, `obj-$(CONFIG_X)` is a list of its own. */
function variableName(written: string, variables: MakeVariables): string {
  const name = expandMake(written, variables).replaceAll("\u0001", "y");
  return written !== name && written.startsWith("obj-") ? "obj-config" : name;
}

/** Objects without ".o", each with the variable that lists it. */
function collectObjects(variables: MakeVariables): ReadonlyMap<string, string> {
  const objects = new Map<string, string>();
  for (const list of ["obj-m", "obj-config", "obj-y"]) {
    for (const word of expandWords(variables.get(list) ?? "", variables)) {
      const object = /^(.*)\.o$/.exec(word)?.[1];
      if (object !== undefined && !objects.has(object)) objects.set(object, list);
    }
  }
  return objects;
}

function moduleUnit(
  index: TreeIndex,
  path: string,
  object: string,
  how: string,
  variables: MakeVariables,
  text: string,
): RawUnit | undefined {
  const directory = parentOf(path);
  const parts = ["-objs", "-y", "-m", "-objs-y"].flatMap((suffix) =>
    expandWords(variables.get(`${object}${suffix}`) ?? "", variables),
  );
  const sources = new Set<string>();
  const absent: string[] = [];
  for (const part of parts.length === 0 ? [`${object}.o`] : parts) {
    const stem = /^(.*)\.o$/.exec(part)?.[1];
    const found = stem === undefined ? undefined : index.findFile(directory, `${stem}.c`);
    if (found !== undefined) sources.add(found);
    else if (stem !== undefined && isAmalgamationName(`${stem}.c`)) absent.push(`${stem}.c`);
  }
  if (sources.size === 0) return undefined;
  const flags = readFlags(allFlags(variables));
  const defines = new Map<string, string>([
    ["__KERNEL__", "1"],
    ["MODULE", "1"],
  ]);
  if (how === "obj-y") defines.delete("MODULE");
  for (const text of flags.defines) addDefine(defines, text);
  return {
    id: `${path}#${object}`,
    name: baseName(object),
    root: directory,
    origin: "kbuild",
    projectFile: path,
    verdict: verdictOf(how, object, path),
    sources: [...sources],
    headers: [],
    includeDirectories: [...new Set(flags.includes.flatMap((text) => index.findDirectory(directory, text) ?? []))],
    defines,
    targetWindows: undefined,
    frameworks: [],
    absent,
    buildOf: (source) => kbuildBuild(index, path, text, variables, source),
  };
}

function allFlags(variables: MakeVariables): readonly string[] {
  const words: string[] = [];
  for (const [name, value] of variables) if (FLAG_VARIABLES.test(name)) words.push(...expandWords(value, variables));
  return words;
}

/** obj-m is Kbuild's alone; obj-y and obj-$(X) are also in use with other projects' own make systems. */
function verdictOf(how: string, object: string, path: string): Verdict | undefined {
  const file = baseName(path);
  if (how === "obj-m") return { kind: "linux-kernel", reason: `obj-m += ${object}.o in ${file}`, firm: true };
  if (how === "obj-config") return { kind: "linux-kernel", reason: `${object}.o in ${file}`, firm: false };
  return undefined;
}
