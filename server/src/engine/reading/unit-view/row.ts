/** What the view of a driver unit consists of: sections of rows, each of something that stands in the sources. */
import type { Place } from "../../../model/place.ts";
import type { Mark } from "../levels/level.ts";

export type SectionId = "entries" | "locks" | "pool" | "codes" | "imports" | "symbols";

/** What a row is of. `level`, `version` and `order` are groups. */
export type RowKind =
  | "level"
  | "entry"
  | "registration"
  | "lock"
  | "take"
  | "order"
  | "tag"
  | "allocation"
  | "free"
  | "code"
  | "handler"
  | "version"
  | "import"
  | "call"
  | "symbol";

export interface Row {
  /** The same after edits that leave the thing itself; no two rows of one list share it. */
  readonly id: string;
  readonly kind: RowKind;
  /** A name as the field writes it: a function, a lock, a tag. */
  readonly label: string;
  /** What is said beside it, in a few words each. */
  readonly notes: readonly string[];
  /** Sentences for who wants to know more. */
  readonly details: readonly string[];
  /** What to look out for, in a few words; said more fully in `details`. */
  readonly remark?: string | undefined;
  readonly mark?: Mark | undefined;
  /** Where the row leads. */
  readonly at: Place | undefined;
  /** The place that is told beside it, where it is of use: a file and a line. */
  readonly shown?: Place | undefined;
  readonly rows: readonly Row[];
}

export interface Section {
  readonly id: SectionId;
  readonly title: string;
  /** Never empty: what does not apply to a unit is left out. */
  readonly rows: readonly Row[];
}

/** A row without rows below it, which tells its own place. */
export const placeRow = (row: Pick<Row, "id" | "kind" | "label" | "at"> & Partial<Row>): Row => ({
  notes: [],
  details: [],
  rows: [],
  shown: row.at,
  ...row,
});

/** The rows with ids of their own: things that nothing else tells apart are numbered. */
export function numbered(rows: readonly Row[]): readonly Row[] {
  const counts = new Map<string, number>();
  return rows.map((row) => {
    const count = (counts.get(row.id) ?? 0) + 1;
    counts.set(row.id, count);
    return count === 1 ? row : { ...row, id: `${row.id} #${count}` };
  });
}

/** "1 call", "3 calls". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
