/**
 * Which lines of a file run above PASSIVE_LEVEL, or in atomic context. A line's level is the one before its statements: a
 * lock is taken on a line that is not marked, and released on one that is.
 */
import type { FunctionModel } from "../../../model/function.ts";
import { lineTable } from "../../lines.ts";
import type { UnitSession } from "../../unit-session.ts";
import { type FunctionLines, functionLines } from "./function-lines.ts";
import { type Change, LastSaid } from "./last-said.ts";
import { type EntryLevel, heightOf, type LevelSpan, type ShownLevel } from "./level.ts";

/** Lines with one level, both included, counted from 0. */
export interface MarkedLines {
  readonly first: number;
  readonly last: number;
  /** Of those with a mark. */
  readonly level: ShownLevel;
  /** Those of the lines on which a statement begins, in order; on the others stands what is between statements. */
  readonly statements: readonly number[];
}

/** The marked lines of a unit's files; what is known of a function is not worked out again while it holds. */
export class LineMarks {
  private readonly session: UnitSession;
  private readonly last = new LastSaid<readonly MarkedLines[]>(moved);
  private readonly kept = new WeakMap<FunctionModel, Kept>();

  constructor(session: UnitSession) {
    this.session = session;
  }

  /** By line, none twice; undefined for files that the session does not have, or that are no kernel's. */
  of(path: string): readonly MarkedLines[] | undefined {
    const reading = this.session.reading(path);
    const { levels } = this.session;
    if (reading === undefined || levels === undefined) {
      return undefined;
    }
    const { context, document } = reading;
    const table = lineTable(document.text);
    const marks: MarkedLines[] = [];
    for (const { functions } of context.file.declarations) {
      for (const fn of functions) {
        const found = this.last.of(fn, levels, () => {
          const [spans, entry] = [levels.spansOf(fn), levels.entryOf(fn)];
          const known = this.kept.get(fn);
          if (known?.spans === spans && known.entry?.text === entry?.text) {
            return known.marks;
          }
          const lines = context.derived(functionLines, fn);
          const made = { spans, entry, marks: marksIn(fn, lines, spans, entry, lines.skipped(document)) };
          this.kept.set(fn, made);
          return made.marks;
        });
        if (found.length > 0) {
          const at = table.positionAt(fn.anchor.start + fn.definition.start).line - 1;
          const behind = marks.at(-1)?.last ?? -1;
          marks.push(
            ...found
              .map((lines) => part(lines, Math.max(behind + 1 - at, lines.first), lines.last, at))
              .filter(({ first, last }) => first <= last),
          );
        }
      }
    }
    return marks;
  }
}

/** What a function's marks were made from. */
interface Kept {
  readonly spans: readonly LevelSpan[];
  readonly entry: EntryLevel | undefined;
  readonly marks: readonly MarkedLines[];
}

/** What is known of a line: a level that is marked, that there is none to mark, or (undefined) nothing of its own. */
type LineLevel = ShownLevel | "none";

/** Lines are counted from the function's first. */
function marksIn(
  fn: FunctionModel,
  lines: FunctionLines,
  spans: readonly LevelSpan[],
  entry: EntryLevel | undefined,
  skipped: ReadonlySet<number>,
): readonly MarkedLines[] {
  if (!spans.some(({ level }) => level.mark !== undefined)) {
    return [];
  }
  const levels = levelsOfLines(lines, spans);
  const { first } = lines.of(fn.definition.body);
  const last = lines.count - 1;
  if (entry?.mark !== undefined) {
    levels[first] ??= entry;
  }
  // At the brace at its end a function that was entered at a level is left at it, if it is there before.
  const end = levels[last] === undefined ? last : undefined;
  const begun = new Set(lines.statements.map((statement) => statement.first));
  const marks: MarkedLines[] = [];
  let run: { first: number; last: number; level: ShownLevel; statements: number[] } | undefined;
  for (let line = first; line <= last; line++) {
    const level = line === end ? entry : levels[line];
    if (level === undefined || level === "none" || level.mark === undefined) {
      run = level === undefined ? run : undefined;
    } else if (run !== undefined && isSame(run.level, level)) {
      run.last = line;
    } else if (line !== end) {
      run = { first: line, last: line, level, statements: [] };
      marks.push(run);
    }
    if (begun.has(line)) {
      run?.statements.push(line);
    }
  }
  return skipped.size === 0 ? marks : marks.flatMap((mark) => without(mark, skipped));
}

function levelsOfLines(lines: FunctionLines, spans: readonly LevelSpan[]): (LineLevel | undefined)[] {
  /** By what begins on a line, and by what goes on there. */
  const begun = new Array<LineLevel | undefined>(lines.count).fill(undefined);
  const goesOn = new Array<LineLevel | undefined>(lines.count).fill(undefined);
  // A statement of which no level is known, or that is never reached.
  for (const { first, last } of lines.statements) {
    begun[first] = "none";
    goesOn.fill("none", first + 1, last + 1);
  }
  for (const span of spans) {
    // A label has the level of the lines around it.
    if (lines.labels.has(span.start)) {
      continue;
    }
    const { first, last } = lines.of(span);
    const level = span.level.mark === undefined ? "none" : span.level;
    begun[first] = higher(begun[first], level);
    goesOn.fill(level, first + 1, last + 1);
  }
  return begun.map((level, line) => level ?? goesOn[line]);
}

function higher(a: LineLevel | undefined, b: LineLevel): LineLevel {
  if (a === undefined || a === "none" || b === "none") {
    return a === undefined || a === "none" ? b : a;
  }
  return heightOf(b) > heightOf(a) ? b : a;
}

const isSame = (a: ShownLevel, b: ShownLevel): boolean => a.text === b.text && a.isCertain === b.isCertain;

/** A run without the lines that are not compiled. */
function without(lines: MarkedLines, skipped: ReadonlySet<number>): readonly MarkedLines[] {
  const { first, last } = lines;
  const parts: MarkedLines[] = [];
  let start = first;
  for (let line = first; line <= last + 1; line++) {
    if (line > last || skipped.has(line)) {
      if (start < line) {
        parts.push(part(lines, start, line - 1));
      }
      start = line + 1;
    }
  }
  return parts;
}

/** Some lines of a run, moved. */
function part({ level, statements }: MarkedLines, first: number, last: number, delta = 0): MarkedLines {
  return {
    first: first + delta,
    last: last + delta,
    level,
    statements: statements.filter((line) => first <= line && line <= last).map((line) => line + delta),
  };
}

/** Lines in what was replaced are gone, unless a run goes on behind it. */
function moved(marks: readonly MarkedLines[], { before, now, start, oldEnd }: Change): readonly MarkedLines[] {
  const table = lineTable(before);
  const delta = lineTable(now).count - table.count;
  const [from, to] = [table.positionAt(start).line - 1, table.positionAt(oldEnd).line - 1];
  return marks.flatMap(({ first, last, level, statements }) => {
    const newFirst = first <= from ? first : Math.max(first, to) + delta;
    const newLast = last >= to ? last + delta : Math.min(last, from);
    const left = statements.filter((line) => line <= from || line > to);
    const newStatements = left.map((line) => (line <= from ? line : line + delta));
    return newFirst <= newLast ? [{ first: newFirst, last: newLast, level, statements: newStatements }] : [];
  });
}
