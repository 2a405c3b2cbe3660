/** Gives a method table the methods that it lacks: functions above it that are right in every table, and its members. */
import type { SqliteEnvironment } from "../analysis/sqlite/environment.ts";
import type { MethodTable, TableMember } from "../analysis/sqlite/method-tables.ts";
import type { FileModel } from "../model/file.ts";
import type { Place } from "../model/place.ts";
import type { InitItem, InitListExpr } from "../syntax/ast.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { indentationAt, indentStep, lineEnd } from "./lines.ts";

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
  const { list, listAt } = table;
  const stubs = lacking.flatMap((member) => stubOf(member, table, platform, env) ?? []);
  if (list === undefined || listAt === undefined || stubs.length === 0) {
    return undefined;
  }
  const members = memberEdits(stubs, table, list, listAt, file);
  if (members === undefined) {
    return undefined;
  }
  const names = stubs.map(({ member }) => member.fact.name);
  return {
    title: `Add ${and(names)} to ${table.name}`,
    edits: [definitionsEdit(stubs, table, file, platform), ...members],
  };
}

/** "a", "a and b", "a, b and c". */
export const and = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

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
  const template = fact.stub[platform];
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
  const word = fact.name.replace(/^x(?:Mutex)?/, "");
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
    if (name !== undefined && ending !== undefined) {
      prefixes.add(name.slice(0, name.length - ending.length));
    }
  }
  const [prefix, ...others] = prefixes;
  return prefix === undefined || others.length > 0 || prefix === "" ? table.name.replace(/\W+/g, "") : prefix;
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

/** The members: a NULL that stands there is replaced, others are put where their order has them. */
function memberEdits(
  stubs: readonly Stub[],
  table: MethodTable,
  list: InitListExpr,
  listAt: Place,
  file: FileModel,
): readonly FixEdit[] | undefined {
  const place = (start: number, end: number): Place => ({ file: listAt.file, anchor: listAt.anchor, start, end });
  const positions = itemPositions(list, table);
  const isDesignated = list.items.some(({ designator }) => designator !== undefined);
  const edits: FixEdit[] = [];
  const added: Stub[] = [];
  for (const stub of stubs) {
    const item = list.items.find((each) => positions.get(each) === stub.member.fact.position);
    if (item === undefined || isZeroOnly(list)) {
      added.push(stub);
    } else {
      edits.push({ at: place(item.value.start, item.value.end), text: stub.name });
    }
  }
  if (isZeroOnly(list)) {
    const [only] = list.items;
    const text = added.map(({ member, name }) => `.${member.fact.name} = ${name}`).join(", ");
    return only === undefined || file.language === "cpp" ? undefined : [{ at: place(only.start, only.end), text }];
  }
  if (!isDesignated) {
    const last = list.items.at(-1);
    const tail = tailOf(added, list.items.length);
    return last === undefined || tail.length === 0 ? edits : [...edits, insertion(last, tail, file, place)];
  }
  const behind = new Map<InitItem, Stub[]>();
  for (const stub of added) {
    const item = list.items.findLast((each) => (positions.get(each) ?? Infinity) < stub.member.fact.position);
    const target = item ?? list.items[0];
    if (target === undefined) {
      return undefined;
    }
    behind.set(target, [...(behind.get(target) ?? []), stub]);
  }
  for (const [item, group] of behind) {
    const items = group.map(({ member, name }) => `.${member.fact.name} = ${name}`);
    edits.push(insertion(item, items, file, place));
  }
  return edits;
}

/** What follows the items of a list without designators up to the last method that is added. */
function tailOf(added: readonly Stub[], length: number): readonly string[] {
  const last = Math.max(-1, ...added.map(({ member }) => member.fact.position));
  return Array.from({ length: Math.max(0, last + 1 - length) }, (_, index) => {
    const stub = added.find(({ member }) => member.fact.position === length + index);
    return stub?.name ?? "NULL";
  });
}

/** Items behind another one, each on a line of its own where that one is. */
function insertion(
  item: InitItem,
  texts: readonly string[],
  file: FileModel,
  place: (start: number, end: number) => Place,
): FixEdit {
  const itemAt = place(item.start, item.start);
  const before = file.text.slice(lineStart(file.text, itemAt), itemAt.anchor.start + itemAt.start);
  const between = before.trim() === "" ? `,${lineEnd(file)}${indentationAt(itemAt, file)}` : ", ";
  return { at: place(item.end, item.end), text: texts.map((text) => `${between}${text}`).join("") };
}

const lineStart = (text: string, { anchor, start }: Place): number =>
  text.lastIndexOf("\n", anchor.start + start - 1) + 1;

/** `{0}`: everything is zero. */
const isZeroOnly = ({ items }: InitListExpr): boolean => {
  const [only, ...others] = items;
  return others.length === 0 && only?.designator === undefined && only?.value.kind === "number";
};

function itemPositions({ items }: InitListExpr, { members }: MethodTable): ReadonlyMap<InitItem, number> {
  const positions = new Map<InitItem, number>();
  let position = 0;
  for (const item of items) {
    const named = item.designator === undefined ? undefined : members.get(item.designator.slice(1))?.fact.position;
    position = named ?? position;
    positions.set(item, position);
    position++;
  }
  return positions;
}
