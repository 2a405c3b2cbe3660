/** What may be done with a column, and with cells. */
import type { OutputFormat } from "../../../server/src/database/output/formats.ts";
import type { MenuItem } from "../../parts/menu.tsx";
import { visibleText } from "../../parts/visible.ts";
import { type ColumnLayout, columnKeys, hiding, type LaidColumn, moved, showing } from "./columns.ts";
import type { GridProps, SortKey } from "./grid-props.ts";
import type { Row } from "./row-source.ts";
import type { Range, Spot } from "./selection.ts";

type Items = readonly (MenuItem | "separator")[];

interface HeadMenuProps extends GridProps {
  readonly layout: ColumnLayout;
  readonly laid: readonly LaidColumn[];
  readonly sort: readonly SortKey[];
  /** Of the column. */
  readonly place: number;
  setLayout(layout: ColumnLayout): void;
  fitWidth(place: number): void;
}

export function headMenu(props: HeadMenuProps): Items {
  const { laid, place, layout, setLayout, sort, onSort, onCopy, columns, headItems, fitWidth } = props;
  const chosen = laid[place];
  if (chosen === undefined) return [];
  const { index: column, key, column: head } = chosen;
  const items: (MenuItem | "separator")[] = [];
  if (onSort !== undefined) {
    const by = (isDescending: boolean): void => onSort([{ column, isDescending }]);
    items.push(
      { label: "Sort Ascending", icon: "arrow-up", run: () => by(false) },
      { label: "Sort Descending", icon: "arrow-down", run: () => by(true) },
      { label: "Clear Sort", icon: "clear-all", isDisabled: sort.length === 0, run: () => onSort([]) },
      "separator",
    );
  }
  const more = headItems?.(column) ?? [];
  if (more.length > 0) items.push(...more, "separator");
  items.push(
    { label: "Fit Width", icon: "arrow-both", run: () => fitWidth(place) },
    {
      ...{ label: "Move Left", icon: "arrow-left", keys: "Alt+←", isDisabled: place === 0 },
      run: () => setLayout(moved(laid, layout, place, place - 1)),
    },
    {
      ...{ label: "Move Right", icon: "arrow-right", keys: "Alt+→", isDisabled: place === laid.length - 1 },
      run: () => setLayout(moved(laid, layout, place, place + 1)),
    },
    { label: "Copy Name", icon: "copy", run: () => onCopy(head.name) },
    "separator",
    {
      ...{ label: "Hide Column", icon: "eye-closed", isDisabled: laid.length === 1 },
      run: () => setLayout(hiding(layout, key)),
    },
  );
  return [...items, ...hiddenItems(columns, layout, setLayout)];
}

/** Columns that are hidden, to show them again. */
function hiddenItems(
  columns: GridProps["columns"],
  layout: ColumnLayout,
  setLayout: (layout: ColumnLayout) => void,
): Items {
  const keys = columnKeys(columns);
  const hidden = keys.flatMap((key, index) =>
    layout.hidden.includes(key) ? [{ key, name: columns[index]!.name }] : [],
  );
  if (hidden.length === 0) return [];
  return [
    { label: "Show All Columns", icon: "eye", run: () => setLayout({ ...layout, hidden: [] }) },
    "separator",
    ...hidden.slice(0, 30).map(({ key, name }) => ({
      ...{ label: `Show ${visibleText(name)}`, icon: "blank" },
      run: () => setLayout(showing(layout, key)),
    })),
  ];
}

interface CellMenuProps extends GridProps {
  readonly laid: readonly LaidColumn[];
  readonly range: Range;
  readonly spot: Spot;
  readonly row: Row | undefined;
  copy(range: Range, format: OutputFormat, withNames: boolean): void;
  open(spot: Spot): void;
}

export function cellMenu({ laid, range, spot, row, copy, open, onOpen, cellItems }: CellMenuProps): Items {
  const column = laid[spot.column];
  const isOne = range.rows.first === range.rows.last && range.columns.first === range.columns.last;
  const items: (MenuItem | "separator")[] = [];
  if (onOpen !== undefined) {
    items.push({ label: "Show Cell", icon: "open-preview", keys: "Enter", run: () => open(spot) }, "separator");
  }
  items.push({ label: "Copy", icon: "copy", keys: "Ctrl+C", run: () => copy(range, "text", false) });
  if (!isOne) {
    items.push({
      label: "Copy with Column Names",
      icon: "blank",
      keys: "Ctrl+Shift+C",
      run: () => copy(range, "text", true),
    });
  }
  for (const { format, label } of formats) {
    items.push({ label: `Copy as ${label}`, icon: "blank", run: () => copy(range, format, false) });
  }
  if (!isOne || laid.length > 1) {
    const whole: Range = { ...range, columns: { first: 0, last: laid.length - 1 } };
    items.push({ label: "Copy Row as JSON", icon: "blank", run: () => copy(whole, "json", true) });
    items.push({ label: "Copy Row as SQL", icon: "blank", run: () => copy(whole, "sql", true) });
  }
  const cell = column === undefined ? undefined : row?.cells[column.index];
  const more =
    column === undefined || cell === undefined
      ? []
      : (cellItems?.({ row: spot.row, column: column.index }, cell) ?? []);
  return more.length === 0 ? items : [...items, "separator", ...more];
}

const formats: readonly { readonly format: OutputFormat; readonly label: string }[] = [
  { format: "csv", label: "CSV" },
  { format: "json", label: "JSON" },
  { format: "sql", label: "SQL" },
  { format: "c", label: "C Initializer" },
];
