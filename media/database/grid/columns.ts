/** Columns as they are laid out: in which order, how wide, which are hidden. Only those in view are in the document. */
import * as v from "valibot";
import type { GridColumn } from "./grid-props.ts";

export const columnLayoutSchema = v.object({
  /** Keys, in the order that they are shown in; those that are missing come last. */
  order: v.array(v.string()),
  hidden: v.array(v.string()),
  /** In pixels. */
  widths: v.record(v.string(), v.number()),
});
export type ColumnLayout = Readonly<v.InferOutput<typeof columnLayoutSchema>>;

export const noLayout: ColumnLayout = { order: [], hidden: [], widths: {} };

export interface LaidColumn {
  readonly column: GridColumn;
  /** In `columns`. */
  readonly index: number;
  readonly key: string;
  /** In pixels, from the first column's edge. */
  readonly left: number;
  readonly width: number;
}

export const widths = { least: 40, most: 1000 };

/** A name; results of queries may have one twice. */
export function columnKeys(columns: readonly GridColumn[]): readonly string[] {
  const taken = new Map<string, number>();
  return columns.map(({ name }) => {
    const count = taken.get(name) ?? 0;
    taken.set(name, count + 1);
    return count === 0 ? name : `${name}\0${count}`;
  });
}

/** @param fitted widths of those that nobody has sized, by key */
export function layOut(
  columns: readonly GridColumn[],
  layout: ColumnLayout,
  fitted: Readonly<Record<string, number>> = {},
): readonly LaidColumn[] {
  const keys = columnKeys(columns);
  const places = new Map(layout.order.map((key, place) => [key, place]));
  const hidden = new Set(layout.hidden);
  const order = keys.map((key, index) => ({ key, index, place: places.get(key) ?? layout.order.length + index }));
  order.sort((one, other) => one.place - other.place);
  let left = 0;
  return order
    .filter(({ key }) => !hidden.has(key))
    .map(({ key, index }) => {
      const column = columns[index]!;
      const width = layout.widths[key] ?? fitted[key] ?? usualWidth(column);
      const laid = { column, index, key, left, width };
      left += width;
      return laid;
    });
}

/** Of a column that nobody has sized, before there are rows: what its type asks for. */
function usualWidth({ name, type }: GridColumn): number {
  const forType = /char|clob|text/i.test(type) ? 180 : /blob/i.test(type) ? 140 : 110;
  return Math.round(Math.max(forType, Math.min(320, name.length * 8 + 60)));
}

/** [first, end) of those that are within `width` pixels from `left` on. */
export function columnsInView(
  columns: readonly LaidColumn[],
  left: number,
  width: number,
): { readonly first: number; readonly end: number } {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { left: start, width: size } = columns[middle]!;
    if (start + size <= left) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < columns.length && columns[end]!.left < left + width) end++;
  return { first: low, end };
}

/** @param to a place among those that are shown */
export function moved(laid: readonly LaidColumn[], layout: ColumnLayout, from: number, to: number): ColumnLayout {
  const keys = laid.map(({ key }) => key);
  const [key] = keys.splice(from, 1);
  if (key === undefined) return layout;
  keys.splice(Math.max(0, Math.min(to, keys.length)), 0, key);
  return { ...layout, order: [...keys, ...layout.order.filter((one) => !keys.includes(one))] };
}

export function resized(layout: ColumnLayout, key: string, width: number): ColumnLayout {
  const fitting = Math.round(Math.max(widths.least, Math.min(widths.most, width)));
  return { ...layout, widths: { ...layout.widths, [key]: fitting } };
}

export const hiding = (layout: ColumnLayout, key: string): ColumnLayout => ({
  ...layout,
  hidden: [...layout.hidden.filter((one) => one !== key), key],
});

export const showing = (layout: ColumnLayout, key: string): ColumnLayout => ({
  ...layout,
  hidden: layout.hidden.filter((one) => one !== key),
});

/** Those to draw: what is in view, and the one that has the focus. */
export function placesOf(
  visible: { readonly first: number; readonly end: number },
  focus: number,
  count: number,
): readonly number[] {
  const places: number[] = [];
  if (focus < visible.first && focus < count) places.push(focus);
  for (let place = visible.first; place < visible.end; place++) places.push(place);
  if (focus >= visible.end && focus < count) places.push(focus);
  return places;
}
