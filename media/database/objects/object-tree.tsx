/** Tables, views, indexes and triggers, to choose one: as in VS Code's own explorer. Only lines in view are in the document. */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import * as v from "valibot";
import type { CatalogObject } from "../../../server/src/database/protocol.ts";
import { type Kept, useKept } from "../../page/kept.ts";
import { TextField } from "../../parts/elements.ts";
import { Menu } from "../../parts/menu.tsx";
import { EmptyState, Skeleton } from "../../parts/states.tsx";
import { Toolbar, ToolbarButton } from "../../parts/toolbar.tsx";
import type { Channel } from "../channel.ts";
import type { Destination } from "../tabs.ts";
import { objectMenu } from "./object-menu.ts";
import { nextNamed, parentOf, type TreeItem, treeItems } from "./tree-items.ts";
import { TreeLine } from "./tree-line.tsx";

export interface ObjectTreeProps {
  readonly channel: Channel;
  readonly catalog: readonly CatalogObject[];
  readonly chosen: CatalogObject | undefined;
  readonly isLoading: boolean;
  readonly kept: Kept;
  /** In pixels; undefined where it lies over the rest, as wide as it likes. */
  readonly width: number | undefined;
  onChoose(object: CatalogObject): void;
  go(to: Destination): void;
  /** Of one that lies over the rest. */
  readonly onClose: (() => void) | undefined;
}

/** Of a line, in pixels: VS Code's own. */
const lineHeight = 22;

export function ObjectTree(props: ObjectTreeProps) {
  const { catalog, chosen, isLoading, kept, width, onClose } = props;
  const [filter, setFilter] = useKept(kept, "filter", v.string(), "");
  const [withInternal, setWithInternal] = useKept(kept, "withInternal", v.boolean(), false);
  const [toggledIds, setToggled] = useKept<readonly string[]>(kept, "toggled", v.array(v.string()), []);
  const toggled = useMemo(() => new Set(toggledIds), [toggledIds]);
  const items = useMemo(
    () => treeItems(catalog, { filter, withInternal, toggled }),
    [catalog, filter, withInternal, toggled],
  );
  const toggle = (id: string): void =>
    setToggled(toggled.has(id) ? toggledIds.filter((one) => one !== id) : [...toggledIds, id]);
  const internal = catalog.some(({ isInternal }) => isInternal);
  return (
    <nav
      class={onClose === undefined ? "objects" : "objects drawer"}
      aria-label="Objects"
      style={width === undefined ? {} : { width: `${width}px` }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && filter !== "") setFilter("");
        else if (event.key === "Escape") onClose?.();
      }}
    >
      <div class="objects-head">
        <TextField label="Filter objects" icon="search" class="grow" value={filter} onInput={setFilter} />
        <Toolbar label="Objects shown">
          <ToolbarButton
            icon={withInternal ? "eye" : "eye-closed"}
            label={withInternal ? "Hide SQLite's own objects" : "Show SQLite's own objects"}
            isPressed={withInternal}
            isDisabled={!internal}
            onPress={() => setWithInternal(!withInternal)}
          />
          {onClose !== undefined && <ToolbarButton icon="close" label="Close the objects" onPress={onClose} />}
        </Toolbar>
      </div>
      {isLoading && <Skeleton rows={10} label="Reading the schema" />}
      {!isLoading && catalog.length > 0 && items.length === 0 && (
        <EmptyState
          icon={filter === "" ? "database" : "search"}
          title={filter === "" ? "No tables" : "No object has that in its name"}
        />
      )}
      {items.length > 0 && <TreeLines {...props} items={items} chosen={chosen} toggle={toggle} />}
    </nav>
  );
}

interface TreeLinesProps extends ObjectTreeProps {
  readonly items: readonly TreeItem[];
  toggle(id: string): void;
}

function TreeLines({ channel, items, chosen, toggle, onChoose, go }: TreeLinesProps) {
  const self = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [focusedId, focus] = useState<string>();
  const [menu, setMenu] = useState<{ readonly object: CatalogObject; readonly at: { x: number; y: number } }>();
  const chosenId = chosen === undefined ? undefined : `${chosen.kind} ${chosen.name}`;
  const focused = Math.max(
    items.findIndex(({ id }) => id === (focusedId ?? chosenId)),
    0,
  );
  /** The line that is to have the focus once it is in the document. */
  const wanted = useRef<string | undefined>(undefined);

  useLayoutEffect(() => {
    const tree = self.current!;
    const observer = new ResizeObserver(() => setHeight(tree.clientHeight));
    observer.observe(tree);
    return () => observer.disconnect();
  }, []);
  const reveal = (index: number): void => {
    const tree = self.current!;
    const at = index * lineHeight;
    if (at < tree.scrollTop) tree.scrollTop = at;
    else if (at + lineHeight > tree.scrollTop + tree.clientHeight) tree.scrollTop = at + lineHeight - tree.clientHeight;
    setTop(tree.scrollTop);
  };
  const focusOn = (index: number): void => {
    const item = items[Math.max(0, Math.min(index, items.length - 1))];
    if (item === undefined) return;
    wanted.current = item.id;
    focus(item.id);
    reveal(items.indexOf(item));
  };
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const line = self.current?.querySelector<HTMLElement>("[role=treeitem][tabindex='0']");
    wanted.current = undefined;
    line?.focus({ preventScroll: true });
  });

  const activate = (item: TreeItem): void => {
    focus(item.id);
    if (item.kind === "group") toggle(item.id);
    else onChoose(item.object);
  };
  const openMenu = (item: TreeItem, at: { x: number; y: number }): void => {
    if (item.kind !== "group") setMenu({ object: item.object, at });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const item = items[focused];
    if (item === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(height / lineHeight) - 1);
    const to = {
      ...{ ArrowDown: focused + 1, ArrowUp: focused - 1, PageDown: focused + page, PageUp: focused - page },
      ...{ Home: 0, End: items.length - 1 },
    }[event.key];
    if (to !== undefined) focusOn(to);
    else if (event.key === "ArrowRight" && item.isOpen === false) toggle(item.id);
    else if (event.key === "ArrowRight" && item.isOpen === true) focusOn(focused + 1);
    else if (event.key === "ArrowLeft" && item.isOpen === true) toggle(item.id);
    else if (event.key === "ArrowLeft") focusOn(parentOf(items, focused));
    else if (event.key === "Enter" || event.key === " ") activate(item);
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      const box = (event.target as HTMLElement).getBoundingClientRect();
      openMenu(item, { x: box.left + 20, y: box.bottom });
    } else if (event.key.length === 1) {
      const next = nextNamed(items, focused, event.key);
      if (next !== undefined) focusOn(next);
    } else return;
    event.preventDefault();
  };

  const first = Math.max(0, Math.floor(top / lineHeight) - 5);
  const end = Math.min(items.length, Math.ceil((top + height) / lineHeight) + 5);
  const drawn = new Set(Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index));
  drawn.add(focused);
  return (
    <>
      <div
        ref={self}
        class="tree"
        role="tree"
        tabIndex={-1}
        aria-label="Tables, views, indexes and triggers"
        onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
        onKeyDown={onKeyDown}
      >
        <div class="tree-space" role="none" style={{ height: `${items.length * lineHeight}px` }}>
          {[...drawn].map((index) => {
            const item = items[index]!;
            return (
              <TreeLine
                key={item.id}
                item={item}
                top={index * lineHeight}
                isChosen={item.id === chosenId}
                isFocused={index === focused}
                onActivate={() => activate(item)}
                onToggle={() => toggle(item.id)}
                onFocus={() => focus(item.id)}
                onMenu={(at) => openMenu(item, at)}
              />
            );
          })}
        </div>
      </div>
      {menu !== undefined && (
        <Menu
          label={menu.object.name}
          items={objectMenu(menu.object, { channel, go, onChoose })}
          at={menu.at}
          onClose={() => setMenu(undefined)}
        />
      )}
    </>
  );
}
