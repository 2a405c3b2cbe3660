/** The pool tag that a fix writes: a tag macro of the unit where one can be seen, else a new one from the driver's name. */
import { includeReach } from "../analysis/names/headers.ts";
import { certainMacro } from "../analysis/names/macro-names.ts";
import { defaultTagOwner } from "../analysis/pool/default-tags.ts";
import { isPrintableTag } from "../analysis/pool/tags.ts";
import { characterValue } from "../analysis/values/integers.ts";
import { isHeader } from "../model/contracts/declarations.ts";
import type { FileModel, MacroDefinition } from "../model/file.ts";
import type { Place } from "../model/place.ts";
import type { FixEnvironment } from "./environment.ts";
import type { FixEdit } from "./fix.ts";
import { definitionEdit } from "./insert-definition.ts";

/** A tag to write as an argument. */
export interface PoolTag {
  /** The macro's name. */
  readonly text: string;
  /** What else has to be written: the macro's definition, or nothing. The same for every use in a file. */
  readonly edits: readonly FixEdit[];
}

/** The tag for an allocation at `place`; undefined where there is no good place to define one. */
export function poolTag(place: Place, env: FixEnvironment): PoolTag | undefined {
  const file = env.unit.file(place.file);
  if (file === undefined) {
    return undefined;
  }
  const known = knownTag(file, place, env);
  if (known !== undefined) {
    return { text: known, edits: [] };
  }
  const words = nameWords(env.driver.name);
  const value = tagOfName(words);
  const name = macroName(words, value, env);
  if (name === undefined) {
    return undefined;
  }
  // A second definition of the same text, should a file get to see both, means the same to every compiler.
  const home = ownHeader(file, env);
  const edit =
    (home === undefined ? undefined : definitionEdit(home, `#define ${name} ${value}`)) ??
    definitionEdit(file, `#define ${name} ${value}`);
  return edit === undefined ? undefined : { text: name, edits: [edit] };
}

/** A tag made from a driver's name, as source text: `'ohcE'`. */
export const newTag = (driverName: string): string => tagOfName(nameWords(driverName));

/** A tag macro that the text at `place` can use: of those, the one that the file itself gives away most often. */
function knownTag(file: FileModel, place: Place, env: FixEnvironment): string | undefined {
  const offset = place.anchor.start + place.start;
  let best: { readonly name: string; readonly rank: readonly [number, number] } | undefined;
  for (const other of includeReach(file, env.unit).inside) {
    for (const macro of other.macros) {
      if (
        !isTagMacro(macro) ||
        (other === file && macro.start >= offset) ||
        certainMacro(macro.name, env) === undefined
      ) {
        continue;
      }
      const rank = [uses(macro.name, file), sum(env.unit.files.map((one) => uses(macro.name, one)))] as const;
      if (rank[1] === 0 && !namedForPool.test(macro.name)) {
        continue;
      }
      if (best === undefined || rank[0] > best.rank[0] || (rank[0] === best.rank[0] && rank[1] > best.rank[1])) {
        best = { name: macro.name, rank };
      }
    }
  }
  return best?.name;
}

function isTagMacro({ name, parameters, expression }: MacroDefinition): boolean {
  if (parameters !== undefined || !/tag/i.test(name) || expression?.kind !== "char") {
    return false;
  }
  const value = characterValue(expression.text);
  return value !== undefined && value > 0xffff && isPrintableTag(value) && defaultTagOwner(value) === undefined;
}

/** A tag macro that nobody uses yet has to say that it is one of memory. */
const namedForPool = /pool|mem|alloc|driver|drv/i;

/** How often the name is the last argument of a call. */
const uses = (name: string, { text }: FileModel): number =>
  text.includes(name) ? [...text.matchAll(new RegExp(`,\\s*${name}\\s*\\)`, "g"))].length : 0;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/**
 * The unit's own header for such things: one that the file sees, that speaks of kernel objects (a header that an
 * application shares does not), in the unit's folder, and that most files include. A precompiled header is the last choice.
 */
function ownHeader(file: FileModel, env: FixEnvironment): FileModel | undefined {
  const included = new Map<string, number>();
  for (const { includes } of env.unit.files) {
    for (const { path } of includes) {
      const name = baseName(path);
      included.set(name, (included.get(name) ?? 0) + 1);
    }
  }
  const rank = (header: FileModel): number => {
    const name = baseName(header.path);
    return (included.get(name) ?? 0) - (precompiled.test(name) ? 10_000 : 0);
  };
  const { root } = env.driver;
  const candidates = includeReach(file, env.unit).inside.filter(
    (header) =>
      header !== file &&
      isHeader(header.path) &&
      (root === "." || root === "" || header.path.startsWith(`${root}/`)) &&
      kernelWords.test(header.text),
  );
  return candidates.reduce<FileModel | undefined>(
    (best, header) => (best === undefined || rank(header) > rank(best) ? header : best),
    undefined,
  );
}

const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();

const precompiled = /^(?:pch|precomp|stdafx)/;

/** What a header says that only kernel code includes. */
const kernelWords =
  /\b(?:P?DRIVER_OBJECT|P?DEVICE_OBJECT|PIRP|KSPIN_LOCK|WDF(?:DRIVER|DEVICE|QUEUE|REQUEST)|PFLT_\w+|NDIS_HANDLE|NTDDI_VERSION)\b|#[ \t]*include[ \t]*<(?:ntddk|wdm|ntifs|wdf|fltkernel|ndis|fwpsk|storport|portcls)\.h>/i;

/** Words of a driver's name: "kmdf_Fx2Driver" has kmdf, Fx2, Driver. */
function nameWords(name: string): readonly string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
  const telling = words.filter((word) => !everybodysWords.has(word.toLowerCase()));
  return telling.length > 0 ? telling : words.length > 0 ? words : ["Drvr"];
}

/** They say what kind of project it is, and not which. */
const everybodysWords: ReadonlySet<string> = new Set([
  ...["driver", "drv", "sys", "kernel", "km", "kmdf", "wdf", "wdm", "lib", "static", "sample", "samples", "module"],
  ...["windows", "win", "x64", "x86", "arm64", "debug", "release"],
]);

/** The first four characters, which the debugger shows in memory's order: 'ohcE' is Echo there. */
function tagOfName(words: readonly string[]): string {
  const joined = words.join("");
  const shown = `${joined.charAt(0).toUpperCase()}${joined.slice(1, 4)}`.padEnd(4, " ");
  const literal = (text: string): string => `'${[...text].reverse().join("")}'`;
  const value = characterValue(literal(shown));
  return value === undefined || defaultTagOwner(value) !== undefined
    ? literal(`${shown.slice(0, 3)}1`)
    : literal(shown);
}

/** ECHO_POOL_TAG, or another name where that means something else already. */
function macroName(words: readonly string[], value: string, env: FixEnvironment): string | undefined {
  const prefix = words.join("_").toUpperCase().slice(0, 32);
  const base = /^[0-9]/.test(prefix) ? `DRIVER_${prefix}` : prefix;
  return [`${base}_POOL_TAG`, `${base}_MEMORY_TAG`, `${base}_DRIVER_POOL_TAG`].find((name) =>
    !env.defined(name) && !env.unit.declares(name)
      ? true
      : env.unit.macros(name).length > 0 && env.unit.macros(name).every(({ macro }) => macro.body === value),
  );
}
