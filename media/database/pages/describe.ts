/** Pages and cells of the map in words: for tooltips, for those who do not see the picture, and for the list. */
import { pageKinds } from "../../../server/src/database/protocol.ts";
import { counted, numberText } from "../../parts/numbers.ts";
import { visibleText } from "../../parts/visible.ts";
import { contentsOf } from "./cells.ts";
import { firstPageOf, type Zoom } from "./layout.ts";
import { fillAt, kindAt, ownerAt, type PageKind, type PageMap } from "./page-map.ts";

/** "Page 137", "table leaf of devices", "93 % used · at 0x88000": a line each. */
export function describePage(map: PageMap, page: number): readonly string[] {
  const kind = kindAt(map, page);
  const problems = map.problems.filter((problem) => problem.page === page).map(({ text }) => visibleText(text));
  const use = hasFill(kind) ? [`${percentText(fillAt(map, page))} used`] : [];
  return [
    `Page ${numberText(page)}`,
    kindText(map, page),
    [...use, `at ${offsetText(map, page)}`].join(" · "),
    ...problems,
  ];
}

/** @param cell of a zoom at which it holds several pages */
export function describeCell(map: PageMap, zoom: Zoom, cell: number): readonly string[] {
  const first = firstPageOf(zoom, cell);
  const last = Math.min(map.kinds.length, first + zoom.perCell - 1);
  if (first === last) return describePage(map, first);
  const contents = contentsOf(map, cell, zoom.perCell);
  const lines = contents.slice(0, mostLines).map(({ owner, kind, pages }) => {
    const name = map.owners[owner - 1]?.name;
    const what = pageKinds[kind] ?? "unknown";
    return `${numberText(pages)} ${what}${name === undefined ? "" : ` of ${visibleText(name)}`}`;
  });
  const left = contents.length - lines.length;
  const hasProblem = map.problems.some(({ page }) => page >= first && page <= last);
  return [
    `Pages ${numberText(first)} to ${numberText(last)}`,
    ...lines,
    ...(left > 0 ? [`and ${counted(left, "other kind")}`] : []),
    ...(hasProblem ? ["There is a problem among them"] : []),
  ];
}

const mostLines = 5;

export function kindText(map: PageMap, page: number): string {
  const kind = kindAt(map, page);
  const owner = ownerAt(map, page);
  if (owner === undefined) return unownedTexts[kind] ?? kind;
  const name = visibleText(owner.name);
  return owner.name === owner.table || owner.kind === "table"
    ? `${kind} of ${name}`
    : `${kind} of ${name}, on ${visibleText(owner.table)}`;
}

const unownedTexts: Readonly<Partial<Record<PageKind, string>>> = {
  unknown: "nothing leads to it",
  "freelist trunk": "free: a list of free pages",
  "freelist leaf": "free",
  "pointer map": "pointer map, of auto_vacuum",
  "lock byte": "lock byte page: never used",
};

/** Whether "how full" means something for a kind. */
export const hasFill = (kind: PageKind): boolean => /leaf|interior|overflow/.test(kind) && kind !== "freelist leaf";

/** In the file. */
export const offsetText = ({ pageSize }: PageMap, page: number): string =>
  `0x${((page - 1) * pageSize).toString(16).toUpperCase()}`;

/** "0.3 %", "12 %"; what is there is never "0 %", and what is not all never "100 %". @param fraction 0 to 1 */
export function percentText(fraction: number): string {
  const percent = fraction * 100;
  if (percent > 0 && percent < 0.1) return "< 0.1 %";
  if (percent >= 99.5 && percent < 100) return "> 99 %";
  return `${Number(percent.toFixed(percent < 10 ? 1 : 0)).toString()} %`;
}
