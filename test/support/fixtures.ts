/**
 * Fixtures on disk. `test/rules/<rule>/<name>.c|cpp|h|rs|inf` is a driver unit of one file; a folder
 * `test/rules/<rule>/<name>/` is one unit of all the files in it, and of those in its src/ where it has a Cargo.toml. A unit's project is made up from the line
 *
 *     // unit: kind=linux-kernel target=10.0.19041 define=POOL_NX_OPTIN=1 framework=kmdf broken=1
 *
 * among the first ten lines of one of its files: `define` and `framework` may stand several times; `broken` is how
 * many functions of the unit may have a syntax error. `<name>.fixed.c` is what the preferred fixes make of `<name>.c`,
 * `<name>.fixed-1.c` what the first fix of each finding makes of it, preferred or not, `<name>.fixed-2.c` the second.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { parts, type SourceText, type UnitSettings } from "./engine.ts";

export interface Fixture {
  /** Relative to test/rules. */
  readonly name: string;
  /** Paths relative to test/rules. */
  readonly files: readonly SourceText[];
  readonly settings: UnitSettings;
  /** How many functions may have a syntax error. */
  readonly broken: number;
  /** Golden results of the preferred fixes by the path of the file that they are of. */
  readonly fixed: ReadonlyMap<string, string>;
  /** The same of each finding's first, second... fix, by their number from 1. */
  readonly alternatives: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

const extensions = new Set([".c", ".cpp", ".cxx", ".cc", ".h", ".hpp", ".inl", ".rs", ".toml", ".inf", ".inx"]);

/** Every fixture below `root`, which holds one folder a rule. */
export function readFixtures(root: string): readonly Fixture[] {
  const fixtures: Fixture[] = [];
  for (const rule of folders(root)) {
    const folder = join(root, rule);
    for (const path of sources(folder)) {
      fixtures.push(fixture(root, path, [path]));
    }
    for (const name of folders(folder)) {
      const paths = [join(folder, name), join(folder, name, "src")].flatMap(sources);
      if (paths.length > 0) {
        fixtures.push(fixture(root, join(folder, name), paths));
      }
    }
  }
  return fixtures;
}

/** Folders below `root`: every one has to be the id of a rule. */
export const folders = (root: string): readonly string[] =>
  readdirSync(root)
    .filter((name) => statSync(join(root, name)).isDirectory())
    .sort();

export interface UnitLine {
  readonly settings: UnitSettings;
  readonly broken: number;
}

/** @throws where the line says something that nobody knows */
export function readUnitLine(text: string): UnitLine {
  const words =
    /^\s*unit:(.*)$/
      .exec(text)?.[1]
      ?.split(/\s+/)
      .filter((word) => word !== "") ?? [];
  const defines = new Map<string, string>();
  const frameworks: string[] = [];
  let settings: UnitSettings = { defines };
  let broken = 0;
  for (const word of words) {
    const [key = "", value = ""] = word.split(/=(.*)/s);
    switch (key) {
      case "kind":
        settings = { ...settings, kind: oneOf(value, kinds) };
        break;
      case "target":
        settings = { ...settings, target: value };
        break;
      case "define": {
        const [name = "", body = "1"] = value.split(/=(.*)/s);
        defines.set(name, body);
        break;
      }
      case "framework":
        frameworks.push(value);
        settings = { ...settings, frameworks: frameworks.map((name) => oneOf(name, frameworkNames)) };
        break;
      case "processor":
        settings = { ...settings, processor: oneOf(value, ["x86"] as const) };
        break;
      case "broken":
        broken = Number.parseInt(value, 10);
        break;
      default:
        throw new Error(`"${word}" says nothing of a unit`);
    }
  }
  return { settings, broken };
}

const kinds = ["windows-kernel", "windows-user", "linux-kernel", "linux-user", "unknown"] as const;
const frameworkNames = [
  "wdm",
  "kmdf",
  "umdf",
  "minifilter",
  "ndis",
  "wfp",
  "storport",
  "portcls",
  "avstream",
  "export-driver",
] as const;

function fixture(root: string, name: string, paths: readonly string[]): Fixture {
  const files = paths.map((path) => ({ path: relative(root, path), text: readFileSync(path, "utf8") }));
  const lines = files.flatMap(({ text }) =>
    text
      .split(/\r?\n/, 10)
      .map((line) => /^\s*(?:\/\/|[;#])\s*(unit:.*)$/.exec(line)?.[1])
      .filter((line) => line !== undefined),
  );
  if (lines.length > 1) {
    throw new Error(`${name}: a unit is described once`);
  }
  const alternatives = new Map<number, ReadonlyMap<string, string>>();
  for (let number = 1; number <= maximumAlternatives; number++) {
    const golden = goldens(root, paths, `.fixed-${number}`);
    if (golden.size > 0) {
      alternatives.set(number, golden);
    }
  }
  const fixed = goldens(root, paths, ".fixed");
  return { name: relative(root, name), files, ...readUnitLine(lines[0] ?? "unit:"), fixed, alternatives };
}

const maximumAlternatives = 3;

/** The texts beside the files that have `mark` before their extension, by the file's own path. */
function goldens(root: string, paths: readonly string[], mark: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const golden = path.replace(/(\.\w+)$/, `${mark}$1`);
    if (statSync(golden, { throwIfNoEntry: false }) !== undefined) {
      found.set(relative(root, path), readFileSync(golden, "utf8"));
    }
  }
  return found;
}

const sources = (folder: string): readonly string[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => extensions.has(extname(name)) && !/\.fixed(?:-\d+)?\.\w+$/.test(name))
    .sort()
    .map((name) => join(folder, name));

function oneOf<T extends string>(value: string, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new Error(`"${value}" is none of ${known.join(", ")}`);
  }
  return found;
}

/** Whether a rule has this id. */
export const isRule = (id: string): boolean => parts.rules.some((rule) => rule.id === id);
