/** Gives members of a method table something else in its initialiser. */
import type { MethodTable } from "../analysis/sqlite/method-tables.ts";
import type { SqliteMember } from "../facts/index.ts";
import type { FileModel } from "../model/file.ts";
import type { Place } from "../model/place.ts";
import type { InitItem, InitListExpr } from "../syntax/ast.ts";
import type { FixEdit } from "./fix.ts";
import { indentationAt, lineEnd } from "./lines.ts";

/** A member and what it shall be given. */
export interface GivenMember {
  readonly member: SqliteMember;
  readonly text: string;
}

/**
 * What stands there for a member is replaced, others are put where their order has them; undefined where the table has
 * no initialiser, or one that cannot take them.
 */
export function memberEdits(
  table: MethodTable,
  given: readonly GivenMember[],
  file: FileModel,
): readonly FixEdit[] | undefined {
  const { list, listAt } = table;
  if (list === undefined || listAt === undefined) {
    return undefined;
  }
  const place = (start: number, end: number): Place => ({ file: listAt.file, anchor: listAt.anchor, start, end });
  const positions = itemPositions(list, table);
  const isDesignated = list.items.some(({ designator }) => designator !== undefined);
  const edits: FixEdit[] = [];
  const added: GivenMember[] = [];
  for (const each of given) {
    const item = list.items.find((other) => positions.get(other) === each.member.position);
    if (item === undefined || isZeroOnly(list)) {
      added.push(each);
    } else {
      edits.push({ at: place(item.value.start, item.value.end), text: each.text });
    }
  }
  if (isZeroOnly(list)) {
    const [only] = list.items;
    const text = added.map(({ member, text }) => `.${member.name} = ${text}`).join(", ");
    return only === undefined || file.language === "cpp" ? undefined : [{ at: place(only.start, only.end), text }];
  }
  if (!isDesignated) {
    const last = list.items.at(-1);
    const tail = tailOf(added, list.items.length);
    return last === undefined || tail.length === 0 ? edits : [...edits, insertion(last, tail, file, place)];
  }
  const behind = new Map<InitItem, GivenMember[]>();
  for (const each of added) {
    const item = list.items.findLast((other) => (positions.get(other) ?? Infinity) < each.member.position);
    const target = item ?? list.items[0];
    if (target === undefined) {
      return undefined;
    }
    behind.set(target, [...(behind.get(target) ?? []), each]);
  }
  for (const [item, group] of behind) {
    const items = group.map(({ member, text }) => `.${member.name} = ${text}`);
    edits.push(insertion(item, items, file, place));
  }
  return edits;
}

/** What follows the items of a list without designators up to the last member that is added. */
function tailOf(added: readonly GivenMember[], length: number): readonly string[] {
  const last = Math.max(-1, ...added.map(({ member }) => member.position));
  return Array.from({ length: Math.max(0, last + 1 - length) }, (_, index) => {
    const known = added.find(({ member }) => member.position === length + index);
    return known?.text ?? "NULL";
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
