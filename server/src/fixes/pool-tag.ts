/** The pool tag that a fix writes: a tag macro of the unit where one can be seen, else a new one from the driver's name. */
import { includeReach } from "../analysis/names/headers.ts";
import { certainMacro } from "../analysis/names/macro-names.ts";
import { defaultTagOwner } from "../analysis/pool/default-tags.ts";
import { isPrintableTag } from "../analysis/pool/tags.ts";
import { characterValue } from "../analysis/values/integers.ts";
import { isHeader } from "../model/contracts/declarations.ts";
import type { FileModel, MacroDefinition } from "../model/file.ts";
import type { Place } from "../model/place.ts";
import type { Symbols } from "../model/symbols.ts";
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

/**
 * A tag macro that the text at `place` can use: one whose name speaks of memory or the driver, of the file itself before
 * one of a header; else the only one there is. Of several that each name a kind of memory none fits another kind.
 */
function knownTag(file: FileModel, place: Place, env: FixEnvironment): string | undefined {
  const offset = place.anchor.start + place.start;
  const names: string[] = [];
  for (const other of includeReach(file, env.unit).inside) {
    for (const macro of other.macros) {
      const isSeen = other !== file || macro.start < offset;
      if (isSeen && isTagMacro(macro) && certainMacro(macro.name, env) !== undefined && !names.includes(macro.name)) {
        names.push(macro.name);
      }
    }
  }
  return names.find((name) => ofDriver.test(name)) ?? (names.length === 1 ? names[0] : undefined);
}

const ofDriver = /pool|mem|alloc|driver|drv/i;

function isTagMacro({ name, parameters, expression }: MacroDefinition): boolean {
  if (parameters !== undefined || !/tag/i.test(name) || expression?.kind !== "char") {
    return false;
  }
  const value = characterValue(expression.text);
  return value !== undefined && value > 0xffff && isPrintableTag(value) && defaultTagOwner(value) === undefined;
}

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
      isKernelHeader(header, env),
  );
  return candidates.reduce<FileModel | undefined>(
    (best, header) => (best === undefined || rank(header) > rank(best) ? header : best),
    undefined,
  );
}

const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();

const precompiled = /^(?:pch|precomp|stdafx)/;

/** Whether the header includes the driver kit, or declares something with its types. */
function isKernelHeader({ includes, declarations }: FileModel, { facts }: FixEnvironment): boolean {
  return (
    includes.some(({ path }) => facts.kernelHeader(path)) ||
    declarations.some(({ symbols }) => typesIn(symbols).some((type) => kernelTypes.test(type)))
  );
}

/** The types of what a declaration makes known. */
const typesIn = ({ prototypes, variables, records }: Symbols): readonly string[] =>
  [
    ...prototypes.flatMap(({ decl }) => [decl.returnType, ...decl.parameters.map(({ type }) => type)]),
    ...variables.map(({ decl }) => decl.type),
    ...records.flatMap(({ decl }) =>
      decl.members.map((member) => (member.kind === "variable" ? member.type : undefined)),
    ),
  ].flatMap((type) => type?.base ?? []);

const kernelTypes =
  /^(?:P?DRIVER_OBJECT|P?DEVICE_OBJECT|PIRP|P?KSPIN_LOCK|WDF(?:DRIVER|DEVICE|QUEUE|REQUEST)|PFLT_\w+|NDIS_HANDLE)$/;

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
