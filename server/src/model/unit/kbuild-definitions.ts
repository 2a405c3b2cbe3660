/** The definitions that a Kbuild file compiles one object with, where each stands, and where more would go. */
import { preludesOf } from "./amalgamation.ts";
import { expandWords, type MakeVariables, readFlags } from "./make-text.ts";
import { baseName, parentOf } from "./paths.ts";
import { addDefine } from "./raw-unit.ts";
import type { BuildDefinition, DefinitionSlot, SourceBuild } from "./source-build.ts";
import type { TreeIndex } from "./tree-index.ts";

/** @param source its path, or as the list of objects names it, with `.c` */
export function kbuildBuild(
  index: TreeIndex,
  makefile: string,
  text: string,
  variables: MakeVariables,
  source: string,
): SourceBuild {
  const directory = parentOf(makefile);
  const relative = source.startsWith(`${directory}/`) ? source.slice(directory.length + 1) : source;
  const stem = relative.replace(/\.c$/i, "");
  const own = [`CFLAGS_${stem}.o`, `CFLAGS_${baseName(stem)}.o`];
  const isFlags = (name: string): boolean => forAll.test(name) || own.includes(name);
  const words: string[] = [];
  for (const [name, value] of variables) {
    if (isFlags(name)) words.push(...expandWords(value, variables));
  }
  const lines = assignmentsIn(text);
  const flags = readFlags(words);
  const definitions = flags.defines.flatMap((word): readonly BuildDefinition[] => {
    const defines = new Map<string, string>();
    addDefine(defines, word);
    const [definition] = defines;
    const at = placeOf(
      word,
      lines.filter(({ name }) => isFlags(name)),
      text,
    );
    return definition === undefined
      ? []
      : [{ name: definition[0], value: definition[1], ...(at === undefined ? {} : { at: { file: makefile, ...at } }) }];
  });
  const configurations = [{ definitions }];
  const folders = flags.includes.flatMap((spelled) => index.findDirectory(directory, spelled) ?? []);
  const forced = words.flatMap((word, at) =>
    word === "-include" ? (index.findFile(directory, words[at + 1] ?? "") ?? []) : [],
  );
  const listed = lines.find(({ value }) => value.split(/\s+/).includes(`${stem}.o`));
  const slot = slotIn(lines, isFlags, own[0] ?? "", listed, text, makefile);
  const fpu = fpuFlag(words, own, variables);
  return {
    source,
    isThere: index.findFile("", source) !== undefined,
    ...(listed === undefined ? {} : { listedAt: { file: makefile, start: listed.start, end: listed.end } }),
    configurations,
    ...(fpu === undefined ? {} : { fpuSaidBy: `${fpu} in ${baseName(makefile)}` }),
    preludes: preludesOf(source, configurations, forced, [directory, ...folders], index),
    ...(slot === undefined ? {} : { slot }),
  };
}

const forAll = /^(?:ccflags-(?:y|m)|subdir-ccflags-(?:y|m)|EXTRA_CFLAGS|KBUILD_CFLAGS|KCFLAGS)$/;

/** The flag with which a compiler may use the FPU where the kernel's own flags forbid it; undefined where none says so. */
function fpuFlag(words: readonly string[], own: readonly string[], variables: MakeVariables): string | undefined {
  if (words.includes("-msoft-float") || words.includes("-mgeneral-regs-only")) return undefined;
  const said = words.find((word) => /^-m(?:sse[\d.]*|avx\d*|80387|hard-float|fpu=.*)$/.test(word));
  const removed = own
    .flatMap((name) => expandWords(variables.get(name.replace("CFLAGS_", "CFLAGS_REMOVE_")) ?? "", variables))
    .find((word) => /^-m(?:general-regs-only|no-sse[\d.]*|no-80387|no-fp-ret-in-387|soft-float)$/.test(word));
  return said ?? (removed === undefined ? undefined : `the removal of ${removed}`);
}

/** An assignment with its continuation lines. */
interface Assignment {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  /** Of the value as written, without a comment behind it. */
  readonly valueStart: number;
  readonly end: number;
  /** Between `ifdef` and its kind, but those that ask whether Kbuild is at work. */
  readonly isConditional: boolean;
}

function assignmentsIn(text: string): readonly Assignment[] {
  const found: Assignment[] = [];
  const conditions: boolean[] = [];
  const logical = /(?:[^\\\r\n]|\\(?!\r?\n)|\\\r?\n|\r(?!\n))+/g;
  for (const match of text.matchAll(logical)) {
    const [line] = match;
    const condition = /^\s*(ifn?def|ifn?eq|endif)\b(.*)/.exec(line);
    if (condition !== null) {
      if (condition[1] === "endif") conditions.pop();
      else conditions.push(!/KERNELRELEASE/.test(condition[2] ?? ""));
      continue;
    }
    const head = /^\s*(?:export\s+|override\s+)?([A-Za-z_][\w$(){}./-]*)\s*(?:\+|:|::|\?)?=[ \t]*/.exec(line);
    if (head?.[1] === undefined) continue;
    const written = line
      .slice(head[0].length)
      .replace(/(^|\s)#.*$/s, "")
      .trimEnd();
    const valueStart = match.index + head[0].length;
    found.push({
      name: head[1],
      value: written.replace(/\\\r?\n/g, " "),
      start: match.index,
      valueStart,
      end: valueStart + written.length,
      isConditional: conditions.includes(true),
    });
  }
  return found;
}

function placeOf(
  word: string,
  lines: readonly Assignment[],
  text: string,
): { readonly start: number; readonly end: number } | undefined {
  for (const { valueStart, end } of [...lines].reverse()) {
    const written = `-D${word}`;
    for (let at = text.indexOf(written, valueStart); at >= 0 && at < end; at = text.indexOf(written, at + 1)) {
      const behind = text[at + written.length] ?? " ";
      if (/[\s\\]/.test(behind)) return { start: at + 2, end: at + written.length };
    }
  }
  return undefined;
}

/** Behind the flags among which options of SQLite's are, else those of the object; else below the list that it is in. */
function slotIn(
  lines: readonly Assignment[],
  isFlags: (name: string) => boolean,
  own: string,
  listed: Assignment | undefined,
  text: string,
  file: string,
): DefinitionSlot | undefined {
  const flags = lines
    .filter(({ name, isConditional }) => isFlags(name) && !isConditional)
    .map((line) => ({ line, options: (line.value.match(/-DSQLITE_\w+/g) ?? []).length }))
    .filter(({ line, options }) => options > 0 || line.name.startsWith("CFLAGS_"))
    .sort((a, b) => b.options - a.options);
  const best = flags[0]?.line;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  if (best !== undefined) {
    const at = { file, start: best.end, end: best.end };
    const lastLine = /\\\r?\n([ \t]*)[^\n]*$/.exec(text.slice(best.valueStart, best.end));
    // A comment behind the value would be continued, too.
    const isLast = /^[ \t]*(?:\r?\n|$)/.test(text.slice(best.end, best.end + 400));
    if (lastLine !== null && isLast) {
      const next = ` \\${eol}${lastLine[1] ?? ""}`;
      return { at, before: next, prefix: "-D", between: next, after: "" };
    }
    return lastLine === null ? newLine(best, best.name, eol, text, file) : undefined;
  }
  return listed === undefined || listed.isConditional || /[$]/.test(own)
    ? undefined
    : newLine(listed, own, eol, text, file);
}

/** Below a line, and below the comment behind it. */
function newLine(line: Assignment, name: string, eol: string, text: string, file: string): DefinitionSlot {
  const rest = /^[^\r\n]*/.exec(text.slice(line.end))?.[0].length ?? 0;
  const indentation = /^[ \t]*/.exec(text.slice(line.start))?.[0] ?? "";
  const at = line.end + rest;
  return {
    at: { file, start: at, end: at },
    before: `${eol}${indentation}${name} += `,
    prefix: "-D",
    between: " ",
    after: "",
  };
}
