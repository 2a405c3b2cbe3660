/** The parts of the image: what may be done with each in memory, how large it is, and its bytes. */
import { useEffect, useMemo } from "preact/hooks";
import * as v from "valibot";
import type { ImageFinding, ImageSection } from "../../../server/src/image/report.ts";
import { useKept } from "../../page/kept.ts";
import { ClippedText } from "../../parts/clipped-text.tsx";
import { Icon } from "../../parts/icon.tsx";
import { hexText, numberText } from "../../parts/numbers.ts";
import { EmptyState } from "../../parts/states.tsx";
import { flatLines, type TableColumn } from "../../parts/table/lines.ts";
import { byText, useSorting } from "../../parts/table/sorting.ts";
import { Table } from "../../parts/table/table.tsx";
import { Finding } from "../detail/finding.tsx";
import { HexPane } from "../detail/hex-pane.tsx";
import { Split } from "../detail/split.tsx";
import { severityLooks, weightOf } from "../severity.ts";
import type { TabProps } from "../tabs.ts";
import { SpaceBar } from "./space-bar.tsx";
import { accessText, traitMeanings } from "./traits.ts";

interface SectionRow extends ImageSection {
  readonly id: string;
  readonly findings: readonly ImageFinding[];
}

export function SectionsTab({ report, calls, channel, kept, isActive, revision, destination }: TabProps) {
  const [current, setCurrent] = useKept(kept, "current", v.string(), "");
  const all = useMemo(() => {
    const findings = [...report.findings].sort((one, other) => weightOf(one) - weightOf(other));
    return report.sections.map(
      (section, index): SectionRow => ({
        ...{ ...section, id: String(index) },
        findings: findings.filter((finding) => finding.section === section.name),
      }),
    );
  }, [report]);
  const { rows, sort, sortBy } = useSorting(kept, columns, all);
  const lines = useMemo(() => flatLines(rows, ({ id }) => id), [rows]);
  useEffect(() => {
    if (destination?.tab !== "sections") return;
    const row = all.find(({ name }) => name === destination.section);
    if (row !== undefined) setCurrent(row.id);
  }, [destination]);

  if (all.length === 0) return <EmptyState icon="layers" title="It has no sections" />;
  const chosen = all.find(({ id }) => id === current);
  return (
    <div class="list-tab">
      <SpaceBar
        sections={all}
        length={report.length}
        chosen={chosen}
        onChoose={(section) => setCurrent((section as SectionRow).id)}
      />
      <Split
        kept={kept}
        detail={
          chosen === undefined
            ? undefined
            : {
                title: chosen.name,
                content: (
                  <>
                    {chosen.findings.map((finding, index) => (
                      <Finding key={index} {...{ finding, calls, channel }} />
                    ))}
                    <Traits section={chosen} />
                    <HexPane
                      {...{ channel, revision, isActive }}
                      label={`Bytes of ${chosen.name}`}
                      start={chosen.offset}
                      length={Math.max(0, Math.min(chosen.size, report.length - chosen.offset))}
                    />
                  </>
                ),
              }
        }
        onClose={() => setCurrent("")}
      >
        <Table<SectionRow>
          label="Sections"
          {...{ columns, lines, current, sort }}
          leastWidth={900}
          onCurrent={setCurrent}
          onSort={sortBy}
          onCopy={(text) => channel.post({ kind: "copy", text })}
        />
      </Split>
    </div>
  );
}

function Traits({ section }: { readonly section: ImageSection }) {
  if (section.traits.length === 0) return null;
  return (
    <dl class="traits">
      {section.traits.map((trait) => (
        <div key={trait}>
          <dt>{trait}</dt>
          <dd>{traitMeanings[trait]}</dd>
        </div>
      ))}
    </dl>
  );
}

const sizeColumn = (id: string, title: string, of: (row: SectionRow) => number): TableColumn<SectionRow> => ({
  ...{ id, title, width: "14ch", isNumber: true },
  text: (row) => numberText(of(row)),
  compare: (one, other) => of(one) - of(other),
});
const textColumn = (
  id: string,
  title: string,
  width: string,
  text: (row: SectionRow) => string,
): TableColumn<SectionRow> => ({
  ...{ id, title, width, text },
  compare: (one, other) => byText(text(one), text(other)),
});

const columns: readonly TableColumn<SectionRow>[] = [
  {
    ...textColumn("name", "Name", "minmax(16ch, 2fr)", ({ name }) => name),
    content: ({ name, findings: [worst] }) => (
      <>
        <span class="table-code">
          <ClippedText text={name} />
        </span>
        {worst !== undefined && (
          <span class={`is-${worst.severity}`}>
            {" "}
            <Icon name={severityLooks[worst.severity].icon} />
            <span class="unseen">{severityLooks[worst.severity].word}</span>
          </span>
        )}
      </>
    ),
  },
  textColumn("access", "Access", "16ch", ({ access }) => accessText(access)),
  textColumn("traits", "In memory it is", "minmax(18ch, 3fr)", ({ traits }) => traits.join(", ")),
  { ...textColumn("address", "Address", "22ch", ({ address }) => address), isCode: true },
  sizeColumn("memory", "Memory", ({ virtualSize }) => virtualSize),
  {
    ...{ id: "offset", title: "Offset", width: "13ch", isCode: true, isNumber: true },
    text: ({ offset }) => hexText(offset),
    compare: (one, other) => one.offset - other.offset,
  },
  sizeColumn("file", "File", ({ size }) => size),
  { ...textColumn("flags", "Flags", "14ch", ({ flags }) => flags), isCode: true },
];
