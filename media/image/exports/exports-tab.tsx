/** What the image gives to others: by name, ordinal or address, and what is only passed on. */
import { useMemo } from "preact/hooks";
import * as v from "valibot";
import type { ExportedSymbol, ImageReport } from "../../../server/src/image/report.ts";
import { useKept } from "../../page/kept.ts";
import { EmptyState } from "../../parts/states.tsx";
import { flatLines, type TableColumn } from "../../parts/table/lines.ts";
import { byText, useSorting } from "../../parts/table/sorting.ts";
import { Table } from "../../parts/table/table.tsx";
import { FilterLine } from "../detail/filter-line.tsx";
import { ListTab } from "../detail/list-tab.tsx";
import type { TabProps } from "../tabs.ts";

interface ExportRow extends ExportedSymbol {
  readonly id: string;
}

export function ExportsTab({ report, channel, kept }: TabProps) {
  const [filter, setFilter] = useKept(kept, "filter", v.string(), "");
  const [current, setCurrent] = useKept(kept, "current", v.string(), "");
  const columns = useMemo(() => columnsOf(report), [report]);
  const all = useMemo(
    () => report.exports.map((exported, index): ExportRow => ({ ...exported, id: String(index) })),
    [report],
  );
  const found = useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    return all.filter((row) => columns.some(({ text }) => text(row).toLowerCase().includes(wanted)));
  }, [all, columns, filter]);
  const { rows, sort, sortBy } = useSorting(kept, columns, found);
  const lines = useMemo(() => flatLines(rows, ({ id }) => id), [rows]);
  if (report.exports.length === 0) {
    return (
      <EmptyState icon="export" title="It exports nothing">
        <p class="state-text">
          Most drivers do not: the system finds a driver's routines by what DriverEntry, or its module's init function,
          registers.
        </p>
      </EmptyState>
    );
  }
  return (
    <ListTab>
      <FilterLine
        label="Filter exports"
        {...{ filter }}
        onFilter={setFilter}
        shown={rows.length}
        total={all.length}
        what="export"
      />
      {rows.length === 0 ? (
        <EmptyState icon="search" title="No export has that in its name" />
      ) : (
        <Table<ExportRow>
          label="Exports"
          {...{ columns, lines, current, sort }}
          leastWidth={600}
          onCurrent={setCurrent}
          onSort={sortBy}
          onCopy={(text) => channel.post({ kind: "copy", text })}
        />
      )}
    </ListTab>
  );
}

/** Those that the image has something for. */
function columnsOf({ exports }: ImageReport): readonly TableColumn<ExportRow>[] {
  const some = (test: (exported: ExportedSymbol) => unknown): boolean =>
    exports.some((exported) => test(exported) !== undefined);
  return [
    column("name", "Name", "minmax(24ch, 3fr)", ({ name, ordinal }) => name ?? `#${ordinal ?? ""}`),
    ...(some(({ ordinal }) => ordinal)
      ? [
          {
            ...column("ordinal", "Ordinal", "10ch", ({ ordinal }) => (ordinal === undefined ? "" : String(ordinal))),
            isNumber: true,
            compare: (one: ExportRow, other: ExportRow) => (one.ordinal ?? 0) - (other.ordinal ?? 0),
          },
        ]
      : []),
    ...(some(({ address }) => address)
      ? [{ ...column("address", "Address", "22ch", ({ address }) => address ?? ""), isCode: true }]
      : []),
    ...(some(({ forwarder }) => forwarder)
      ? [column("forwarder", "Forwarded to", "minmax(16ch, 2fr)", ({ forwarder }) => forwarder ?? "")]
      : []),
    ...(some(({ note }) => note) ? [column("note", "Note", "minmax(10ch, 1fr)", ({ note }) => note ?? "")] : []),
  ];
}

const column = (
  id: string,
  title: string,
  width: string,
  text: (row: ExportRow) => string,
): TableColumn<ExportRow> => ({
  ...{ id, title, width, text },
  compare: (one, other) => byText(text(one), text(other)),
});
