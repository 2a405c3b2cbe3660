/**
 * Assignments of make and nmake files: continuation lines, comments, `=`, `:=`, `+=`, simple variables, local includes.
 * Recipes and functions are not run; both branches of a conditional count, so that lists are unions.
 */
import { expandMacros } from "./macros.ts";

export interface Assignment {
  readonly name: string;
  readonly append: boolean;
  /** As written; `expand` of the variables gives its words. */
  readonly value: string;
}

export interface MakeLine {
  readonly assignment: Assignment | undefined;
  /** What is included, as written. */
  readonly include: string | undefined;
}

/** Kbuild variables inside a conditional are often indented with a tab, as if they were a recipe. */
const INDENTED_ASSIGNMENT = /^\s+(?:obj-|ccflags|EXTRA_CFLAGS|[\w$().-]+-(?:objs|y|m)\s*[:+]?=)/;

/** `dialect`: nmake has `!INCLUDE` and `\` in paths; make has `include`. */
export function* readMakeLines(text: string, dialect: "make" | "nmake"): Iterable<MakeLine> {
  const joined = text.replace(/\\[ \t]*\r?\n/g, " ");
  for (const line of joined.split(/\r?\n/)) {
    // A tab begins a recipe in make; nmake files indent what they like.
    if (dialect === "make" && line.startsWith("\t") && !INDENTED_ASSIGNMENT.test(line)) continue;
    const bare = line.replace(/(^|\s)#.*$/, "$1").trim();
    if (bare === "") continue;
    const include = /^!?\s*-?s?include\s+(.+)$/i.exec(bare)?.[1];
    if (include !== undefined) {
      yield { assignment: undefined, include: include.trim().replace(/^["<](.*)[">]$/, "$1") };
      continue;
    }
    const match = /^(?:export\s+|override\s+)?([A-Za-z_$][\w$().-]*)\s*(\+=|:=|::=|\?=|=)\s*(.*)$/.exec(bare);
    if (match?.[1] === undefined) continue;
    yield {
      assignment: { name: match[1], append: match[2] === "+=", value: match[3] ?? "" },
      include: undefined,
    };
  }
}

/** Variables by name; make's are case-sensitive, nmake's are folded to upper case by the caller. */
export type MakeVariables = Map<string, string>;

/** Replaces `$(NAME)`, `${NAME}`; unknown ones and functions vanish with the word they stand in. */
export function expandWords(value: string, variables: MakeVariables): readonly string[] {
  return expandMake(value, variables)
    .split(/\s+/)
    .filter((word) => word !== "" && !word.includes("\u0001"));
}

/** Replaces `$(NAME)` and `${NAME}` by what make would put there; unknown names are empty, expansion is bounded. */
export function expandMake(value: string, variables: MakeVariables): string {
  if (!value.includes("$")) return value;
  const pattern = /\$(?:\(([^(){}$]*)\)|\{([^(){}$]*)\})/g;
  return expandMacros(value, pattern, (name) => variables.get(name) ?? "\u0001");
}

/** Sets or appends; a second plain `=` also appends, as it stands in another branch of a conditional more often than not. */
export function assign(variables: MakeVariables, { name, value }: Assignment): void {
  const old = variables.get(name);
  const joined = old === undefined ? value : `${old} ${value}`;
  if (joined.length < 262_144) variables.set(name, joined);
}

/** `-DNAME`, `-D NAME=1`, `-Iinc`, `-I inc`, `/DNAME`, `/Iinc` in a list of flags. */
export function readFlags(words: readonly string[]): { defines: string[]; includes: string[] } {
  const defines: string[] = [];
  const includes: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const match = /^[-/](D|I|isystem|iquote|external:I)(.*)$/s.exec(words[at] ?? "");
    if (match === null) continue;
    const attached = match[2] ?? "";
    const value = attached !== "" ? attached : (words[at + 1] ?? "");
    if (attached === "") at += 1;
    if (match[1] === "D") defines.push(unescapeQuotes(value));
    else includes.push(unescapeQuotes(value));
  }
  return { defines, includes };
}

function unescapeQuotes(value: string): string {
  return value.replace(/^(["'])(.*)\1$/s, "$2").replaceAll('\\"', '"');
}
