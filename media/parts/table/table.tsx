/**
 * A table, or a tree with columns, of any length: lines in view alone are in the document. A line has the focus, not a cell:
 * arrows go along lines, open and close them, with Shift they select, letters lead to names, Ctrl+C copies.
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Menu, type MenuItem } from "../menu.tsx";
import { numberText } from "../numbers.ts";
import { copiedText, nextStarting, parentOf, type TableColumn, type TableLine } from "./lines.ts";
import type { Sort } from "./sorting.ts";
import { TableHead } from "./table-head.tsx";
import { type RowActions, TableRow } from "./table-row.tsx";
import { lineHeight, useWindow } from "./use-window.ts";

export interface TableProps<R> {
  readonly label: string;
  readonly columns: readonly TableColumn<R>[];
  readonly lines: readonly TableLine<R>[];
  readonly isTree?: boolean;
  /** In pixels: where there is less room, it scrolls sideways. */
  readonly leastWidth: number;
  /** The line that was chosen last; it is brought into view. */
  readonly current: string | undefined;
  onCurrent(id: string): void;
  /** Enter, or a double click. */
  onOpen?(line: TableLine<R>): void;
  onToggle?(line: TableLine<R>): void;
  onCopy(text: string): void;
  /** Of a line: a class. */
  look?(row: R): string;
  /** Above "Copy" in the menu of a line. */
  menu?(line: TableLine<R>): readonly MenuItem[];
  readonly sort?: Sort;
  onSort?(column: string): void;
  /** The last line has come near the view. */
  onEnd?(): void;
}

/** Of the titles, in pixels. */
const headHeight = 26;

export function Table<R>(props: TableProps<R>) {
  const { label, columns, lines, isTree = false, leastWidth, current, onCurrent, onCopy, look } = props;
  const self = useRef<HTMLDivElement>(null);
  const window = useWindow(self, lines.length, headHeight);
  /** Where what is selected began, for as long as its end is the current line. */
  const [range, setRange] = useState<{ readonly anchor: string; readonly end: string }>();
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number }>();
  const found = current === undefined ? -1 : lines.findIndex(({ id }) => id === current);
  // Where nothing is chosen any more, keys go on from where something was.
  const lastChosen = useRef(current);
  if (found >= 0) lastChosen.current = current;
  const stop = Math.max(found >= 0 ? found : lines.findIndex(({ id }) => id === lastChosen.current), 0);
  const anchorId = range?.end === current ? range?.anchor : undefined;
  const anchor = anchorId === undefined ? -1 : lines.findIndex(({ id }) => id === anchorId);
  const [from, to] = anchor < 0 || found < 0 ? [found, found] : [Math.min(anchor, found), Math.max(anchor, found)];
  /** The current line is to have the focus once it is in the document. */
  const isWanted = useRef(false);

  useLayoutEffect(() => {
    if (found >= 0) window.reveal(found);
  }, [current]);
  useLayoutEffect(() => {
    if (!isWanted.current) return;
    const line = self.current?.querySelector<HTMLElement>("[role=row][tabindex='0']");
    isWanted.current = line === undefined;
    line?.focus({ preventScroll: true });
  });
  const isEnd = window.end >= lines.length;
  useLayoutEffect(() => {
    if (isEnd) props.onEnd?.();
  }, [isEnd, lines.length]);

  const goTo = (index: number, isExtended: boolean): void => {
    const line = lines[Math.max(0, Math.min(index, lines.length - 1))];
    if (line === undefined) return;
    setRange({ anchor: (isExtended ? (anchorId ?? lines[stop]?.id) : undefined) ?? line.id, end: line.id });
    isWanted.current = true;
    if (line.id === current) window.reveal(stop);
    onCurrent(line.id);
  };
  const copy = (): void => onCopy(copiedText(found < 0 ? [lines[stop]!] : lines.slice(from, to + 1), columns));
  const open = (line: TableLine<R>): void => {
    if (line.isOpen !== undefined) props.onToggle?.(line);
    else props.onOpen?.(line);
  };

  const press = (event: KeyboardEvent): void => {
    const line = lines[stop];
    if (line === undefined || event.altKey || (event.target as Element).closest(".table-line") === null) return;
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      if (key === "a") {
        setRange({ anchor: lines[0]!.id, end: lines.at(-1)!.id });
        isWanted.current = true;
        onCurrent(lines.at(-1)!.id);
      } else if (key === "c" && (getSelection()?.isCollapsed ?? true)) copy();
      else return;
      event.preventDefault();
      return;
    }
    const extended = event.shiftKey;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(stop + 1, extended),
      ArrowUp: () => (stop === 0 && !extended ? focusHead() : goTo(stop - 1, extended)),
      PageDown: () => goTo(stop + window.page, extended),
      PageUp: () => goTo(stop - window.page, extended),
      Home: () => goTo(0, extended),
      End: () => goTo(lines.length - 1, extended),
      ArrowRight: () => {
        if (line.isOpen === false) props.onToggle?.(line);
        else if (line.isOpen) goTo(stop + 1, false);
      },
      ArrowLeft: () => {
        if (line.isOpen) props.onToggle?.(line);
        else goTo(parentOf(lines, stop), false);
      },
      Enter: () => open(line),
      " ": () => (line.isOpen === undefined ? goTo(stop, extended) : props.onToggle?.(line)),
      ContextMenu: () => setMenuAt(besideRow(event)),
    };
    const action = event.key === "F10" && extended ? actions.ContextMenu : actions[event.key];
    if (action !== undefined) action();
    else if (event.key.length === 1) {
      const next = nextStarting(lines, columns[0]!, stop, event.key);
      if (next !== undefined) goTo(next, false);
    } else return;
    event.preventDefault();
  };
  const focusHead = (): void => self.current?.querySelector<HTMLElement>(".table-head button")?.focus();

  // Lines that are as they were are not drawn again: what they call is what is true now.
  const now = {
    press: goTo,
    open: (index: number) => open(lines[index]!),
    toggle: (index: number) => props.onToggle?.(lines[index]!),
    menu(index: number, at: { readonly x: number; readonly y: number }) {
      if (index < from || index > to) goTo(index, false);
      setMenuAt(at);
    },
  };
  const latest = useRef(now);
  latest.current = now;
  const [actions] = useState<RowActions>(() => ({
    press: (index, isExtended) => latest.current.press(index, isExtended),
    open: (index) => latest.current.open(index),
    toggle: (index) => latest.current.toggle(index),
    menu: (index, at) => latest.current.menu(index, at),
  }));

  const shown: number[] = [];
  for (let index = window.first; index < window.end; index++) shown.push(index);
  // What has the focus stays in the document, wherever somebody scrolls to.
  if (stop < window.first) shown.unshift(stop);
  else if (stop >= window.end && stop < lines.length) shown.push(stop);
  const tracks = columns.map(({ width }) => width).join(" ");
  return (
    <div
      ref={self}
      class="table"
      role="treegrid"
      aria-label={label}
      tabIndex={-1}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      onScroll={window.onScroll}
      onKeyDown={press}
    >
      <TableHead
        {...{ columns, leastWidth, tracks }}
        sort={props.sort}
        onSort={props.onSort}
        onLeave={() => goTo(stop, false)}
      />
      <div
        class="table-space"
        role="rowgroup"
        style={{ blockSize: `${lines.length * lineHeight}px`, minInlineSize: `${leastWidth}px` }}
      >
        {shown.map((index) => {
          const line = lines[index]!;
          return (
            <TableRow
              key={line.id}
              {...{ line, index, columns, tracks, isTree }}
              look={look?.(line.row) ?? ""}
              isSelected={index >= from && index <= to}
              isStop={index === stop}
              actions={actions}
            />
          );
        })}
      </div>
      {menuAt !== undefined && found >= 0 && (
        <Menu
          label={label}
          items={[
            ...(props.menu?.(lines[stop]!) ?? []),
            ...copyItems(columns, lines[stop]!, to - from + 1, copy, onCopy),
          ]}
          at={menuAt}
          onClose={() => setMenuAt(undefined)}
        />
      )}
    </div>
  );
}

function copyItems<R>(
  columns: readonly TableColumn<R>[],
  { row }: TableLine<R>,
  count: number,
  copy: () => void,
  onCopy: (text: string) => void,
): readonly MenuItem[] {
  const first = columns[0]!;
  return [
    {
      label: count === 1 ? "Copy Line" : `Copy ${numberText(count)} Lines`,
      icon: "copy",
      keys: "Ctrl+C",
      run: copy,
    },
    ...columns
      .filter(({ text }) => count === 1 && text(row) !== "")
      .map(({ title, text }) => ({
        label: `Copy ${title === "" ? first.title : title}`,
        run: () => onCopy(text(row)),
      })),
  ];
}

function besideRow(event: KeyboardEvent): { readonly x: number; readonly y: number } {
  const { left, bottom } = (event.target as Element).getBoundingClientRect();
  return { x: left + 24, y: bottom };
}
