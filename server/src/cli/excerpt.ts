/** Source lines with line numbers, and marks below them that say what is where. */
import { type Cell, cellsOf, harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import type { LocatedRange, SourceLine } from "./located.ts";

/** A place of a source line to be marked. */
export interface Mark {
  readonly range: LocatedRange;
  readonly source: SourceLine;
  /** "finding" is underlined as far as it goes, "reason" is pointed at. */
  readonly role: "finding" | "reason";
  readonly message: string | undefined;
}

export interface ExcerptStyle {
  readonly colors: Colors;
  readonly paint: (text: string) => string;
  /** Terminal columns that a line may take. */
  readonly width: number;
}

/** The lines of an excerpt: marks by line, each line's source once where its marks lie in the same part of it. */
export function excerpt(marks: readonly Mark[], style: ExcerptStyle): string[] {
  const gutter = Math.max(4, ...marks.map((mark) => String(mark.source.line).length));
  const sorted = marks.toSorted((a, b) => a.source.line - b.source.line || rank(a) - rank(b));
  const output: string[] = [];
  let previous: View | undefined;
  for (const mark of sorted) {
    const room = Math.max(20, style.width - gutter - 5);
    const view = previous !== undefined && shows(previous, mark) ? previous : viewOf(mark, room);
    if (view !== previous) {
      output.push(`${style.colors.dim(` ${String(view.line).padStart(gutter)} |`)} ${view.text}`.trimEnd());
    }
    const message = mark.message === undefined ? "" : ` ${harmless(mark.message)}`;
    const { before, under } = underline(view, mark);
    output.push(
      `${style.colors.dim(` ${" ".repeat(gutter)} |`)} ${" ".repeat(before)}${style.paint("^".repeat(under) + message)}`,
    );
    previous = view;
  }
  return output;
}

/** The part of a source line that fits the terminal. */
interface View {
  readonly line: number;
  readonly source: SourceLine;
  readonly cells: readonly Cell[];
  readonly first: number;
  readonly last: number;
  readonly text: string;
  readonly indent: number;
}

function rank(mark: Mark): number {
  return mark.role === "finding" ? 0 : 1;
}

function viewOf(mark: Mark, room: number): View {
  const cells = cellsOf(mark.source.text);
  const at = cellIndex(cells, mark.range.startColumn - mark.source.column);
  const total = cells.reduce((sum, cell) => sum + cell.width, 0);
  const first = total > room ? firstShown(cells, at, endOf(cells, mark), room) : 0;
  let last = first;
  for (let width = 0; last < cells.length; last++) {
    width += cells[last]?.width ?? 0;
    if (width > room - 2) break;
  }
  if (total <= room) last = cells.length;
  const cutBefore = mark.source.cutBefore || first > 0;
  const cutAfter = mark.source.cutAfter || last < cells.length;
  const shown = cells.slice(first, last).map((cell) => cell.shown);
  return {
    line: mark.source.line,
    source: mark.source,
    cells,
    first,
    last,
    text: `${cutBefore ? "…" : ""}${shown.join("")}${cutAfter ? "…" : ""}`,
    indent: cutBefore ? 1 : 0,
  };
}

/** The first cell to show: the line's own first where the mark is to be seen then; else a third of the room precedes it. */
function firstShown(cells: readonly Cell[], at: number, end: number, room: number): number {
  const widthBefore = (index: number): number => cells.slice(0, index).reduce((sum, cell) => sum + cell.width, 0);
  // A long mark needs not be seen to its end: a third of the room shows what it is.
  if (widthBefore(end) <= room - 2 || widthBefore(at) <= (room * 2) / 3) return 0;
  let first = at;
  for (let before = 0; first > 0; first--) {
    before += cells[first - 1]?.width ?? 0;
    if (before > room / 3) break;
  }
  return first;
}

/** The cell behind a mark's last one, on its own line. */
function endOf(cells: readonly Cell[], { range, source }: Mark): number {
  return range.endLine > range.startLine ? cells.length : cellIndex(cells, range.endColumn - source.column);
}

/** Whether the place of a mark is to be seen in a view made for another mark. */
function shows(view: View, mark: Mark): boolean {
  if (view.line !== mark.source.line || view.source.column !== mark.source.column) return false;
  const at = cellIndex(view.cells, mark.range.startColumn - view.source.column);
  return at >= view.first && at <= view.last;
}

function underline(view: View, mark: Mark): { readonly before: number; readonly under: number } {
  const start = cellIndex(view.cells, mark.range.startColumn - view.source.column);
  const sum = (from: number, to: number): number =>
    view.cells.slice(from, Math.min(to, view.last)).reduce((total, cell) => total + cell.width, 0);
  const before = view.indent + sum(view.first, start);
  if (mark.role === "reason") return { before, under: 1 };
  return { before, under: Math.max(1, sum(start, endOf(view.cells, mark))) };
}

/** The cell that holds a UTF-16 unit of the text; one past the last where the unit lies beyond it. */
function cellIndex(cells: readonly Cell[], unit: number): number {
  const index = cells.findIndex((cell) => cell.index + cell.units > unit);
  return index < 0 ? cells.length : index;
}
