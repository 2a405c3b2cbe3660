/**
 * Fixes that change a type and everything that is called on it all over the unit: CRITICAL_SECTION to FAST_MUTEX. What
 * such a fix says depends on every file: it is to be asked at each check anew, and not kept with a function.
 */
import type { CallFix } from "../../facts/index.ts";
import type { FileModel } from "../../model/file.ts";
import type { CallSite, FunctionModel } from "../../model/function.ts";
import type { Anchor, Place } from "../../model/place.ts";
import { isEditable } from "../call-edits.ts";
import type { FixEnvironment } from "../environment.ts";
import type { Fix, FixEdit } from "../fix.ts";
import { includeEdits } from "../include-line.ts";
import { fitsUse, memoryFamily, renderCall } from "./call-fixes.ts";
import { resultUse } from "./result-use.ts";

/** A fix with more edits is nothing that anybody reviews, and slow to find for each of as many findings. */
const maximumEdits = 400;

/** The family that calls of a name belong to; undefined for names that are replaced one by one. */
export function familyOf(name: string, platform: CallFix["platform"], { facts }: FixEnvironment): string | undefined {
  return facts
    .callFixes(name)
    .find((row) => row.platform === platform && row.family !== undefined && row.family !== memoryFamily)?.family;
}

/** The fix of a family, in the form that findings share. */
export function familyFixes(family: string, env: FixEnvironment): { readonly key: string; make(): readonly Fix[] } {
  return { key: family, make: () => [familyFix(family, env)].filter((fix) => fix !== undefined) };
}

/** Undefined where a mention of the family, in any file and any build, is none that the facts have a template for. */
function familyFix(family: string, env: FixEnvironment): Fix | undefined {
  const names = env.facts.fixFamily(family);
  const mention = new RegExp(`\\b(?:${names.join("|")})\\b`, "g");
  const edits: FixEdit[] = [];
  for (const file of env.unit.files.filter(({ text }) => names.some((name) => text.includes(name)))) {
    const more = editsIn(file, mention, env);
    if (more === undefined || edits.length + more.length > maximumEdits) {
      return undefined;
    }
    edits.push(...more);
  }
  const [type] = env.facts.callFixes(family);
  return type === undefined || edits.length === 0
    ? undefined
    : { title: `Replace ${family} with ${type.template} in all files (${type.caution ?? "check each use"})`, edits };
}

function editsIn(file: FileModel, mention: RegExp, env: FixEnvironment): readonly FixEdit[] | undefined {
  const edits: FixEdit[] = [];
  const needed = new Map<string, readonly FixEdit[]>();
  let calls: ReadonlyMap<number, FoundCall> | undefined;
  for (const { 0: name, index } of withoutComments(file.text).matchAll(mention)) {
    const rows = env.facts.callFixes(name);
    const [row] = rows;
    if (row?.result === "type") {
      const place = placeAt(index, name.length, file);
      if (place === undefined) {
        return undefined;
      }
      edits.push({ at: place, text: row.template });
    } else if (row?.result === "initialiser") {
      const variable = initialisedAt(index, file);
      const place = placeAt(index, name.length, file);
      if (variable === undefined || place === undefined) {
        return undefined;
      }
      edits.push({ at: place, text: row.template.replace("{=}", variable) });
    } else {
      calls ??= callsOf(file);
      const more = callEdits(rows, calls.get(index), env);
      if (more === undefined) {
        return undefined;
      }
      edits.push(...more);
    }
    if (row?.header !== undefined && !needed.has(row.header)) {
      needed.set(row.header, includeEdits(row.header, file, env));
    }
  }
  return [...[...needed.values()].flat(), ...edits];
}

interface FoundCall {
  readonly site: CallSite;
  readonly fn: FunctionModel;
}

/** The calls of a file, in functions and in macros that can be read, by the offset of the called name. */
function callsOf(file: FileModel): ReadonlyMap<number, FoundCall> {
  const functions = [
    ...file.declarations.flatMap((declaration) => declaration.functions),
    ...file.macros.flatMap((macro) => macro.function ?? []),
  ];
  const calls = new Map<number, FoundCall>();
  for (const fn of functions) {
    for (const site of fn.calls) {
      const { anchor, start } = fn.place(site.nameSpan);
      calls.set(anchor.start + start, { site, fn });
    }
  }
  return calls;
}

function callEdits(
  rows: readonly CallFix[],
  found: FoundCall | undefined,
  env: FixEnvironment,
): readonly FixEdit[] | undefined {
  if (found === undefined || !isEditable(found)) {
    return undefined;
  }
  const { site, fn } = found;
  const use = resultUse(site.expr, fn);
  const row = rows.find((candidate) => fitsUse(candidate, use));
  return row === undefined ? undefined : renderCall(row, site, use, fn, env)?.edits;
}

/** The variable at file scope whose initialiser begins at an offset. */
function initialisedAt(offset: number, file: FileModel): string | undefined {
  const declaration = file.declarations.find(({ start, length }) => start <= offset && offset < start + length);
  return declaration?.symbols.variables.find(({ decl }) => decl.init?.start === offset - declaration.start)?.name;
}

/** The place of a name, measured from the declaration or directive that it stands in. */
function placeAt(offset: number, length: number, file: FileModel): Place | undefined {
  const holds = (anchor: Anchor, size: number): boolean => anchor.start <= offset && offset < anchor.start + size;
  const anchor: Anchor | undefined =
    file.declarations.find((declaration) => holds(declaration, declaration.length)) ??
    file.macros.find((macro) => holds(macro, macro.end - macro.start));
  if (anchor === undefined) {
    return undefined;
  }
  const start = offset - anchor.start;
  return { file: file.path, anchor, start, end: start + length };
}

/** The text with blanks in the place of comments and strings; offsets stay. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|"(?:\\.|[^"\\\n])*"/g, (part) => part.replace(/[^\n]/g, " "));
