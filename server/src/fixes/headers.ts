/** Fixes of includes that kernel code should not have: another header in their place, or none. */
import { everyHeaderKnown } from "../analysis/names/headers.ts";
import type { IncludedHeader, LinuxUserSpaceHeader } from "../facts/index.ts";
import type { FileModel, Include } from "../model/file.ts";
import type { UnitModel } from "../model/unit-model.ts";
import { callFixes } from "./calls/call-fixes.ts";
import type { FixEnvironment } from "./environment.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { missingHeaders, placeOfInclude, reaches, replaceInclude } from "./include-line.ts";
import { removalOf } from "./lines.ts";

/** Units with more text are not searched for names: that would be felt while typing. */
const maximumLength = 500_000;

/** The ways to do without a user-mode header of Windows. */
export function userModeHeaderFixes(
  include: Include,
  header: IncludedHeader,
  file: FileModel,
  env: FixEnvironment,
): readonly Fix[] {
  if (header.verdict === "avoid") {
    return unusedHeaderFix(include, header, file, env);
  }
  const general = header.instead.filter((name) => generalHeaders.includes(name));
  if (header.instead.length > 0 && general.length === 0) {
    return [replacement(include, header.instead.slice(0, 1), file, env, "no")];
  }
  const needsWords = header.instead.length > 0 && usesWindowsWords(env.unit);
  const kernel =
    general.length === 0 || reaches(file, env.unit, generalHeaders) ? [] : [commonHeader(general, env.unit)];
  const wanted = earlierTwin(include, file, env) ? [] : needsWords === true ? [...kernel, "windef.h"] : kernel;
  return [replacement(include, wanted, file, env, needsWords === undefined ? "no" : "yes")];
}

/** Headers that declare the kernel's types and functions in general, or bring such a one along. */
const generalHeaders: readonly string[] = [
  ...["ntddk.h", "wdm.h", "ntifs.h", "fltkernel.h", "ndis.h", "fwpsk.h", "storport.h", "portcls.h"],
];

/** The header of user space gives way to the kernel's. */
export function linuxHeaderFixes(
  include: Include,
  header: LinuxUserSpaceHeader,
  file: FileModel,
  env: FixEnvironment,
): readonly Fix[] {
  const wanted = header.instead.slice(0, 1);
  const isTwice = file.includes.some(
    (other) => other.start < include.start && env.facts.linuxHeader(other.path)?.instead[0] === wanted[0],
  );
  const plain = replacement(include, isTwice ? [] : wanted, file, env, "yes");
  const assertions = header.header === "assert.h" ? assertionEdits(file, env) : [];
  return assertions === undefined
    ? [{ ...plain, preferred: false }]
    : assertions.length === 0
      ? [plain]
      : [{ title: `${plain.title}, and WARN_ON for assert (which goes on)`, edits: [...plain.edits, ...assertions] }];
}

/** A header whose names nobody in the unit mentions. */
function unusedHeaderFix(
  include: Include,
  header: IncludedHeader,
  file: FileModel,
  env: FixEnvironment,
): readonly Fix[] {
  const { unit, facts } = env;
  if (header.declares.length === 0 || mentions(unit, globPattern(header.declares)) !== false) {
    return [];
  }
  const edits = [removalOf(placeOfInclude(include, file), file)];
  const preferred = everyHeaderKnown(file, unit, facts) && reaches(file, unit, generalHeaders);
  return [{ title: `Remove <${include.path}>, of which nothing is used`, edits, preferred }];
}

function replacement(
  include: Include,
  headers: readonly string[],
  file: FileModel,
  { unit }: FixEnvironment,
  preferred: "yes" | "no",
): Fix {
  const names = missingHeaders(headers, file, unit).map((header) => `<${header}>`);
  const title = names.length === 0 ? `Remove <${include.path}>` : `Include ${names.join(" and ")} instead`;
  return { title, edits: [replaceInclude(include, headers, file, unit)], preferred: preferred === "yes" };
}

/** An include before this one that gives way to the same header. */
const earlierTwin = (include: Include, file: FileModel, { facts }: FixEnvironment): Include | undefined =>
  file.includes.find(
    (other) =>
      other.start < include.start &&
      facts.includedHeader(other.path)?.verdict === "wrong" &&
      facts.includedHeader(other.path)?.instead.some((name) => generalHeaders.includes(name)),
  );

/** Of several headers the one that most files of the unit include. */
function commonHeader(headers: readonly string[], unit: UnitModel): string {
  const count = (header: string): number =>
    unit.files.filter(({ includes }) => includes.some(({ path }) => path.toLowerCase() === header)).length;
  return headers.reduce((best, header) => (count(header) > count(best) ? header : best));
}

/** Whether the unit uses the words of windef.h, which kernel headers lack; undefined where it is too large to search. */
const usesWindowsWords = (unit: UnitModel): boolean | undefined => mentions(unit, windowsWords);

const windowsWords =
  /\b(?:DWORD|WORD|BYTE|BOOL|INT|UINT|FLOAT|P(?:DWORD|WORD|BYTE|BOOL|INT|UINT)|LP(?:VOID|CVOID|BYTE|WORD|DWORD|BOOL|INT|LONG)|WPARAM|LPARAM|LRESULT|HINSTANCE|HMODULE|HKEY|FILETIME|MAX_PATH|MAKEWORD|MAKELONG|LOWORD|HIWORD|LOBYTE|HIBYTE)\b/;

/** Whether any file of the unit has a word in code or comments; undefined where there is too much to search. */
function mentions({ files }: UnitModel, words: RegExp): boolean | undefined {
  const length = files.reduce((sum, { text }) => sum + text.length, 0);
  return length > maximumLength ? undefined : files.some(({ text }) => words.test(text));
}

/** The names but in the include itself: `stdio.h` has a dot behind its name. */
const globPattern = (globs: readonly string[]): RegExp =>
  new RegExp(`\\b(?:${globs.map((glob) => glob.replaceAll("*", "\\w*")).join("|")})\\b(?!\\.h)`);

/** Edits that turn the file's assertions into warnings; undefined where one cannot be read. */
function assertionEdits(file: FileModel, env: FixEnvironment): readonly FixEdit[] | undefined {
  const edits: FixEdit[] = [];
  let calls = 0;
  for (const fn of file.declarations.flatMap(({ functions }) => functions)) {
    for (const site of fn.calls.filter(({ name }) => name === "assert")) {
      calls++;
      edits.push(...(callFixes(site, "assert", "linux", fn, env)[0]?.edits ?? []));
    }
  }
  const written = file.text.match(/\bassert\s*\(/g)?.length ?? 0;
  return edits.length > 0 === written > 0 && calls === written ? edits : undefined;
}
