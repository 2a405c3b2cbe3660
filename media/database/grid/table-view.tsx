/** The rows of one table or view: search, filters, sort, the grid, one cell in full. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import * as v from "valibot";
import { type CatalogObject, type Cell, filterOperators, type View } from "../../../server/src/database/protocol.ts";
import { type Kept, useKept } from "../../page/kept.ts";
import { Button } from "../../parts/elements.ts";
import type { MenuItem } from "../../parts/menu.tsx";
import { EmptyState, ErrorState, Progress } from "../../parts/states.tsx";
import { BesideCell, paneSize } from "../cell/beside-cell.tsx";
import type { TabProps } from "../tabs.ts";
import { type ColumnLayout, columnLayoutSchema, noLayout } from "./columns.ts";
import { DataBar } from "./data-bar.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { effective, type Filter } from "./filters.ts";
import { GoToRow } from "./go-to-row.tsx";
import { Grid, type GridColumn, type Place, type SortKey } from "./grid.tsx";
import { useCount } from "./use-count.ts";
import { useLater } from "./use-later.ts";
import { useRows } from "./use-rows.ts";

export interface TableViewProps extends TabProps {
  readonly object: CatalogObject;
  /** Of a row that somebody is sent to. */
  readonly rowid: string | undefined;
  onArrived(): void;
}

const viewSchema = v.object({
  sort: v.array(v.object({ column: v.string(), isDescending: v.boolean() })),
  filters: v.array(v.object({ column: v.string(), operator: v.picklist(filterOperators), value: v.string() })),
  search: v.string(),
});
const plainView: v.InferOutput<typeof viewSchema> = { sort: [], filters: [], search: "" };
const topSchema = v.object({ key: v.string(), index: v.number() });

/** Milliseconds after the last key. */
const typingRest = 300;

export function TableView(props: TableViewProps) {
  const { channel, object, isActive, revision, kept, rowid, onArrived } = props;
  const own = ownPart(kept, object);
  const [state, setState] = useKept(own, "view", viewSchema, plainView);
  const [layout, setLayout] = useKept<ColumnLayout>(own, "columns", columnLayoutSchema, noLayout);
  const [isPaneOpen, setPaneOpen] = useKept(kept, "isPaneOpen", v.boolean(), false);
  const [pane, setPane] = useKept(kept, "paneSize", v.number(), paneSize.initial);
  const [isGoing, setGoing] = useState(false);
  const [seen, setSeen] = useState({ first: 0, end: 0 });
  const [place, setPlace] = useState<Place>();
  const self = useRef<HTMLDivElement>(null);
  const [start] = useState(() => own.get("top", topSchema));

  const shown = useMemo(() => object.columns.filter(({ isHidden }) => !isHidden), [object.columns]);
  const names = useMemo(() => shown.map(({ name }) => name), [shown]);
  const columns = useMemo(() => shown.map(gridColumn), [shown]);
  const asked = useLater(JSON.stringify([state.filters, state.search]), typingRest);
  const view: View = useMemo(
    () => ({
      table: object.name,
      sort: state.sort.filter(({ column }) => names.includes(column)),
      filters: effective(state.filters).filter(({ column }) => names.includes(column)),
      search: state.search,
    }),
    [object.name, asked, state.sort, names],
  );
  const source = useRows({ channel, object, view, columns: names, start });
  const count = useCount(channel, view, source);

  const shownRevision = useRef(revision);
  useEffect(() => {
    if (!isActive || shownRevision.current === revision) return;
    shownRevision.current = revision;
    source.reload();
  }, [revision, isActive, source]);
  /** A row that somebody is sent to, in the order of rowids: a sort or a filter goes first. */
  const wantedRow = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (rowid === undefined) return;
    onArrived();
    wantedRow.current = rowid;
    setState(plainView);
  }, [rowid]);
  useEffect(() => {
    const isPlain = view.sort.length + view.filters.length === 0 && view.search === "";
    if (wantedRow.current === undefined || !isPlain) return;
    source.jump({ kind: "rowid", rowid: wantedRow.current });
    wantedRow.current = undefined;
  });

  const onView = (first: number, end: number): void => {
    setSeen((last) => (last.first === first && last.end === end ? last : { first, end }));
  };
  const topKey = source.row(seen.first)?.key;
  useEffect(() => {
    if (topKey === undefined) return;
    const timer = setTimeout(() => own.set("top", { key: topKey, index: seen.first }), typingRest);
    return () => clearTimeout(timer);
  }, [topKey, seen.first]);

  const sort = useMemo(
    () => view.sort.map(({ column, isDescending }) => ({ column: names.indexOf(column), isDescending })),
    [view, names],
  );
  const sortBy = (keys: readonly SortKey[]): void =>
    setState({ ...state, sort: keys.map(({ column, isDescending }) => ({ column: names[column]!, isDescending })) });
  const setFilters = (filters: readonly Filter[]): void => setState({ ...state, filters: [...filters] });
  const addFilter = (filter: Filter): void => setFilters([...state.filters, filter]);
  const focus = (selector: string): void => self.current?.querySelector<HTMLElement>(selector)?.focus();

  const row = place === undefined ? undefined : source.row(place.row);
  const column = place === undefined ? undefined : names[place.column];
  const cell =
    row === undefined || place === undefined || column === undefined
      ? undefined
      : {
          id: JSON.stringify([object.name, row.key, column]),
          ...{ column, shown: row.cells[place.column] ?? null, name: { view, key: row.key, column } },
        };
  const isFiltered = view.filters.length > 0 || view.search !== "";
  const hasNothing = source.isStarted && source.count === 0 && source.error === undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that work wherever one is in it
    <div
      ref={self}
      class="data"
      onKeyDown={(event) => {
        const isControl = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
        if (isControl && event.key === "f") focus(".data-search");
        else if (isControl && event.key === "g") setGoing(true);
        else return;
        event.preventDefault();
      }}
    >
      <DataBar
        {...{ channel, source, seen, count, view, isPaneOpen, layout, columns, isGoing }}
        search={state.search}
        onSearch={(search) => setState({ ...state, search })}
        onFilter={() => addFilter({ column: column ?? names[0] ?? "", operator: "contains", value: "" })}
        onGo={() => setGoing(!isGoing)}
        onLayout={setLayout}
        onPane={() => setPaneOpen(!isPaneOpen)}
      />
      {isGoing && (
        <GoToRow
          hasRowids={object.kind === "table" && !object.isWithoutRowid && !isFiltered && view.sort.length === 0}
          onGo={(to) => source.jump(to)}
          onClose={() => {
            setGoing(false);
            focus("[role=grid] [tabindex='0']");
          }}
        />
      )}
      <FilterBar columns={names} filters={state.filters} onFilters={setFilters} />
      <BesideCell
        {...{ channel, cell, isActive, revision }}
        isOpen={isPaneOpen}
        size={pane}
        onSize={setPane}
        onClose={() => setPaneOpen(false)}
      >
        <Grid
          label={`Rows of ${object.name}`}
          name={object.name}
          {...{ columns, source, sort, layout }}
          startTop={start !== undefined ? start.index : 0}
          onSort={sortBy}
          onLayout={setLayout}
          onCopy={(text) => channel.post({ kind: "copy", text })}
          onView={onView}
          onPlace={setPlace}
          onOpen={() => setPaneOpen(true)}
          headItems={(at): readonly MenuItem[] => [
            {
              ...{ label: "Filter…", icon: "filter" },
              run: () => addFilter({ column: names[at]!, operator: "contains", value: "" }),
            },
          ]}
          cellItems={(at, value): readonly MenuItem[] => filterItems(names[at.column]!, value, addFilter)}
        />
        {source.error !== undefined && (
          <div class="data-over">
            <ErrorState what="The rows" error={source.error} onRetry={source.retry} />
          </div>
        )}
        {hasNothing && (
          <div class="data-over data-under-head">
            <EmptyState icon={isFiltered ? "filter" : "table"} title={isFiltered ? "No row matches" : "No rows"}>
              {isFiltered && (
                <Button isSecondary onPress={() => setState({ ...state, filters: [], search: "" })}>
                  Clear search and filters
                </Button>
              )}
            </EmptyState>
          </div>
        )}
        {source.since !== undefined && (
          <Progress key={source.since} label="Reading rows" onCancel={() => source.cancel()} />
        )}
        {count.isUnderWay && <Progress label="Counting rows" onCancel={count.cancel} />}
      </BesideCell>
    </div>
  );
}

/** What is kept of one table. */
function ownPart(kept: Kept, { kind, name }: CatalogObject): Kept {
  const prefix = `of ${kind} ${name}`;
  return {
    get: (part, schema) => kept.get(`${prefix} ${part}`, schema),
    set: (part, value) => kept.set(`${prefix} ${part}`, value),
  };
}

function gridColumn({ name, type, isNotNull, primaryKey, isGenerated }: CatalogObject["columns"][number]): GridColumn {
  const notes = [
    primaryKey > 0 ? "primary key" : "",
    isNotNull ? "not null" : "",
    isGenerated ? "generated" : "",
  ].filter((note) => note !== "");
  return { name, type, notes };
}

/** Filters that a cell's own value makes. */
function filterItems(column: string, cell: Cell, addFilter: (filter: Filter) => void): readonly MenuItem[] {
  if (cell === null) {
    return [
      { label: "Filter: Is NULL", icon: "filter", run: () => addFilter({ column, operator: "is null", value: "" }) },
      {
        label: "Filter: Is Not NULL",
        icon: "filter",
        run: () => addFilter({ column, operator: "is not null", value: "" }),
      },
    ];
  }
  if (cell.type === "blob" || (cell.type === "text" && !cell.isWhole)) return [];
  const value = cell.text;
  return [
    { label: "Filter: Equal to This", icon: "filter", run: () => addFilter({ column, operator: "=", value }) },
    { label: "Filter: Not Equal to This", icon: "filter", run: () => addFilter({ column, operator: "<>", value }) },
  ];
}
