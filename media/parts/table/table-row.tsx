/** One line of a table. */
import { memo } from "preact/compat";
import { ClippedText, clippedText } from "../clipped-text.tsx";
import { Icon } from "../icon.tsx";
import type { TableColumn, TableLine } from "./lines.ts";
import { lineHeight } from "./use-window.ts";

export interface TableRowProps<R> {
  readonly line: TableLine<R>;
  readonly index: number;
  readonly columns: readonly TableColumn<R>[];
  readonly tracks: string;
  readonly isTree: boolean;
  readonly look: string;
  readonly isSelected: boolean;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  readonly actions: RowActions;
}

/** What is done with the line of an index. */
export interface RowActions {
  press(index: number, isExtended: boolean): void;
  open(index: number): void;
  toggle(index: number): void;
  menu(index: number, at: { readonly x: number; readonly y: number }): void;
}

export const TableRow = memo(Row, (last, next) => {
  const isSame = last.line === next.line && last.index === next.index && last.look === next.look;
  const isAlike = last.columns === next.columns && last.tracks === next.tracks;
  return isSame && isAlike && last.isSelected === next.isSelected && last.isStop === next.isStop;
}) as typeof Row;

function Row<R>(props: TableRowProps<R>) {
  const { line, index, columns, tracks, isTree, look, isSelected, isStop, actions } = props;
  const { row, level, place, siblings, isOpen } = line;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table has the keys of all of its lines
    <div
      class={`table-line ${look}`}
      role="row"
      tabIndex={isStop ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-expanded={isOpen}
      style={{ transform: `translateY(${index * lineHeight}px)`, gridTemplateColumns: tracks }}
      onClick={(event) => {
        // Who has just selected a text is not to lose it.
        if (!(getSelection()?.isCollapsed ?? true) && !event.shiftKey) return;
        if (event.shiftKey) getSelection()?.removeAllRanges();
        const isTwist = event.target instanceof Element && event.target.closest(".table-twist") !== null;
        actions.press(index, event.shiftKey);
        if (isTwist && isOpen !== undefined) actions.toggle(index);
      }}
      onDblClick={() => {
        getSelection()?.removeAllRanges();
        actions.open(index);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        actions.menu(index, { x: event.clientX, y: event.clientY });
      }}
    >
      {columns.map(({ id, isNumber = false, isCode = false, text, content }, column) => (
        <div
          key={id}
          class={`table-cell${isNumber ? " table-number" : ""}${isCode ? " table-code" : ""}`}
          role="gridcell"
          tabIndex={-1}
          onMouseEnter={({ currentTarget: cell }) => {
            // What is cut off is told to the mouse; what is not needs no telling.
            if (cell.scrollWidth > cell.clientWidth) cell.title = clippedText(text(row));
            else cell.removeAttribute("title");
          }}
          style={isTree && column === 0 ? { paddingInlineStart: `${4 + (level - 1) * 14}px` } : {}}
        >
          {isTree && column === 0 && (
            <span class="table-twist">
              {isOpen !== undefined && <Icon name={isOpen ? "chevron-down" : "chevron-right"} />}
            </span>
          )}
          {content === undefined ? <ClippedText text={text(row)} /> : content(row)}
        </div>
      ))}
    </div>
  );
}
