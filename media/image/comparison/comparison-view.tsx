/** Two images beside each other: what came, what went, what is another one, and by how much. */
import { useMemo } from "preact/hooks";
import * as v from "valibot";
import type { ComparedRow, ImageComparison } from "../../../server/src/image/report.ts";
import { type Kept, useKept } from "../../page/kept.ts";
import { ClippedText, clippedText } from "../../parts/clipped-text.tsx";
import { Icon } from "../../parts/icon.tsx";
import { bytesText, counted, numberText } from "../../parts/numbers.ts";
import { EmptyState } from "../../parts/states.tsx";
import { copiedText, flatLines, type TableColumn } from "../../parts/table/lines.ts";
import { Table } from "../../parts/table/table.tsx";
import { Toolbar, ToolbarButton } from "../../parts/toolbar.tsx";
import type { Channel } from "../channel.ts";
import { FilterLine } from "../detail/filter-line.tsx";
import { ListTab } from "../detail/list-tab.tsx";
import { Split, type SplitProps } from "../detail/split.tsx";
import {
  type Change,
  type ComparisonRow,
  changeLooks,
  changes,
  comparisonLines,
  countOf,
  differenceText,
  rowCount,
} from "./comparison-lines.ts";

export interface ComparisonViewProps {
  readonly comparison: ImageComparison;
  readonly channel: Channel;
  readonly kept: Kept;
}

export function ComparisonView({ comparison, channel, kept }: ComparisonViewProps) {
  const [text, setText] = useKept(kept, "filter", v.string(), "");
  const [hiddenKinds, setHidden] = useKept<readonly Change[]>(kept, "hidden", v.array(v.picklist(changes)), []);
  const [closedIds, setClosed] = useKept<readonly string[]>(kept, "closed", v.array(v.string()), []);
  const [current, setCurrent] = useKept(kept, "current", v.string(), "");
  const hidden = useMemo(() => new Set(hiddenKinds), [hiddenKinds]);
  const closed = useMemo(() => new Set(closedIds), [closedIds]);
  const { lines, shown } = useMemo(
    () => comparisonLines(comparison, { text, hidden, closed }),
    [comparison, text, hidden, closed],
  );
  const chosen = lines.find(({ id }) => id === current)?.row;
  const total = rowCount(comparison);
  const copy = (copied: string): void => channel.post({ kind: "copy", text: copied });
  return (
    <div class="app comparison">
      <Sides {...comparison} />
      <main class="comparison-main">
        {total === 0 ? (
          <EmptyState icon="pass" title="They are alike in everything that was compared">
            <p class="state-text">
              {counted(
                comparison.groups.reduce((sum, { same }) => sum + same, 0),
                "thing is",
                "things are",
              )}{" "}
              the same in both.
            </p>
          </EmptyState>
        ) : (
          <ListTab>
            <FilterLine
              label="Filter differences"
              filter={text}
              onFilter={setText}
              {...{ shown, total }}
              what="difference"
            >
              <Toolbar label="Differences shown">
                {changes.map((change) => (
                  <ToolbarButton
                    key={change}
                    icon={changeLooks[change].icon}
                    label={`Show what is ${changeLooks[change].word.toLowerCase()}`}
                    text={`${changeLooks[change].word} ${numberText(countOf(comparison, change))}`}
                    isPressed={!hidden.has(change)}
                    onPress={() =>
                      setHidden(
                        hidden.has(change) ? hiddenKinds.filter((one) => one !== change) : [...hiddenKinds, change],
                      )
                    }
                  />
                ))}
                <ToolbarButton icon="expand-all" label="Open all groups" onPress={() => setClosed([])} />
                <ToolbarButton
                  icon="collapse-all"
                  label="Close all groups"
                  onPress={() => setClosed(comparison.groups.map((_, index) => `g${index}`))}
                />
                <ToolbarButton
                  icon="copy"
                  label="Copy all differences"
                  onPress={() => copy(copiedText(allLines(comparison), columns))}
                />
              </Toolbar>
            </FilterLine>
            <Split
              initial={110}
              kept={kept}
              detail={chosen?.kind === "row" ? detailOf(chosen.row) : undefined}
              onClose={() => setCurrent("")}
            >
              {lines.length === 0 ? (
                <EmptyState icon="search" title="No difference has that in it" />
              ) : (
                <Table<ComparisonRow>
                  label="Differences"
                  {...{ columns, lines, current }}
                  isTree
                  leastWidth={720}
                  onCurrent={setCurrent}
                  onToggle={({ id }) =>
                    setClosed(closed.has(id) ? closedIds.filter((one) => one !== id) : [...closedIds, id])
                  }
                  onCopy={copy}
                  look={({ kind }) => (kind === "group" ? "comparison-group" : "")}
                />
              )}
            </Split>
          </ListTab>
        )}
      </main>
    </div>
  );
}

/** In full, as there is not always room for it in a line. */
function detailOf({ change, name, before, after }: ComparedRow): SplitProps["detail"] {
  const side = (title: string, text: string | undefined) => (
    <div>
      <dt>{title}</dt>
      <dd>{text === undefined ? <span class="faint">not there</span> : <ClippedText text={text} />}</dd>
    </div>
  );
  const content = (
    <dl class="comparison-detail">
      {side("Before", before)}
      {side("After", after)}
    </dl>
  );
  return { title: `${changeLooks[change].word}: ${name}`, content };
}

const allLines = ({ groups }: ImageComparison) =>
  flatLines<ComparisonRow>(
    groups.flatMap((group) => [
      { kind: "group", group, shown: group.rows.length },
      ...group.rows.map((row): ComparisonRow => ({ kind: "row", row })),
    ]),
    () => "",
  );

/** What is compared: names, kinds, lengths. */
function Sides({ before, after }: Pick<ImageComparison, "before" | "after">) {
  const difference = after.length - before.length;
  return (
    <header class="image-head">
      <h1 class="comparison-sides" aria-label={`${clippedText(before.name)} compared with ${clippedText(after.name)}`}>
        <Side {...before} />
        <Icon name="arrow-right" />
        <Side {...after} />
      </h1>
      <span class="image-fact">
        {difference === 0 ? "the same size" : `${difference > 0 ? "+" : "-"}${bytesText(Math.abs(difference))}`}
      </span>
    </header>
  );
}

function Side({ name, kind, length }: ImageComparison["before"]) {
  return (
    <span class="comparison-side" title={clippedText(name)}>
      <Icon name="file-binary" />{" "}
      <span>
        <ClippedText text={name} />
      </span>
      <span class="comparison-kind faint">
        <ClippedText text={kind} />, {bytesText(length)}
      </span>
    </span>
  );
}

const columns: readonly TableColumn<ComparisonRow>[] = [
  {
    ...{ id: "name", title: "Name", width: "minmax(24ch, 2fr)" },
    text: (row) => (row.kind === "group" ? row.group.title : row.row.name),
    content: (row) =>
      row.kind === "group" ? (
        <>
          <span class="comparison-title">{row.group.title}</span>{" "}
          <span class="faint">
            {row.shown === 0 ? "no differences" : counted(row.shown, "difference")}
            {row.group.same > 0 && `, ${numberText(row.group.same)} the same`}
          </span>
        </>
      ) : (
        <ClippedText text={row.row.name} />
      ),
  },
  {
    ...{ id: "change", title: "Change", width: "12ch" },
    text: (row) => (row.kind === "group" ? "" : changeLooks[row.row.change].word),
    content: (row) =>
      row.kind === "row" && (
        <span class={`change-${row.row.change}`}>
          <Icon name={changeLooks[row.row.change].icon} /> {changeLooks[row.row.change].word}
        </span>
      ),
  },
  {
    ...{ id: "before", title: "Before", width: "minmax(14ch, 2fr)", isCode: true },
    text: (row) => (row.kind === "group" ? "" : (row.row.before ?? "")),
  },
  {
    ...{ id: "after", title: "After", width: "minmax(14ch, 2fr)", isCode: true },
    text: (row) => (row.kind === "group" ? "" : (row.row.after ?? "")),
  },
  {
    ...{ id: "difference", title: "Bytes", width: "14ch", isNumber: true },
    text: (row) => (row.kind === "group" ? "" : differenceText(row.row.difference)),
  },
];
