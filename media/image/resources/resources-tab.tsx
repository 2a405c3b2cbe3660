/** What the linker put in beside code and data: a version, messages, manifests, files; each in hex, the version as it reads. */
import { useMemo } from "preact/hooks";
import * as v from "valibot";
import type { ImageResource } from "../../../server/src/image/report.ts";
import { useKept } from "../../page/kept.ts";
import { hexText, numberText } from "../../parts/numbers.ts";
import { EmptyState } from "../../parts/states.tsx";
import { flatLines, type TableColumn } from "../../parts/table/lines.ts";
import { byText, useSorting } from "../../parts/table/sorting.ts";
import { Table } from "../../parts/table/table.tsx";
import { FilterLine } from "../detail/filter-line.tsx";
import { HexPane } from "../detail/hex-pane.tsx";
import { ListTab } from "../detail/list-tab.tsx";
import { Split } from "../detail/split.tsx";
import { PropertyTable } from "../overview/property-table.tsx";
import type { TabProps } from "../tabs.ts";

interface ResourceRow extends ImageResource {
  readonly id: string;
}

export function ResourcesTab({ report, channel, kept, isActive, revision }: TabProps) {
  const [filter, setFilter] = useKept(kept, "filter", v.string(), "");
  const [current, setCurrent] = useKept(kept, "current", v.string(), "");
  const all = useMemo(
    () => report.resources.map((resource, index): ResourceRow => ({ ...resource, id: String(index) })),
    [report],
  );
  const found = useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    return all.filter((row) => [row.type, row.name, row.language].some((text) => text.toLowerCase().includes(wanted)));
  }, [all, filter]);
  const { rows, sort, sortBy } = useSorting(kept, columns, found);
  const lines = useMemo(() => flatLines(rows, ({ id }) => id), [rows]);
  if (all.length === 0) {
    return (
      <EmptyState icon="archive" title="It has no resources">
        <p class="state-text">Without a VERSION resource nobody sees which build of the driver a machine has.</p>
      </EmptyState>
    );
  }
  const chosen = rows.find(({ id }) => id === current);
  const version = chosen?.type === "VERSION" ? report.groups.find(({ id }) => id === "version") : undefined;
  return (
    <ListTab>
      <FilterLine
        label="Filter resources"
        {...{ filter }}
        onFilter={setFilter}
        shown={rows.length}
        total={all.length}
        what="resource"
      />
      <Split
        kept={kept}
        detail={
          chosen === undefined
            ? undefined
            : {
                title: `${chosen.type} ${chosen.name}`,
                content: (
                  <>
                    {version !== undefined && <PropertyTable {...version} />}
                    <HexPane
                      {...{ channel, revision, isActive }}
                      label={`Bytes of ${chosen.type} ${chosen.name}`}
                      start={chosen.offset}
                      length={Math.max(0, Math.min(chosen.size, report.length - chosen.offset))}
                    />
                  </>
                ),
              }
        }
        onClose={() => setCurrent("")}
      >
        {rows.length === 0 ? (
          <EmptyState icon="search" title="No resource has that in its type, name or language" />
        ) : (
          <Table<ResourceRow>
            label="Resources"
            {...{ columns, lines, current, sort }}
            leastWidth={560}
            onCurrent={setCurrent}
            onSort={sortBy}
            onCopy={(text) => channel.post({ kind: "copy", text })}
          />
        )}
      </Split>
    </ListTab>
  );
}

const textColumn = (
  id: string,
  title: string,
  width: string,
  text: (row: ResourceRow) => string,
): TableColumn<ResourceRow> => ({
  ...{ id, title, width, text },
  compare: (one, other) => byText(text(one), text(other)),
});

const columns: readonly TableColumn<ResourceRow>[] = [
  textColumn("type", "Type", "minmax(14ch, 1fr)", ({ type }) => type),
  textColumn("name", "Name", "minmax(14ch, 1fr)", ({ name }) => name),
  textColumn("language", "Language", "minmax(18ch, 1fr)", ({ language }) => language),
  {
    ...{ id: "offset", title: "Offset", width: "13ch", isCode: true, isNumber: true },
    text: ({ offset }) => hexText(offset),
    compare: (one, other) => one.offset - other.offset,
  },
  {
    ...{ id: "size", title: "Bytes", width: "14ch", isNumber: true },
    text: ({ size }) => numberText(size),
    compare: (one, other) => one.size - other.size,
  },
];
