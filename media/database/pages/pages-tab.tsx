/** The page map: a picture of the file, page by page, a list of the same, and what each table and index takes. */
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import * as v from "valibot";
import { Splitter } from "../../parts/splitter.tsx";
import { ErrorState, Progress, Skeleton } from "../../parts/states.tsx";
import { useAnswer } from "../channel.ts";
import type { TabProps } from "../tabs.ts";
import { everything, type Filter } from "./filter.ts";
import type { Zoom } from "./layout.ts";
import { Legend } from "./legend.tsx";
import { MapBar, type Shown } from "./map-bar.tsx";
import { MapCanvas } from "./map-canvas.tsx";
import { PageDetail } from "./page-detail.tsx";
import { PageList } from "./page-list.tsx";
import { ownedBySize, type PageMap } from "./page-map.ts";
import { Problems } from "./problems.tsx";
import { type SizeRow, type SizeSort, sizeColumns } from "./size-rows.ts";
import { Sizes } from "./sizes.tsx";
import type { ZoomChoice } from "./use-zooming.ts";

export function PagesTab(props: TabProps) {
  const { channel, isActive, revision } = props;
  const answer = useAnswer(channel, "pageMap", none, { isActive, revision });
  const { result } = answer;
  return (
    <div class="pages">
      {answer.error !== undefined ? (
        <ErrorState what="The page map" error={answer.error} onRetry={answer.retry} />
      ) : result === undefined ? (
        <Skeleton rows={12} label="Reading the pages" />
      ) : (
        <Explorer {...props} map={result} />
      )}
      {answer.isUnderWay && <Progress label="Reading the pages" fraction={answer.fraction} onCancel={answer.cancel} />}
    </div>
  );
}

const none = {};

function Explorer(props: TabProps & { readonly map: PageMap }) {
  const { channel, catalog, isActive, revision, kept, destination, go, map } = props;
  const pages = map.kinds.length;
  const [first] = useState(() => kept.get("state", keptState) ?? initial);
  const [shown, show] = useState<Shown>(first.shown);
  const [zoom, setZoom] = useState<ZoomChoice>(first.zoom);
  const [wanted, setPage] = useState(first.page);
  const [isOpen, setOpen] = useState(first.isOpen);
  const [sort, setSort] = useState<SizeSort>(first.sort);
  const [detailSize, setDetailSize] = useState(first.detailSize);
  const [filter, setFilter] = useState<Filter>(everything);
  const [pointed, point] = useState<Filter>();
  const [near, setNear] = useState<{ zoom: Zoom; isNearest: boolean; isFarthest: boolean }>();
  const owned = useMemo(() => ownedBySize(map), [map]);
  // The file may have become shorter.
  const page = Math.max(1, Math.min(pages, wanted));
  useEffect(() => {
    kept.set("state", { shown, zoom, page, isOpen, sort, detailSize });
  }, [shown, zoom, page, isOpen, sort, detailSize]);

  const open = useCallback((target: number): void => {
    setPage(target);
    setOpen(true);
  }, []);
  const showOnMap = useCallback((owners: readonly number[], target?: number): void => {
    show("map");
    setFilter({ ...everything, owners: new Set(owners) });
    if (target !== undefined) setPage(target);
  }, []);
  useEffect(() => {
    if (destination?.tab !== "pages") return;
    const { page: target, object } = destination;
    if (object !== undefined) {
      const own = map.owners.flatMap(({ name, table }, index) => (name === object || table === object ? [index] : []));
      const exact = own.filter((index) => map.owners[index]!.name === object);
      const chosen = map.owners[exact[0] ?? -1]?.kind === "index" ? exact : own;
      showOnMap(chosen, target ?? map.owners[exact[0] ?? own[0] ?? -1]?.root);
    }
    if (target !== undefined) open(target);
  }, [destination, map, open, showOnMap]);

  const bar = useRef<HTMLDivElement>(null);
  const goToField = (digit: string): void => {
    const field = bar.current?.querySelector<HTMLInputElement>("input.map-number");
    if (!field) return;
    field.value = digit;
    field.focus();
  };
  const close = (): void => {
    setOpen(false);
    // Back to where the page was chosen.
    bar.current?.closest(".pages")?.querySelector<HTMLElement>(".map-scroller, [role=grid]")?.focus();
  };
  const onMap = ({ owner, index, kinds }: SizeRow): void => {
    if (owner !== undefined) showOnMap([index], owner.root);
    else {
      show("map");
      setFilter({ ...everything, kinds: new Set(kinds) });
    }
  };
  const zoomSteps = useRef<(steps: number) => void>(() => undefined);
  return (
    <>
      <div ref={bar}>
        <MapBar
          {...{ map, shown, page, near }}
          onShow={show}
          onZoomBy={(steps) => zoomSteps.current(steps)}
          onFit={() => setZoom("fit")}
          onPage={setPage}
        />
      </div>
      <Problems map={map} onPage={open} />
      <div class={`pages-body${isOpen && shown !== "sizes" ? " pages-with-detail" : ""}`}>
        {shown === "sizes" ? (
          <Sizes {...{ map, sort, onMap }} onSort={setSort} onRows={(object) => go({ tab: "data", object })} />
        ) : (
          <>
            <Legend {...{ map, owned, filter }} onFilter={setFilter} onPoint={point} />
            <div class="pages-main">
              {shown === "map" ? (
                <MapCanvas
                  {...{ map, owned, zoom, page, zoomSteps }}
                  filter={pointed ?? filter}
                  onZoom={setZoom}
                  onPage={setPage}
                  onOpen={open}
                  onDigit={goToField}
                  onShown={setNear}
                />
              ) : (
                <PageList
                  {...{ map, filter, page }}
                  onPage={setPage}
                  onOpen={open}
                  onCopy={(text) => channel.post({ kind: "copy", text })}
                />
              )}
            </div>
            {isOpen && (
              <>
                <Splitter
                  label="Width of the page's contents"
                  line="vertical"
                  size={detailSize}
                  {...{ least: 240, most: 1000, initial: initial.detailSize, isAfter: true }}
                  onSize={setDetailSize}
                />
                <div class="pages-detail" style={{ "--detail-size": `${detailSize}px` }}>
                  <PageDetail
                    {...{ channel, catalog, map, page, isActive, revision }}
                    onPage={setPage}
                    onRow={(object, rowid) => go({ tab: "data", object, rowid })}
                    onClose={close}
                  />
                </div>
              </>
            )}
          </>
        )}
      </div>
    </>
  );
}

const keptState = v.object({
  shown: v.picklist(["map", "list", "sizes"]),
  zoom: v.union([v.literal("fit"), v.number()]),
  page: v.number(),
  isOpen: v.boolean(),
  sort: v.object({ column: v.picklist(sizeColumns), isDescending: v.boolean() }),
  detailSize: v.number(),
});

const initial: v.InferOutput<typeof keptState> = {
  ...{ shown: "map", zoom: "fit", page: 1, isOpen: false, detailSize: 460 },
  sort: { column: "bytes", isDescending: true },
};
