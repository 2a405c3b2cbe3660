/** What the image asks of others, by module: what has findings first, with what to call instead and who calls it. */
import { useEffect, useMemo } from "preact/hooks";
import * as v from "valibot";
import { symbolName } from "../../../server/src/image/output/symbol-name.ts";
import { useKept } from "../../page/kept.ts";
import { EmptyState } from "../../parts/states.tsx";
import { Table } from "../../parts/table/table.tsx";
import { Toolbar, ToolbarButton } from "../../parts/toolbar.tsx";
import { FilterLine } from "../detail/filter-line.tsx";
import { Finding } from "../detail/finding.tsx";
import { CallSites } from "../detail/finding-parts.tsx";
import { ListTab } from "../detail/list-tab.tsx";
import { Split, type SplitProps } from "../detail/split.tsx";
import type { TabProps } from "../tabs.ts";
import { columnsOf } from "./columns.tsx";
import { type ImportRow, importCount, importLines, lineOf, sortedImports } from "./import-lines.ts";

export function ImportsTab({ report, calls, channel, kept, destination }: TabProps) {
  const [text, setText] = useKept(kept, "filter", v.string(), "");
  const [withFindingsOnly, setFindingsOnly] = useKept(kept, "withFindingsOnly", v.boolean(), false);
  const [closedIds, setClosed] = useKept<readonly string[]>(kept, "closed", v.array(v.string()), []);
  const [current, setCurrent] = useKept(kept, "current", v.string(), "");
  const closed = useMemo(() => new Set(closedIds), [closedIds]);
  const modules = useMemo(() => sortedImports(report), [report]);
  const columns = useMemo(() => columnsOf(report, calls), [report, calls]);
  const total = useMemo(() => importCount(report), [report]);
  const { lines, shown } = useMemo(
    () => importLines(modules, { text, withFindingsOnly, closed }),
    [modules, text, withFindingsOnly, closed],
  );

  useEffect(() => {
    if (destination?.tab !== "imports") return;
    const everything = importLines(modules, { text: "", withFindingsOnly: false, closed: new Set() }).lines;
    const line = lineOf(everything, destination);
    if (line === undefined) return;
    // What hides it goes.
    setText("");
    setFindingsOnly(false);
    setClosed([]);
    setCurrent(line.id);
  }, [destination]);

  if (report.imports.length === 0) {
    return <EmptyState icon="package" title="It imports nothing" />;
  }
  const chosen = lines.find(({ id }) => id === current)?.row;
  const detail = chosen?.kind === "function" ? detailOf(chosen, { calls, channel }) : undefined;
  const allIds = modules.map(({ id }) => id);
  const hasFindings = modules.some(({ findings }) => findings.length > 0);
  return (
    <ListTab>
      <FilterLine label="Filter imports" filter={text} onFilter={setText} shown={shown} total={total} what="import">
        <Toolbar label="Imports shown">
          <ToolbarButton
            icon="warning"
            label="Only those with findings"
            text="Findings only"
            isPressed={withFindingsOnly}
            isDisabled={!hasFindings}
            onPress={() => setFindingsOnly(!withFindingsOnly)}
          />
          <ToolbarButton icon="expand-all" label="Open all modules" onPress={() => setClosed([])} />
          <ToolbarButton icon="collapse-all" label="Close all modules" onPress={() => setClosed(allIds)} />
        </Toolbar>
      </FilterLine>
      <Split kept={kept} detail={detail} onClose={() => setCurrent("")}>
        {lines.length === 0 ? (
          <EmptyState icon="search" title="No import has that in its name" />
        ) : (
          <Table<ImportRow>
            label="Imports"
            {...{ columns, lines, current }}
            isTree
            leastWidth={720}
            look={lookOf}
            onCurrent={setCurrent}
            onToggle={({ id }) =>
              setClosed(closed.has(id) ? closedIds.filter((one) => one !== id) : [...closedIds, id])
            }
            onCopy={(copied) => channel.post({ kind: "copy", text: copied })}
          />
        )}
      </Split>
    </ListTab>
  );
}

/** What is wrong with it and who calls it; undefined where neither is known. */
function detailOf(
  { imported, finding }: Extract<ImportRow, { kind: "function" }>,
  { calls, channel }: Pick<TabProps, "calls" | "channel">,
): SplitProps["detail"] {
  const title = symbolName(imported);
  if (finding !== undefined) return { title, content: <Finding {...{ finding, calls, channel }} /> };
  const { name } = imported;
  if (name === undefined || !calls.has(name)) return undefined;
  return { title, content: <CallSites {...{ name, calls, channel }} /> };
}

const lookOf = (row: ImportRow): string => (row.kind === "module" ? "import-module-line" : "");
