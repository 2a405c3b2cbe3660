/** All tables with their foreign keys as a picture, with search, and with the same in words beside it. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import * as v from "valibot";
import type { CatalogObject } from "../../../../server/src/database/protocol.ts";
import type { Camera, Size } from "../../../drawing/camera.ts";
import { createLayouter, type Layouter } from "../../../drawing/layouter.ts";
import { type Kept, useKept } from "../../../page/kept.ts";
import { Choice, TextField } from "../../../parts/elements.ts";
import { counted } from "../../../parts/numbers.ts";
import { EmptyState } from "../../../parts/states.tsx";
import { Toolbar, ToolbarButton } from "../../../parts/toolbar.tsx";
import { boxesOf, type Detail, details, layoutInputOf, type Measure, titleSize } from "./boxes.ts";
import { graphOf, partAround, searchTables } from "./graph.ts";
import { Outline } from "./outline.tsx";
import { type Drawn, Markers, Scene } from "./picture.tsx";
import { useCamera } from "./use-camera.ts";
import { type Direction, nearest } from "./walk.ts";

export interface DiagramViewProps {
  readonly catalog: readonly CatalogObject[];
  readonly object: CatalogObject | undefined;
  readonly isActive: boolean;
  readonly kept: Kept;
  onSelect(table: string): void;
  onOpen(table: string): void;
}

const scopes = ["all", "1", "2"] as const;
/** As many boxes as a picture bears: of more, those around the selected one. */
const mostTables = 400;
/** Pixels that an arrow key moves the picture by. */
const step = 60;

export function DiagramView({ catalog, object, isActive, kept, onSelect, onOpen }: DiagramViewProps) {
  const [detail, setDetail] = useKept<Detail>(kept, "detail", v.picklist(details), "all");
  const [scope, setScope] = useKept<(typeof scopes)[number]>(kept, "scope", v.picklist(scopes), "all");
  const [hasOutline, setOutline] = useKept(kept, "hasOutline", v.boolean(), false);
  const [query, setQuery] = useState("");
  const [drawn, setDrawn] = useState<Drawn>();
  const [problem, setProblem] = useState<string>();
  const view = useRef<SVGSVGElement>(null);
  const scene = useRef<SVGGElement>(null);
  const searchField = useRef<HTMLDivElement>(null);
  const layouter = useRef<Layouter>(undefined);
  /** What is clicked is in view already. */
  const stays = useRef(false);
  const focuses = useRef(false);

  const graph = useMemo(() => graphOf(catalog), [catalog]);
  const selected = graph.tables.find(({ name }) => name === object?.name || name === object?.table);
  const isLarge = graph.tables.length > mostTables;
  const center = scope === "all" && !isLarge ? undefined : (selected ?? graph.tables[0]);
  const part = useMemo(
    () => (center === undefined ? graph : partAround(graph, center, scope === "2" ? 2 : 1)),
    [graph, center, scope],
  );
  const hits = useMemo(() => searchTables(graph, query), [graph, query]);

  useEffect(() => {
    if (!isActive || view.current === null) return;
    layouter.current ??= createLayouter(setProblem);
    const boxes = boxesOf(part, detail, measureIn(view.current));
    const { references } = part;
    let isWanted = true;
    void layouter.current.layOut(layoutInputOf(boxes, references)).then((layout) => {
      if (layout !== undefined && isWanted) setDrawn({ boxes, references, layout });
    });
    return () => {
      isWanted = false;
    };
  }, [part, detail, isActive]);
  useEffect(() => () => layouter.current?.dispose(), []);

  const select = (table: CatalogObject, moves: "reveal" | "stay"): void => {
    if (table === selected) return;
    stays.current = moves === "stay";
    onSelect(table.name);
  };
  const focus = (): void => {
    const element = view.current?.querySelector<SVGGElement>("g.table.selected") ?? view.current;
    element?.focus({ preventScroll: true });
  };
  const camera = useCamera(view, scene, {
    clicked({ target }) {
      const name = target instanceof Element ? target.closest<SVGGElement>("g.table")?.dataset.table : undefined;
      const table = graph.tables.find((each) => each.name === name);
      if (table === undefined || table === selected) focus();
      else {
        focuses.current = true;
        select(table, "stay");
      }
    },
    moved(at, size) {
      if (drawn !== undefined && scene.current !== null) hideAway(scene.current, drawn, selected, at, size);
    },
  });
  const indexOf = (table: CatalogObject | undefined): number =>
    drawn?.boxes.findIndex((box) => box.table === table) ?? -1;
  const reveal = (): void => {
    const index = indexOf(selected);
    const [box, place] = [drawn?.boxes[index], drawn?.layout.nodes[index]];
    if (box !== undefined && place !== undefined) camera.reveal(place, box);
  };
  useLayoutEffect(() => {
    if (drawn === undefined) return;
    camera.begin(drawn.layout);
    reveal();
  }, [drawn]);
  useLayoutEffect(() => {
    if (!stays.current) reveal();
    if (focuses.current) focus();
    stays.current = false;
    focuses.current = false;
  }, [selected]);

  const walk = (direction: Direction): boolean => {
    const index = nearest(drawn?.layout.nodes ?? [], indexOf(selected), direction);
    const next = index === undefined ? undefined : drawn?.boxes[index];
    if (next !== undefined) {
      focuses.current = true;
      select(next.table, "reveal");
    }
    return selected !== undefined;
  };
  const walkHits = (by: 1 | -1): void => {
    const at = selected === undefined ? -1 : hits.indexOf(selected);
    const next = at < 0 ? (by === 1 ? 0 : hits.length - 1) : (at + by + hits.length) % hits.length;
    if (hits[next] !== undefined) select(hits[next], "reveal");
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrows[event.key];
    if (arrow !== undefined) {
      const [direction, dx, dy] = arrow;
      if (event.shiftKey || !walk(direction)) camera.pan(dx * step, dy * step);
    } else if (event.key === "Enter" && selected !== undefined) onOpen(selected.name);
    else if (event.key === "+" || event.key === "=") camera.zoom(1.25);
    else if (event.key === "-") camera.zoom(0.8);
    else if (event.key === "0" && drawn !== undefined) camera.fit(drawn.layout);
    else return;
    event.preventDefault();
  };
  if (graph.tables.length === 0) return <EmptyState icon="table" title="There is no table to draw" />;
  const place = selected === undefined ? -1 : hits.indexOf(selected);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key of all that is in it
    <div
      class="diagram"
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "f") return;
        event.preventDefault();
        searchField.current?.querySelector<HTMLElement>("vscode-textfield")?.focus();
      }}
    >
      <div class="diagram-bar">
        <div ref={searchField} class="diagram-search">
          <TextField
            label="Find tables and columns"
            icon="search"
            value={query}
            onInput={setQuery}
            onKeyDown={(event) => {
              if (event.key === "Enter") walkHits(event.shiftKey ? -1 : 1);
              else if (event.key === "Escape") setQuery("");
            }}
          />
          <span class="diagram-hits" role="status">
            {query.trim() === "" ? "" : `${place < 0 ? "" : `${place + 1} of `}${counted(hits.length, "table")}`}
          </span>
        </div>
        <Choice<Detail> label="Columns" value={detail} options={detailNames} onChoose={setDetail} />
        <Choice<(typeof scopes)[number]>
          label="Tables"
          value={isLarge && scope === "all" ? "1" : scope}
          options={isLarge ? scopeNames.slice(1) : scopeNames}
          onChoose={setScope}
        />
        <Toolbar label="Diagram">
          <ToolbarButton
            icon="list-tree"
            label="The same as a list"
            isPressed={hasOutline}
            onPress={() => setOutline(!hasOutline)}
          />
          <ToolbarButton icon="zoom-out" label="Zoom out (-)" onPress={() => camera.zoom(0.8)} />
          <ToolbarButton icon="zoom-in" label="Zoom in (+)" onPress={() => camera.zoom(1.25)} />
          <ToolbarButton
            icon="screen-full"
            label="Fit all into view (0)"
            isDisabled={drawn === undefined}
            onPress={() => drawn && camera.fit(drawn.layout)}
          />
        </Toolbar>
      </div>
      <div class="diagram-body">
        {hasOutline && (
          <Outline
            graph={graph}
            selected={selected}
            onSelect={(table) => select(table, "reveal")}
            onOpen={({ name }) => onOpen(name)}
          />
        )}
        <div class="diagram-stage" aria-busy={drawn === undefined}>
          <svg
            ref={view}
            class={query.trim() === "" ? "picture" : "picture searching"}
            role="application"
            tabindex={indexOf(selected) < 0 ? 0 : -1}
            aria-label={`Diagram of ${counted(part.tables.length, "table")}. Arrows go from table to table; "The same as a list" has it in words.`}
            onKeyDown={press}
            onDblClick={({ target }) => {
              const isTable = target instanceof Element && target.closest("g.table") !== null;
              if (isTable && selected !== undefined) onOpen(selected.name);
            }}
          >
            <Markers />
            <g ref={scene}>
              {drawn !== undefined && (
                <Scene drawn={drawn} selected={selected} hits={query.trim() === "" ? undefined : new Set(hits)} />
              )}
            </g>
          </svg>
          {problem !== undefined && (
            <p class="diagram-note" role="alert">
              The picture could not be laid out ({problem}). The list has the same.
            </p>
          )}
          {center !== undefined && (
            <p class="diagram-note">
              {`${counted(part.tables.length, "table")} of ${graph.tables.length}, around ${center.name}`}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

const detailNames = [
  { value: "all", label: "All columns" },
  { value: "keys", label: "Keys only" },
  { value: "none", label: "Names only" },
] as const;

const scopeNames = [
  { value: "all", label: "All tables" },
  { value: "1", label: "Around the selected one" },
  { value: "2", label: "Two steps around it" },
] as const;

const arrows: Readonly<Record<string, readonly [Direction, number, number]>> = {
  ArrowLeft: ["left", 1, 0],
  ArrowRight: ["right", -1, 0],
  ArrowUp: ["up", 0, 1],
  ArrowDown: ["down", 0, -1],
};

/** What lies outside of the view costs time with each move, and is not drawn; but what has the focus stays. */
function hideAway(
  scene: SVGGElement,
  { boxes, layout }: Drawn,
  selected: CatalogObject | undefined,
  { x, y, scale }: Camera,
  view: Size,
): void {
  for (const [index, element] of [...scene.querySelectorAll("g.table")].entries()) {
    const [box, place] = [boxes[index], layout.nodes[index]];
    if (box === undefined || place === undefined) continue;
    const isAway = (middle: number, size: number, room: number): boolean =>
      middle + (size / 2) * scale < 0 || middle - (size / 2) * scale > room;
    const isOutside =
      isAway(place.x * scale + x, box.width, view.width) || isAway(place.y * scale + y, box.height, view.height);
    element.toggleAttribute("hidden", isOutside && box.table !== selected);
  }
}

/** Texts as the picture writes them. */
function measureIn(view: Element): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const { fontFamily } = getComputedStyle(view);
  const width =
    (font: string) =>
    (text: string): number => {
      if (context === null) return text.length * 7;
      context.font = `${font} ${fontFamily}`;
      return context.measureText(text).width;
    };
  return { title: width(`600 ${titleSize}px`), row: width("12px") };
}
