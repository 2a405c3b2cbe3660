/** Text in the file, as it lies there: searched while somebody types, read on when somebody scrolls. */
import { useMemo } from "preact/hooks";
import * as v from "valibot";
import type { FoundString } from "../../../server/src/image/protocol.ts";
import { useKept } from "../../page/kept.ts";
import { ClippedText } from "../../parts/clipped-text.tsx";
import { Button, Choice, TextField } from "../../parts/elements.ts";
import { counted, hexText, numberText } from "../../parts/numbers.ts";
import { EmptyState, ErrorState, Progress, Skeleton } from "../../parts/states.tsx";
import { copiedText, flatLines, type TableColumn } from "../../parts/table/lines.ts";
import { Table } from "../../parts/table/table.tsx";
import { Toolbar, ToolbarButton } from "../../parts/toolbar.tsx";
import { HexPane } from "../detail/hex-pane.tsx";
import { ListTab } from "../detail/list-tab.tsx";
import { Split } from "../detail/split.tsx";
import type { TabProps } from "../tabs.ts";
import { mostStrings, type Strings, useStrings } from "./use-strings.ts";

const encodings = ["both", "ascii", "utf-16"] as const;
const lengths = ["4", "5", "6", "8", "10", "16", "32"] as const;

export function StringsTab({ name, report, channel, kept, isActive, revision }: TabProps) {
  const [search, setSearch] = useKept(kept, "search", v.string(), "");
  const [encoding, setEncoding] = useKept<(typeof encodings)[number]>(kept, "encoding", v.picklist(encodings), "both");
  const [least, setLeast] = useKept<(typeof lengths)[number]>(kept, "least", v.picklist(lengths), "5");
  const [current, setCurrent] = useKept(kept, "current", v.string(), "");
  const strings = useStrings(channel, { search, encoding, least: Number(least) }, isActive, revision);
  const { found } = strings;
  const lines = useMemo(() => flatLines(found, idOf), [found]);
  const chosen = found.find((string) => idOf(string) === current);
  return (
    <ListTab>
      <div class="filter-line">
        <TextField
          label="Search strings"
          icon="search"
          class="filter-field"
          value={search}
          onInput={setSearch}
          onKeyDown={(event) => {
            if (event.key === "Escape") setSearch("");
          }}
        />
        <Choice
          label="Encoding"
          class="strings-encoding"
          value={encoding}
          options={encodingOptions}
          onChoose={setEncoding}
        />
        <Choice label="Least length" class="strings-least" value={least} options={leastOptions} onChoose={setLeast} />
        <Toolbar label="Strings found so far">
          <ToolbarButton
            icon="copy"
            label="Copy the strings in the list"
            isDisabled={found.length === 0}
            onPress={() => channel.post({ kind: "copy", text: found.map(({ text }) => text).join("\n") })}
          />
          <ToolbarButton
            icon="save"
            label="Save the strings in the list to a file, with their offsets…"
            isDisabled={found.length === 0}
            onPress={() => {
              const bytes = new TextEncoder().encode(`${copiedText(lines, columns)}\n`);
              channel.post({ kind: "save", name: `${name}.strings.txt`, bytes });
            }}
          />
        </Toolbar>
        <span class="grow" />
        <span class="faint" role="status">
          {countText(strings)}
        </span>
      </div>
      <Split
        kept={kept}
        detail={
          chosen === undefined
            ? undefined
            : {
                title: `${hexText(chosen.offset)} ${chosen.section}`,
                content: (
                  <>
                    <p class="string-text">
                      <ClippedText text={chosen.text} />
                    </p>
                    <HexPane {...{ channel, revision, isActive }} {...around(chosen, report.length)} />
                  </>
                ),
              }
        }
        onClose={() => setCurrent("")}
      >
        {found.length > 0 ? (
          <Table<FoundString>
            label="Strings"
            {...{ columns, lines, current }}
            leastWidth={560}
            onCurrent={setCurrent}
            onCopy={(text) => channel.post({ kind: "copy", text })}
            onEnd={strings.more}
          />
        ) : (
          <NothingYet strings={strings} search={search} />
        )}
        {found.length > 0 && strings.error !== undefined && (
          <div class="strings-more">
            <ErrorState what="More strings" error={strings.error} onRetry={strings.retry} />
          </div>
        )}
        {found.length > 0 && !strings.isAll && !strings.isUnderWay && strings.error === undefined && (
          <div class="strings-more">
            <Button isSecondary onPress={strings.more}>
              Look further
            </Button>
          </div>
        )}
        {strings.isUnderWay && (
          <Progress label="Looking for strings" fraction={strings.fraction} onCancel={strings.cancel} />
        )}
      </Split>
    </ListTab>
  );
}

function NothingYet({ strings, search }: { readonly strings: Strings; readonly search: string }) {
  if (strings.error !== undefined) {
    return <ErrorState what="The strings" error={strings.error} onRetry={strings.retry} />;
  }
  if (!strings.isAll) return <Skeleton rows={12} label="Looking for strings" />;
  return (
    <EmptyState icon="search" title={search === "" ? "It has no strings of that length" : "No string has that in it"} />
  );
}

function countText({ found, isAll, isCut }: Strings): string {
  if (isCut) return `the first ${numberText(mostStrings)} strings: search to see others`;
  const count = counted(found.length, "string");
  return isAll ? count : `${count} so far`;
}

const encodingOptions = [
  { value: "both", label: "ASCII and UTF-16" },
  { value: "ascii", label: "ASCII" },
  { value: "utf-16", label: "UTF-16" },
] as const;
const leastOptions = lengths.map((value) => ({ value, label: `${value} or more` }));

const idOf = ({ offset, encoding }: FoundString): string => `${offset} ${encoding}`;

/** Its bytes and some before and behind, from a round place on. */
function around({ offset, length, encoding }: FoundString, fileLength: number) {
  const end = offset + length * (encoding === "ascii" ? 1 : 2);
  const start = Math.max(0, Math.floor(offset / 16) * 16 - 64);
  return {
    label: `Bytes around ${hexText(offset)}`,
    start,
    length: Math.max(0, Math.min(end + 128, fileLength) - start),
    marked: { start: offset, end },
  };
}

const columns: readonly TableColumn<FoundString>[] = [
  { id: "offset", title: "Offset", width: "14ch", isCode: true, text: ({ offset }) => hexText(offset) },
  {
    ...{ id: "text", title: "Text", width: "minmax(20ch, 1fr)", isCode: true },
    text: ({ text, length }) => (length > text.length ? `${text}…` : text),
  },
  {
    id: "section",
    title: "Section",
    width: "14ch",
    isCode: true,
    text: ({ section }) => section,
  },
  {
    id: "encoding",
    title: "Encoding",
    width: "11ch",
    text: ({ encoding }) => (encoding === "ascii" ? "ASCII" : "UTF-16"),
  },
];
