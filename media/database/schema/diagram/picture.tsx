/** Tables and foreign keys as SVG. */
import { useMemo } from "preact/hooks";
import type { CatalogObject } from "../../../../server/src/database/protocol.ts";
import { curve } from "../../../drawing/curve.ts";
import type { Layout, Point } from "../../../drawing/layout.ts";
import { visibleText } from "../../../parts/visible.ts";
import { actionsText, referenceText } from "../relations.ts";
import { type Box, headHeight, nameLeft, padding, routesOf, rowHeight } from "./boxes.ts";
import type { DrawnReference } from "./graph.ts";

/** What was laid out, all of it of one time. */
export interface Drawn {
  readonly boxes: readonly Box[];
  readonly references: readonly DrawnReference[];
  readonly layout: Layout;
}

export interface SceneProps {
  readonly drawn: Drawn;
  readonly selected: CatalogObject | undefined;
  /** Undefined where nothing is searched for. */
  readonly hits: ReadonlySet<CatalogObject> | undefined;
}

export function Scene({ drawn: { boxes, references, layout }, selected, hits }: SceneProps) {
  const routes = useMemo(() => routesOf(boxes, references, layout), [boxes, references, layout]);
  const beside = new Set(
    references.flatMap(({ from, to }) => (from === selected ? [to] : to === selected ? [from] : [])),
  );
  // What is lit is drawn above the rest.
  const isLit = ({ from, to }: DrawnReference): boolean => from === selected || to === selected;
  const order = references.map((_, index) => index).toSorted((a, b) => +isLit(references[a]!) - +isLit(references[b]!));
  return (
    <>
      <g class="references">
        {order.map((index) => (
          <ReferenceLine
            key={index}
            reference={references[index]!}
            route={routes[index] ?? []}
            isLit={isLit(references[index]!)}
          />
        ))}
      </g>
      <g class="tables">
        {boxes.map((box, index) => {
          const { table } = box;
          const states = [
            ...(table === selected ? ["selected"] : []),
            ...(beside.has(table) ? ["beside"] : []),
            ...(hits?.has(table) ? ["hit"] : []),
          ];
          return (
            <TableBox
              key={table.name}
              box={box}
              place={layout.nodes[index] ?? { x: 0, y: 0 }}
              states={states.join(" ")}
              spoken={spokenText(table, references)}
              isStop={table === selected}
            />
          );
        })}
      </g>
    </>
  );
}

export function Markers() {
  const common = { viewBox: "-12 -6 24 12", markerWidth: 24, markerHeight: 12, markerUnits: "userSpaceOnUse" } as const;
  return (
    <defs>
      {/* Many rows at this end. */}
      <marker id="many" {...common} orient="auto">
        <path d="M0 -5 L10 0 L0 5" />
      </marker>
      {/* One row at this end. */}
      <marker id="one" {...common} orient="auto">
        <path d="M-7 -5 V5" />
      </marker>
    </defs>
  );
}

/** What a table is and how it hangs together with others, in a sentence. */
export function spokenText({ name, kind, columns }: CatalogObject, references: readonly DrawnReference[]): string {
  const to = references.filter((each) => each.from.name === name).map((each) => each.to.name);
  const from = references.filter((each) => each.to.name === name).map((each) => each.from.name);
  return [
    `${visibleText(name)}, ${kind}, ${columns.length} columns`,
    ...(to.length === 0 ? [] : [`references ${listed(to)}`]),
    ...(from.length === 0 ? [] : [`referenced by ${listed(from)}`]),
  ].join(", ");
}

const listed = (names: readonly string[]): string => visibleText([...new Set(names)].join(" and "));

interface ReferenceLineProps {
  readonly reference: DrawnReference;
  readonly route: readonly Point[];
  readonly isLit: boolean;
}

function ReferenceLine({ reference, route, isLit }: ReferenceLineProps) {
  return useMemo(() => {
    const { from, to } = reference;
    const title = `${from.name}: ${referenceText(reference)} ${actionsText(reference)}`;
    const [start, middle, end] = route;
    const isLoop = from === to && start !== undefined && middle !== undefined && end !== undefined;
    const d = isLoop
      ? `M${start.x},${start.y}C${middle.x},${start.y} ${middle.x},${end.y} ${end.x},${end.y}`
      : curve(route);
    return (
      <path class={isLit ? "reference lit" : "reference"} d={d} marker-start="url(#many)" marker-end="url(#one)">
        <title>{visibleText(title)}</title>
      </path>
    );
  }, [reference, route, isLit]);
}

interface TableBoxProps {
  readonly box: Box;
  /** The middle. */
  readonly place: Point;
  /** "selected beside hit", of them those that it is. */
  readonly states: string;
  readonly spoken: string;
  readonly isStop: boolean;
}

function TableBox({ box, place, states, spoken, isStop }: TableBoxProps) {
  return useMemo(() => {
    const { table, title, rows, width, height, farSize } = box;
    const [left, top] = [-width / 2, -height / 2];
    return (
      // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a picture that has the focus where arrows lead to it
      <g
        class={`table ${states}`}
        data-table={table.name}
        role="img"
        tabindex={isStop ? 0 : -1}
        aria-label={spoken}
        transform={`translate(${place.x} ${place.y})`}
      >
        <title>{visibleText(table.name)}</title>
        <rect class="ring" x={left - 3} y={top - 3} width={width + 6} height={height + 6} rx={7} />
        <rect class="card" x={left} y={top} width={width} height={height} rx={4} />
        <text class="title" x={left + padding} y={top + headHeight / 2 + 4} style={{ "--far": `${farSize}px` }}>
          {title}
        </text>
        {table.kind === "virtual table" && (
          <text class="type" x={-left - padding} y={top + headHeight / 2 + 4} text-anchor="end">
            {visibleText(table.module ?? "virtual")}
          </text>
        )}
        {rows.length > 0 && <path class="rule" d={`M${left} ${top + headHeight} h${width}`} />}
        {rows.map(({ column, name, type, mark }, index) => {
          const y = top + headHeight + index * rowHeight + 14;
          return (
            <g key={column ?? ""} class="row">
              {mark !== "" && (
                <text class={`mark-${mark === "FK" ? "foreign" : "primary"}`} x={left + padding - 2} y={y}>
                  {mark}
                </text>
              )}
              <text class={mark === "" ? "column" : "column key"} x={left + nameLeft} y={y}>
                {name}
              </text>
              <text class="type" x={-left - padding} y={y} text-anchor="end">
                {type}
              </text>
            </g>
          );
        })}
      </g>
    );
  }, [box, place, states, spoken, isStop]);
}
