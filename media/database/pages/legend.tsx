/** Whose colors and which patterns there are, and a choice among them: what is pressed is shown, all where nothing is. */
import { useMemo, useRef, useState } from "preact/hooks";
import { pageKinds } from "../../../server/src/database/protocol.ts";
import { TextField } from "../../parts/elements.ts";
import { counted, numberText, shortNumber } from "../../parts/numbers.ts";
import { ValueText } from "../../parts/value-text.tsx";
import { visibleText } from "../../parts/visible.ts";
import { percentText } from "./describe.ts";
import { everything, type Filter, isEverything, toggled } from "./filter.ts";
import { countKinds, type Owned, type PageKind, type PageMap } from "./page-map.ts";
import { Swatch } from "./swatch.tsx";

export interface LegendProps {
  readonly map: PageMap;
  readonly owned: readonly Owned[];
  readonly filter: Filter;
  onFilter(filter: Filter): void;
  /** The mouse or the focus lies on an entry: its pages are to stand out while it does. */
  onPoint(filter: Filter | undefined): void;
}

export function Legend({ map, owned, filter, onFilter, onPoint }: LegendProps) {
  const [search, setSearch] = useState("");
  const [most, setMost] = useState(mostOwners);
  const kinds = useMemo(() => countKinds(map), [map]);
  const wanted = search.toLowerCase();
  const found = owned.filter(({ owner }) => owner.name.toLowerCase().includes(wanted));
  const total = map.kinds.length;
  const chooseOwner = (index: number): void => onFilter({ ...filter, owners: toggled(filter.owners, index) });
  const chooseKind = (kind: PageKind): void => onFilter({ ...filter, kinds: toggled(filter.kinds, kind) });
  return (
    <div class="legend">
      <Entries label="Kinds of pages">
        {pageKinds.map((kind, index) =>
          kinds[index] === 0 ? null : (
            <Entry
              key={kind}
              isPressed={filter.kinds.has(kind)}
              title={kindTitles[kind]}
              pages={kinds[index]!}
              total={total}
              onPress={() => chooseKind(kind)}
              onPoint={(isOn) => onPoint(isOn ? { ...everything, kinds: new Set([kind]) } : undefined)}
            >
              <Swatch kind={kind} fill={0.7} />
              <span class="legend-name">{kind}</span>
            </Entry>
          ),
        )}
      </Entries>
      <Entries label="Tables and indexes">
        {owned.length > fewOwners && (
          <TextField label="Find a table or an index" icon="search" value={search} onInput={setSearch} />
        )}
        {found.slice(0, most).map(({ owner, index, family, code, pages }) => (
          <Entry
            key={index}
            isPressed={filter.owners.has(index)}
            isIndented={owner.kind === "index" && wanted === ""}
            title={`${visibleText(owner.name)}: ${owner.kind}${owner.kind === "index" ? ` on ${visibleText(owner.table)}` : ""}`}
            pages={pages}
            total={total}
            onPress={() => chooseOwner(index)}
            onPoint={(isOn) => onPoint(isOn ? { ...everything, owners: new Set([index]) } : undefined)}
          >
            <Swatch kind={owner.kind === "table" ? "table leaf" : "index leaf"} family={family} fill={1} />
            <span class="legend-code">{code}</span>
            <span class="legend-name">
              <ValueText text={owner.name} />
            </span>
          </Entry>
        ))}
        {found.length === 0 && <p class="legend-note">None has this in its name.</p>}
        {found.length > most && (
          <button type="button" class="link" onClick={() => setMost((last) => last + mostOwners)}>
            Show more of {counted(found.length, "name")}
          </button>
        )}
      </Entries>
      <button
        type="button"
        class="link legend-all"
        disabled={isEverything(filter)}
        onClick={() => onFilter(everything)}
      >
        Show all pages
      </button>
    </div>
  );
}

/** How many there are before a field to find one, and how many are in the document at once. */
const fewOwners = 12;
const mostOwners = 200;

const kindTitles: Readonly<Record<PageKind, string>> = {
  "table leaf": "Rows of tables",
  "table interior": "Which rowids lie on which page",
  "index leaf": "Entries of indexes, and rows of tables WITHOUT ROWID",
  "index interior": "Entries of indexes that lead to others",
  overflow: "What of a long row or entry did not fit on its page",
  "freelist trunk": "A list of free pages, itself free",
  "freelist leaf": "Free: dead weight in a driver's image",
  "pointer map": "Which page leads to which, kept for auto_vacuum",
  "lock byte": "The page at 1 GiB that nothing is ever written to",
  unknown: "Nothing leads to it: neither a table nor the free list",
};

/** One stop of the Tab key: arrows go from one entry to the next. */
function Entries({ label, children }: { readonly label: string; readonly children: preact.ComponentChildren }) {
  const self = useRef<HTMLFieldSetElement>(null);
  return (
    <fieldset
      ref={self}
      class="legend-entries"
      onKeyDown={(event) => {
        const all = [...self.current!.querySelectorAll<HTMLElement>(".legend-entry")];
        const place = all.indexOf(event.target as HTMLElement);
        const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 }[event.key];
        if (place < 0 || next === undefined) return;
        event.preventDefault();
        all[Math.max(0, Math.min(all.length - 1, next))]?.focus();
      }}
    >
      <legend>{label}</legend>
      {children}
    </fieldset>
  );
}

interface EntryProps {
  readonly isPressed: boolean;
  readonly isIndented?: boolean;
  readonly title: string;
  readonly pages: number;
  readonly total: number;
  readonly children: preact.ComponentChildren;
  onPress(): void;
  onPoint(isOn: boolean): void;
}

function Entry({ isPressed, isIndented = false, title, pages, total, children, onPress, onPoint }: EntryProps) {
  const share = percentText(pages / total);
  return (
    <button
      type="button"
      class={`legend-entry${isIndented ? " legend-indented" : ""}`}
      aria-pressed={isPressed}
      title={`${title}\n${counted(pages, "page")}, ${share}`}
      onClick={onPress}
      onMouseEnter={() => onPoint(true)}
      onMouseLeave={() => onPoint(false)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
    >
      {children}
      <span class="legend-count">{pages < 100_000 ? numberText(pages) : shortNumber(pages)}</span>
    </button>
  );
}
