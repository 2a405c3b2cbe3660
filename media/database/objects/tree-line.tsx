/** One line of the objects tree. */
import { memo } from "preact/compat";
import type { CatalogObject, Column } from "../../../server/src/database/protocol.ts";
import { Icon } from "../../parts/icon.tsx";
import { numberText, shortNumber } from "../../parts/numbers.ts";
import { ValueText } from "../../parts/value-text.tsx";
import { visibleText } from "../../parts/visible.ts";
import { nameOf, type TreeItem } from "./tree-items.ts";

export interface TreeLineProps {
  readonly item: TreeItem;
  /** In pixels. */
  readonly top: number;
  readonly isChosen: boolean;
  readonly isFocused: boolean;
  onActivate(): void;
  onToggle(): void;
  onFocus(): void;
  onMenu(at: { readonly x: number; readonly y: number }): void;
}

export const TreeLine = memo(Line, (last, next) => {
  const same = last.item === next.item && last.top === next.top;
  return same && last.isChosen === next.isChosen && last.isFocused === next.isFocused;
});

function Line({ item, top, isChosen, isFocused, onActivate, onToggle, onFocus, onMenu }: TreeLineProps) {
  const { icon, detail, title, problem } = describe(item);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys of all of its lines
    <div
      class={`tree-line tree-${item.kind}${problem === undefined ? "" : " tree-problem"}`}
      role="treeitem"
      style={{ transform: `translateY(${top}px)` }}
      tabIndex={isFocused ? 0 : -1}
      title={title}
      aria-label={visibleText(nameOf(item))}
      aria-description={problem ?? detail}
      aria-level={item.level}
      aria-posinset={item.place}
      aria-setsize={item.siblings}
      aria-expanded={item.isOpen}
      aria-selected={isChosen}
      onClick={({ target }) => {
        const isTwist = target instanceof Element && target.closest(".tree-twist") !== null;
        if (isTwist && item.isOpen !== undefined) onToggle();
        else onActivate();
      }}
      onFocus={onFocus}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      <span class="tree-twist">
        {item.isOpen !== undefined && <Icon name={item.isOpen ? "chevron-down" : "chevron-right"} />}
      </span>
      {icon !== undefined && <Icon name={icon} class="tree-icon" />}
      <span class="tree-name">
        <ValueText text={nameOf(item)} />
      </span>
      <span class="tree-detail">
        <ValueText text={detail} />
      </span>
      {problem !== undefined && <Icon name="warning" class="tree-warning" />}
    </div>
  );
}

interface Description {
  readonly icon: string | undefined;
  readonly detail: string;
  readonly title: string;
  readonly problem: string | undefined;
}

function describe(item: TreeItem): Description {
  if (item.kind === "group") {
    return { icon: undefined, detail: String(item.count), title: item.title, problem: undefined };
  }
  if (item.kind === "column") return describeColumn(item.column);
  const { object } = item;
  return { icon: icons[object.kind], detail: detailOf(object), title: titleOf(object), problem: object.problem };
}

const icons: Readonly<Record<CatalogObject["kind"], string>> = {
  table: "table",
  view: "eye",
  index: "list-ordered",
  trigger: "zap",
  "virtual table": "extensions",
};

function detailOf(object: CatalogObject): string {
  if (object.kind === "index" || object.kind === "trigger") return object.table;
  return object.estimate === undefined ? "" : `~${shortNumber(object.estimate)}`;
}

function titleOf(object: CatalogObject): string {
  const notes = [
    object.problem,
    object.estimate === undefined ? undefined : `about ${numberText(object.estimate)} rows`,
    object.isWithoutRowid ? "WITHOUT ROWID" : undefined,
    object.isStrict ? "STRICT" : undefined,
    object.isUnique ? "unique" : undefined,
    object.module === undefined ? undefined : `module ${object.module}`,
    object.isInternal ? "SQLite's own" : undefined,
    object.kind === "index" || object.kind === "trigger" ? `on ${object.table}` : undefined,
  ].filter((note) => note !== undefined);
  return visibleText(notes.length === 0 ? object.name : `${object.name}: ${notes.join(", ")}`);
}

function describeColumn({ name, type, isNotNull, primaryKey, isGenerated }: Column): Description {
  const notes = [
    type,
    primaryKey > 0 ? "primary key" : "",
    isNotNull ? "not null" : "",
    isGenerated ? "generated" : "",
  ].filter((note) => note !== "");
  const icon = primaryKey > 0 ? "key" : "symbol-field";
  return { icon, detail: type, title: visibleText(`${name}: ${notes.join(", ")}`), problem: undefined };
}
