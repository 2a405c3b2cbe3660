/** Gives a method table the methods that it lacks: functions above it that are right in every table, and its members. */
import { and } from "../analysis/names/wording.ts";
import { sizeHeaderOf } from "../analysis/sqlite/allocator.ts";
import type { SqliteEnvironment } from "../analysis/sqlite/environment.ts";
import type { MethodTable, TableMember } from "../analysis/sqlite/method-tables.ts";
import { functionOf } from "../analysis/sqlite/returned.ts";
import type { FileModel } from "../model/file.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { indentStep, lineEnd } from "./lines.ts";
import { memberEdits } from "./sqlite-members.ts";

export type StubPlatform = "windows" | "linux";

/**
 * One fix that adds all of the methods for which there are stubs; undefined where there is none, or where the table is
 * filled by assignments. For methods whose absence stops the machine there is no meaning to keep, but a person has to
 * look at what was added: it is never preferred.
 * @param file the file that the table stands in
 */
export function stubFix(
  table: MethodTable,
  lacking: readonly TableMember[],
  file: FileModel,
  platform: StubPlatform,
  env: SqliteEnvironment,
): Fix | undefined {
  const stubs = lacking.flatMap((member) => stubOf(member, table, platform, env) ?? []);
  if (stubs.length === 0) {
    return undefined;
  }
  const members = memberEdits(
    table,
    stubs.map(({ member, name }) => ({ member: member.fact, text: name })),
    file,
  );
  if (members === undefined) {
    return undefined;
  }
  const names = stubs.map(({ member }) => member.fact.name);
  const cautions = new Set(stubs.flatMap(({ member }) => member.fact.stub.caution ?? []));
  return {
    title: [`Add ${and(names)} to ${table.name}`, ...cautions].join("; "),
    edits: [definitionsEdit(stubs, table, file, platform), ...members],
  };
}

interface Stub {
  readonly member: TableMember;
  readonly name: string;
  /** `int QuirksInit(void *AppData)`. */
  readonly head: string;
  readonly body: string;
}

function stubOf(
  member: TableMember,
  table: MethodTable,
  platform: StubPlatform,
  env: SqliteEnvironment,
): Stub | undefined {
  const { fact } = member;
  const template = fact.stub[platform] ?? sizeBody(member, table, env);
  if (template === undefined || fact.signature === undefined) {
    return undefined;
  }
  const others = new Map(
    [...template.matchAll(/\{(x\w+)\}/g)].map(([, name = ""]) => [name, functionName(table, name)]),
  );
  if ([...others.values()].includes(undefined)) {
    return undefined;
  }
  const prefix = prefixOf(table);
  const whole = fact.name.replace(/^x(?:Mutex)?/, "");
  const word = /file_?$/i.test(prefix) ? whole.replace(/^File(?=[A-Z])/, "") : whole;
  const isSnake = prefix === prefix.toLowerCase();
  const name = freeName(`${prefix}${isSnake ? snakeCase(word) : word}`, table, env);
  const parameters = parametersOf(fact.signature);
  const renamed = (text: string): string =>
    platform === "linux" ? text.replace(/\w+/g, (each) => (parameters.includes(each) ? snakeCase(each) : each)) : text;
  return {
    member,
    name,
    head: renamed(fact.signature.replace("{name}", name)),
    body: renamed(template).replace(/\{(x\w+)\}/g, (_, other: string) => others.get(other) ?? ""),
  };
}

/** An xSize for an allocator that keeps the size in front of each block. */
function sizeBody({ fact }: TableMember, table: MethodTable, env: SqliteEnvironment): string | undefined {
  const malloc = fact.name === "xSize" ? functionOf(table.members.get("xMalloc"), env) : undefined;
  const header = malloc && sizeHeaderOf(malloc, env);
  return header && `return Memory ? (int)((${header.pointer})Memory - 1)->${header.field} : 0;`;
}

/** `file_control` of FileControl. */
const snakeCase = (name: string): string => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase();

/** The names of the parameters in a signature. */
const parametersOf = (head: string): readonly string[] =>
  [...head.slice(head.indexOf("(")).matchAll(/(\w+)\s*(?=[,)])/g)].flatMap(([, name = ""]) =>
    name === "void" ? [] : name,
  );

/** The function that a table has in a member. */
function functionName({ members }: MethodTable, member: string): string | undefined {
  const [value, ...others] = members.get(member)?.values ?? [];
  return value?.is === "function" && others.length === 0 ? value.name : undefined;
}

/** What the table's functions are called before the words that say which member each is: `Quirks` of QuirksMalloc. */
function prefixOf(table: MethodTable): string {
  const prefixes = new Set<string>();
  for (const { fact } of table.members.values()) {
    const name = functionName(table, fact.name);
    const word = fact.name.slice(1);
    const ending = [word, word.replace(/^Mutex/, "")].find((each) => name?.toLowerCase().endsWith(each.toLowerCase()));
    // FileSize is what FileRead's table calls xFileSize: it says nothing of how the others begin.
    if (name !== undefined && ending !== undefined && name.length > ending.length) {
      prefixes.add(name.slice(0, name.length - ending.length));
    }
  }
  const [prefix, ...others] = prefixes;
  return prefix === undefined || others.length > 0 ? table.name.replace(/\W+/g, "") : prefix;
}

function freeName(wanted: string, table: MethodTable, { unit }: SqliteEnvironment): string {
  const isTaken = (name: string): boolean => unit.declares(name) || table.fn?.locals.has(name) === true;
  let name = wanted;
  for (let number = 2; isTaken(name); number++) {
    name = `${wanted}${number}`;
  }
  return name;
}

/** The functions, in front of the declaration that the table stands in and of what its comment says of it. */
function definitionsEdit(
  stubs: readonly Stub[],
  { at }: MethodTable,
  file: FileModel,
  platform: StubPlatform,
): FixEdit {
  const eol = lineEnd(file);
  const step = indentStep(platform === "linux" ? "\t" : indentOfFile(file));
  const text = stubs.map((stub) => definition(stub, step, platform)).join("\n\n");
  const offset = commentStart(file.text, at.anchor.start) - at.anchor.start;
  return {
    at: { file: at.file, anchor: at.anchor, start: offset, end: offset },
    text: `${text}\n\n`.replaceAll("\n", eol),
  };
}

function definition({ head, body }: Stub, step: string, platform: StubPlatform): string {
  const unused = parametersOf(head).filter((name) => !new RegExp(`\\b${name}\\b`).test(body));
  const marks = platform === "windows" ? unused.map((name) => `UNREFERENCED_PARAMETER(${name});`) : [];
  // Declarations stand first in C.
  const [declarations, statements] = body.includes("\n\n") ? body.split(/\n\n(.*)/s) : ["", body];
  const blank = declarations === "" ? [] : [declarations ?? "", ""];
  const lines = [...blank, ...marks, statements ?? ""].join("\n").split("\n");
  const indented = lines.map((line) => (line === "" ? "" : `${step}${line.replaceAll("\t", step)}`));
  return `static ${head}\n{\n${indented.join("\n")}\n}`;
}

/** How the file indents, by its first indented line. */
const indentOfFile = ({ text }: FileModel): string => /^[ \t]+(?=\S)/m.exec(text)?.[0] ?? "";

/** Where the comment begins that stands right above an offset; the offset itself, at its line's beginning, without one. */
function commentStart(text: string, offset: number): number {
  let start = text.lastIndexOf("\n", offset - 1) + 1;
  if (text.slice(start, offset).trim() !== "") {
    return offset;
  }
  for (;;) {
    const before = text.slice(Math.max(0, start - 4000), start);
    const comment = /(?:^|\n)([ \t]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/[ \t]*)\r?\n)$/.exec(before);
    if (comment?.[1] === undefined) {
      return start;
    }
    start -= comment[1].length;
  }
}
