/** A comparison as a tree: what was compared, and what is another one in each. */
import type { ComparedRow, ImageComparison } from "../../../server/src/image/report.ts";
import { numberText } from "../../parts/numbers.ts";
import type { TableLine } from "../../parts/table/lines.ts";

export type Change = ComparedRow["change"];
type Group = ImageComparison["groups"][number];

export type ComparisonRow =
  | { readonly kind: "group"; readonly group: Group; readonly shown: number }
  | { readonly kind: "row"; readonly row: ComparedRow };
export type ComparisonLine = TableLine<ComparisonRow>;

export const changeLooks: Readonly<Record<Change, { readonly icon: string; readonly word: string }>> = {
  added: { icon: "diff-added", word: "Added" },
  removed: { icon: "diff-removed", word: "Removed" },
  changed: { icon: "diff-modified", word: "Changed" },
  same: { icon: "blank", word: "Same" },
};
export const changes = ["added", "removed", "changed"] as const;

export interface ComparisonFilter {
  /** Part of a name or a value, whatever the case. */
  readonly text: string;
  readonly hidden: ReadonlySet<Change>;
  readonly closed: ReadonlySet<string>;
}

/** @returns the lines, and how many rows the filter leaves */
export function comparisonLines(
  { groups }: ImageComparison,
  { text, hidden, closed }: ComparisonFilter,
): { readonly lines: readonly ComparisonLine[]; readonly shown: number } {
  const wanted = text.trim().toLowerCase();
  const isFiltered = wanted !== "" || hidden.size > 0;
  const parts = groups
    .map((group, index) => {
      const rows = group.rows
        .map((row, place) => ({ row, id: `g${index}.${place}` }))
        .filter(({ row }) => !hidden.has(row.change) && textsOf(row).some((one) => one.toLowerCase().includes(wanted)));
      return { id: `g${index}`, group, rows };
    })
    // Of what neither image has there is nothing to say.
    .filter(({ group, rows }) => rows.length > 0 || (!isFiltered && group.same > 0));
  const lines: ComparisonLine[] = [];
  let shown = 0;
  for (const [place, { id, group, rows }] of parts.entries()) {
    shown += rows.length;
    const isOpen = rows.length === 0 ? undefined : !closed.has(id);
    lines.push({
      ...{ id, level: 1, place: place + 1, siblings: parts.length, isOpen },
      row: { kind: "group", group, shown: rows.length },
    });
    if (isOpen !== true) continue;
    for (const [index, { row, id: rowId }] of rows.entries()) {
      lines.push({
        ...{ id: rowId, level: 2, place: index + 1, siblings: rows.length, isOpen: undefined },
        row: { kind: "row", row },
      });
    }
  }
  return { lines, shown };
}

const textsOf = ({ name, before = "", after = "" }: ComparedRow): readonly string[] => [name, before, after];

/** "+1,024", "-16" */
export function differenceText(difference: number | undefined): string {
  if (difference === undefined) return "";
  return difference > 0 ? `+${numberText(difference)}` : numberText(difference);
}

export const rowCount = ({ groups }: ImageComparison): number =>
  groups.reduce((total, { rows }) => total + rows.length, 0);

export const countOf = ({ groups }: ImageComparison, change: Change): number =>
  groups.reduce((total, { rows }) => total + rows.filter((row) => row.change === change).length, 0);
