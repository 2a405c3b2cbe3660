/** What the objects tree shows, line by line: groups, what is in them, and columns of what is open. */
import type { CatalogObject, Column } from "../../../server/src/database/protocol.ts";
import { shownName } from "../../parts/visible.ts";

export type TreeItem = {
  /** Names it among the others. */
  readonly id: string;
  /** From 1 on. */
  readonly level: number;
  /** Among its siblings, from 1 on, and how many those are. */
  readonly place: number;
  readonly siblings: number;
  /** Undefined where there is nothing in it. */
  readonly isOpen: boolean | undefined;
} & (
  | { readonly kind: "group"; readonly title: string; readonly count: number }
  | { readonly kind: "object"; readonly object: CatalogObject }
  | { readonly kind: "column"; readonly object: CatalogObject; readonly column: Column }
);

export interface TreeState {
  /** Part of a name, whatever the case; all where it is empty. */
  readonly filter: string;
  /** SQLite's own objects too. */
  readonly withInternal: boolean;
  /** Ids of groups that are closed and of objects that are open. */
  readonly toggled: ReadonlySet<string>;
}

const groups: readonly { readonly kind: CatalogObject["kind"]; readonly title: string }[] = [
  { kind: "table", title: "Tables" },
  { kind: "virtual table", title: "Virtual Tables" },
  { kind: "view", title: "Views" },
  { kind: "index", title: "Indexes" },
  { kind: "trigger", title: "Triggers" },
];

export function treeItems(catalog: readonly CatalogObject[], state: TreeState): readonly TreeItem[] {
  const wanted = state.filter.toLowerCase();
  const shown = catalog.filter(
    (object) => (state.withInternal || !object.isInternal) && object.name.toLowerCase().includes(wanted),
  );
  const parts = groups
    .map((group) => ({ ...group, objects: shown.filter(({ kind }) => kind === group.kind).sort(byName) }))
    .filter(({ objects }) => objects.length > 0);
  return parts.flatMap(({ kind, title, objects }, index) => {
    const id = `group ${kind}`;
    // What was found is not to be hidden in a group that was closed before.
    const isOpen = wanted !== "" || !state.toggled.has(id);
    const position = { level: 1, place: index + 1, siblings: parts.length };
    const group: TreeItem = { kind: "group", id, ...position, isOpen, title, count: objects.length };
    return isOpen
      ? [group, ...objects.flatMap((object, place) => objectItems(object, place, objects, state))]
      : [group];
  });
}

/** As VS Code's explorer sorts files, numbers in names by what they count; SQLite's own last. */
const byName = (one: CatalogObject, other: CatalogObject): number =>
  Number(one.isInternal) - Number(other.isInternal) || names.compare(one.name, other.name);
const names = new Intl.Collator("en", { numeric: true });

function objectItems(
  object: CatalogObject,
  place: number,
  { length: siblings }: readonly CatalogObject[],
  { toggled }: TreeState,
): readonly TreeItem[] {
  const id = `${object.kind} ${object.name}`;
  const isOpen = object.columns.length === 0 ? undefined : toggled.has(id);
  const item: TreeItem = { kind: "object", id, level: 2, place: place + 1, siblings, isOpen, object };
  if (isOpen !== true) return [item];
  const columns = object.columns.map(
    (column, index): TreeItem => ({
      ...{ kind: "column", id: `${id} ${index}`, level: 3, isOpen: undefined, object, column },
      ...{ place: index + 1, siblings: object.columns.length },
    }),
  );
  return [item, ...columns];
}

/** Where an arrow to the left leads: the line that this one is in. */
export function parentOf(items: readonly TreeItem[], index: number): number {
  const level = items[index]?.level ?? 1;
  let parent = index;
  while (parent > 0 && items[parent]!.level >= level) parent--;
  return level === 1 ? index : parent;
}

/** The next line after this one whose name begins with what was typed, around the end. */
export function nextNamed(items: readonly TreeItem[], index: number, typed: string): number | undefined {
  const start = typed.toLowerCase();
  for (let step = 1; step <= items.length; step++) {
    const at = (index + step) % items.length;
    if (nameOf(items[at]!).toLowerCase().startsWith(start)) return at;
  }
  return undefined;
}

export function nameOf(item: TreeItem): string {
  if (item.kind === "group") return item.title;
  return shownName(item.kind === "object" ? item.object.name : item.column.name);
}
