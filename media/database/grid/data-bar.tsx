/** What stands above a table's rows: search, what may be done with them, which of how many are in view. */
import { useState } from "preact/hooks";
import type { View } from "../../../server/src/database/protocol.ts";
import { TextField } from "../../parts/elements.ts";
import { Menu } from "../../parts/menu.tsx";
import { numberText } from "../../parts/numbers.ts";
import { Toolbar, ToolbarButton } from "../../parts/toolbar.tsx";
import { visibleText } from "../../parts/visible.ts";
import type { Channel } from "../channel.ts";
import { type ColumnLayout, columnKeys, hiding, noLayout, showing } from "./columns.ts";
import type { GridColumn } from "./grid-props.ts";
import type { PagedSource } from "./paged-source.ts";
import type { Counting } from "./use-count.ts";

export interface DataBarProps {
  readonly channel: Channel;
  readonly source: PagedSource;
  /** Rows in view. */
  readonly seen: { readonly first: number; readonly end: number };
  readonly count: Counting;
  readonly view: View;
  readonly search: string;
  readonly columns: readonly GridColumn[];
  readonly layout: ColumnLayout;
  readonly isPaneOpen: boolean;
  readonly isGoing: boolean;
  onSearch(text: string): void;
  onFilter(): void;
  onGo(): void;
  onLayout(layout: ColumnLayout): void;
  onPane(): void;
}

export function DataBar(props: DataBarProps) {
  const { channel, view, search, columns, layout, isPaneOpen, isGoing } = props;
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>();
  const keys = columnKeys(columns);
  const shownColumns = keys.flatMap((key, index) => (layout.hidden.includes(key) ? [] : [columns[index]!.name]));
  const exported = (): void => channel.post({ kind: "export", what: { kind: "view", view, columns: shownColumns } });
  return (
    <div class="data-bar">
      <TextField
        label="Search all columns"
        icon="search"
        class="data-search"
        value={search}
        onInput={props.onSearch}
        onKeyDown={(event) => {
          if (event.key === "Escape" && search !== "") props.onSearch("");
        }}
      />
      <Toolbar label="Rows">
        <ToolbarButton icon="filter" label="Add a filter" onPress={props.onFilter} />
        <ToolbarButton icon="list-selection" label="Go to a row (Ctrl+G)" isPressed={isGoing} onPress={props.onGo} />
        <ToolbarButton
          icon="split-horizontal"
          label={layout.hidden.length === 0 ? "Columns…" : `Columns… (${layout.hidden.length} hidden)`}
          onPress={(button) => {
            const { left, bottom } = button.getBoundingClientRect();
            setMenu({ x: left, y: bottom });
          }}
        />
        <ToolbarButton icon="export" label="Export these rows…" onPress={exported} />
        <ToolbarButton
          icon="open-preview"
          label="Show the cell in full"
          isPressed={isPaneOpen}
          onPress={props.onPane}
        />
      </Toolbar>
      <Extent {...props} />
      {menu !== undefined && (
        <Menu
          label="Columns"
          at={menu}
          onClose={() => setMenu(undefined)}
          items={[
            { label: "Show All, as They Were", icon: "discard", run: () => props.onLayout(noLayout) },
            "separator",
            ...keys.slice(0, 200).map((key, index) => {
              const isHidden = layout.hidden.includes(key);
              return {
                ...{ label: visibleText(columns[index]!.name), isChecked: !isHidden },
                isDisabled: !isHidden && shownColumns.length === 1,
                run: () => props.onLayout(isHidden ? showing(layout, key) : hiding(layout, key)),
              };
            }),
          ]}
        />
      )}
    </div>
  );
}

/** "1 to 38 of about 5,000 rows", and a button that counts them. */
function Extent({ source, seen, count }: DataBarProps) {
  if (!source.isStarted) return <span class="data-extent" />;
  const { first, end } = seen;
  const total = source.isExact ? numberText(source.count) : `~${numberText(source.count)}`;
  return (
    <span class="data-extent">
      <span class="data-range">
        {source.count === 0
          ? "No rows"
          : `${numberText(first + 1)}–${numberText(Math.min(end, source.count))} of ${total}`}
      </span>
      {!source.isExact && (
        <ToolbarButton
          icon="symbol-number"
          label={count.error === undefined ? "Count all rows" : `Not counted: ${visibleText(count.error.message)}`}
          isDisabled={count.isUnderWay}
          onPress={() => count.count()}
        />
      )}
    </span>
  );
}
