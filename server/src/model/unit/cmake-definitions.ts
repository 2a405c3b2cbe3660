/** The definitions that a CMake target compiles one source with, where each stands, and where more would go. */
import { preludesOf } from "./amalgamation.ts";
import type { CmakeArgument, CmakeCommand } from "./cmake-text.ts";
import { readFlags } from "./make-text.ts";
import { baseName, parentOf } from "./paths.ts";
import { addDefine } from "./raw-unit.ts";
import type { BuildDefinition, DefinitionSlot, SourceBuild } from "./source-build.ts";
import type { TreeIndex } from "./tree-index.ts";

/** A command with the file that it stands in. */
export interface WrittenCommand {
  readonly file: string;
  /** Of the file. */
  readonly text: string;
  readonly command: CmakeCommand;
  /** Its arguments with variables replaced. */
  readonly words: readonly string[];
  /** In an `if()`. */
  readonly isConditional: boolean;
}

/** What is known of a target. */
export interface CmakeTarget {
  readonly file: string;
  /** All of its definitions, those of its directory among them. */
  readonly defines: ReadonlyMap<string, string>;
  readonly includes: ReadonlySet<string>;
  readonly options: readonly string[];
  /** The commands that made it and gave it definitions, and those that speak of single sources of its directory. */
  readonly commands: readonly WrittenCommand[];
  readonly sourceProperties: readonly WrittenCommand[];
}

/** @param source its path, or as the target names it */
export function cmakeBuild(index: TreeIndex, target: CmakeTarget, source: string): SourceBuild {
  const name = baseName(source.replaceAll("\\", "/"));
  const own = target.sourceProperties.filter(({ words }) => filesOf(words).some((word) => baseName(word) === name));
  const defines = new Map(target.defines);
  for (const word of own.flatMap(({ words }) => definedBy(words))) {
    addDefine(defines, word);
  }
  const writers = [...target.commands, ...own];
  const definitions = [...defines].map(([key, value]): BuildDefinition => {
    const at = placeOf(key, writers);
    return { name: key, value, ...(at === undefined ? {} : { at }) };
  });
  const folder = parentOf(target.file);
  const forced = target.options.flatMap((word, at) => {
    const spelled = word === "-include" ? target.options[at + 1] : /^[/-]FI(.+)$/.exec(word)?.[1];
    return spelled === undefined ? [] : (index.findFile(folder, spelled) ?? []);
  });
  const configurations = [{ definitions }];
  const listed = target.commands.flatMap(({ file, command }) => {
    const found = command.args.find(({ text }) => baseName(text) === name);
    return found === undefined ? [] : [{ file, start: found.start, end: found.end }];
  })[0];
  const slot = slotIn(target);
  const fpu = target.options.find((word) => /^-m(?:sse[\d.]*|avx\d*|80387|hard-float)$/.test(word));
  return {
    source,
    isThere: index.findFile("", source) !== undefined,
    ...(listed === undefined ? {} : { listedAt: listed }),
    configurations,
    ...(fpu === undefined ? {} : { fpuSaidBy: `${fpu} in ${baseName(target.file)}` }),
    preludes: preludesOf(source, configurations, forced, [folder, ...target.includes], index),
    ...(slot === undefined ? {} : { slot }),
  };
}

const propertiesAt = (words: readonly string[]): number => words.indexOf("PROPERTIES");

function filesOf(words: readonly string[]): readonly string[] {
  const end = propertiesAt(words);
  return end < 0 ? [] : words.slice(0, end);
}

/** What set_source_files_properties defines: names and values take turns. */
function definedBy(words: readonly string[]): readonly string[] {
  const properties = words.slice(propertiesAt(words) + 1);
  let list: string | undefined;
  return properties.flatMap((word) => {
    if (/^(?:COMPILE_DEFINITIONS|COMPILE_FLAGS|COMPILE_OPTIONS)$/.test(word)) {
      list = word;
      return [];
    }
    const isOther = /^[A-Z_]+$/.test(word) && list !== "COMPILE_DEFINITIONS";
    list = isOther ? undefined : list;
    return list === undefined
      ? []
      : list === "COMPILE_DEFINITIONS"
        ? word.split(";").map((each) => each.replace(/^-D/, ""))
        : readFlags(word.split(/[\s;]+/)).defines;
  });
}

/** Where a definition stands as a word of its own, with `-D` or without, or as one of a list. */
function placeOf(name: string, writers: readonly WrittenCommand[]): BuildDefinition["at"] {
  for (const { file, text, command } of [...writers].reverse()) {
    for (const { start, end } of command.args) {
      const word = new RegExp(`(?<![\\w])(?:-D)?(${name}(?:=[^;\\s"]*)?)(?=[;\\s"]|$)`).exec(text.slice(start, end));
      if (word?.[1] !== undefined) {
        const from = start + word.index + word[0].length - word[1].length;
        return { file, start: from, end: from + word[1].length };
      }
    }
  }
  return undefined;
}

/** Behind the last definition of the target; else in a command of its own, below the one that makes the target. */
function slotIn({ commands }: CmakeTarget): DefinitionSlot | undefined {
  const options = ({ words }: WrittenCommand): number => words.filter((word) => word.startsWith("SQLITE_")).length;
  const [defining] = commands
    .filter(({ command, isConditional }) => command.name === "target_compile_definitions" && !isConditional)
    .filter(({ words }) => words.findLast((word) => /^(?:PRIVATE|PUBLIC|INTERFACE)$/.test(word)) !== "INTERFACE")
    .sort((a, b) => options(b) - options(a));
  const last = defining?.command.args.at(-1);
  if (defining !== undefined && last !== undefined) {
    const between = blankBefore(last, defining.text);
    const at = { file: defining.file, start: last.end, end: last.end };
    return { at, before: between, prefix: "", between, after: "" };
  }
  const [making] = commands.filter(
    ({ isConditional, command }) => !isConditional && !command.name.startsWith("target_"),
  );
  const [name] = making?.command.args ?? [];
  if (making === undefined || name === undefined) {
    return undefined;
  }
  const { file, text, command } = making;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const written = text.slice(name.start, name.end);
  const next = `${eol}    `;
  return {
    at: { file, start: command.end, end: command.end },
    before: `${eol}target_compile_definitions(${written} PRIVATE${next}`,
    prefix: "",
    between: next,
    after: ")",
  };
}

/** What parts an argument from the one before it: a blank, or a line end and the indentation. */
function blankBefore({ start }: CmakeArgument, text: string): string {
  const line = /(\r?\n)([ \t]*)$/.exec(text.slice(0, start));
  return line === null ? " " : line[0];
}
