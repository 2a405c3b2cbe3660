/** Pool tags that calls in the code name, as a debugger shows them, and which functions use each. */
import { useMemo } from "preact/hooks";
import * as v from "valibot";
import type { Result } from "../../../server/src/image/protocol.ts";
import { useKept } from "../../page/kept.ts";
import { ClippedText } from "../../parts/clipped-text.tsx";
import { Icon } from "../../parts/icon.tsx";
import { counted } from "../../parts/numbers.ts";
import { EmptyState, ErrorState, Progress, Skeleton } from "../../parts/states.tsx";
import type { TableColumn } from "../../parts/table/lines.ts";
import { Table } from "../../parts/table/table.tsx";
import { useAnswer } from "../channel.ts";
import { FilterLine } from "../detail/filter-line.tsx";
import { ListTab } from "../detail/list-tab.tsx";
import type { TabProps } from "../tabs.ts";
import { type TagRow, tagLines } from "./tag-lines.ts";

export function TagsTab({ channel, kept, isActive, revision }: TabProps) {
  const answer = useAnswer(channel, "tags", none, { isActive, revision });
  if (answer.error !== undefined) {
    return <ErrorState what="The pool tags" error={answer.error} onRetry={answer.retry} />;
  }
  return (
    <div class="list-tab">
      {answer.result === undefined ? (
        <Skeleton rows={8} label="Reading the code" />
      ) : (
        <Tags tags={answer.result} {...{ channel, kept }} />
      )}
      {answer.isUnderWay && (
        <Progress label="Reading the code for pool tags" fraction={answer.fraction} onCancel={answer.cancel} />
      )}
    </div>
  );
}

const none = {};

function Tags({ tags, channel, kept }: Pick<TabProps, "channel" | "kept"> & { readonly tags: Result<"tags"> }) {
  const [filter, setFilter] = useKept(kept, "filter", v.string(), "");
  const [current, setCurrent] = useKept(kept, "current", v.string(), "");
  const [toggled, setToggled] = useKept<readonly string[]>(kept, "closed", v.array(v.string()), []);
  const { lines, shown } = useMemo(() => tagLines(tags, filter, new Set(toggled)), [tags, filter, toggled]);
  const copy = (text: string): void => channel.post({ kind: "copy", text });
  if (tags.length === 0) {
    return (
      <EmptyState icon="tag" title="No pool tag was found">
        <p class="state-text">
          Tags are found where the code passes a constant to an allocation. One that is computed, or that a library
          passes on, is not seen.
        </p>
      </EmptyState>
    );
  }
  return (
    <ListTab>
      <FilterLine
        label="Filter pool tags"
        {...{ filter }}
        onFilter={setFilter}
        shown={shown}
        total={tags.length}
        what="tag"
      />
      {lines.length === 0 ? (
        <EmptyState icon="search" title="No tag or function has that in its name" />
      ) : (
        <Table<TagRow>
          label="Pool tags"
          {...{ columns, lines, current }}
          isTree
          leastWidth={560}
          onCurrent={setCurrent}
          onToggle={({ id }) =>
            setToggled(toggled.includes(id) ? toggled.filter((one) => one !== id) : [...toggled, id])
          }
          onCopy={copy}
          menu={({ row: { tag } }) => [
            { label: "Copy !poolused Command", icon: "debug-console", run: () => copy(`!poolused 4 ${tag}`) },
            { label: "Copy !poolfind Command", icon: "debug-console", run: () => copy(`!poolfind ${tag} -nonpaged`) },
          ]}
        />
      )}
    </ListTab>
  );
}

const columns: readonly TableColumn<TagRow>[] = [
  {
    ...{ id: "name", title: "Tag", width: "minmax(20ch, 2fr)" },
    text: (row) => (row.kind === "tag" ? row.tag : row.use.function),
    content: (row) =>
      row.kind === "tag" ? (
        <>
          <Icon name="tag" />{" "}
          <span class="table-code tag-name">
            <ClippedText text={row.tag} />
          </span>
          <span class="faint"> {counted(row.uses, "use")}</span>
        </>
      ) : (
        <ClippedText text={row.use.function} />
      ),
  },
  {
    ...{ id: "address", title: "Address", width: "22ch", isCode: true },
    text: (row) => (row.kind === "tag" ? "" : row.use.address),
  },
  {
    ...{ id: "section", title: "Section", width: "14ch", isCode: true },
    text: (row) => (row.kind === "tag" ? "" : row.use.section),
  },
];
