/**
 * Findings with lines and columns instead of offsets, and with the source lines that a reader wants to see: plain data
 * that every output format reads and that passes between threads.
 */

import { type LineTable, lineTable } from "../engine/lines.ts";
import type { ReportedFinding, Suppression, TextRange } from "../engine/report.ts";
import type { Severity } from "../rules/finding.ts";
import { relativePath } from "./paths.ts";

/** 1-based lines and columns in UTF-16 units; the end is the first column that is no part of it. */
export interface LocatedRange {
  readonly path: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A source line, or where it is long, the part of it around what is shown. */
export interface SourceLine {
  readonly line: number;
  readonly text: string;
  /** 1-based column of the first unit of `text`. */
  readonly column: number;
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

export interface LocatedRelated extends LocatedRange {
  readonly message: string;
  readonly source: SourceLine | undefined;
}

export interface LocatedEdit extends LocatedRange {
  readonly text: string;
}

interface LocatedFix {
  readonly title: string;
  readonly edits: readonly LocatedEdit[];
  readonly preferred: boolean;
  readonly byName?: true;
}

export interface LocatedSuppression {
  readonly kind: Suppression["kind"];
  readonly at: LocatedRange | undefined;
  readonly justification: string | undefined;
}

export interface LocatedFinding extends LocatedRange {
  readonly rule: string;
  readonly severity: Severity;
  /** See `Finding.equivalent`. */
  readonly equivalent?: string | null;
  readonly message: string;
  readonly why: string;
  readonly advice: string;
  readonly symbol: string | undefined;
  /** Undefined where the file's text is not at hand. */
  readonly source: SourceLine | undefined;
  readonly related: readonly LocatedRelated[];
  readonly fixes: readonly LocatedFix[];
  readonly suppression: LocatedSuppression | undefined;
  /** Stays the same when the finding moves to another line; see `fingerprint`. */
  readonly fingerprint: string;
}

export interface LocateOptions {
  /** The folder that paths are shown relative to; `""` leaves them as they are. */
  readonly root: string;
  /** The decoded text that the offsets were taken from, or undefined where it cannot be read any more. */
  textOf(path: string): string | undefined;
}

/** Units of a long line that are kept on either side of the place it is shown for. */
const KEPT_UNITS = 200;

/**
 * Locates findings and sorts them by path, line and rule. All findings of one file belong into one call, because equal
 * findings of a file are told apart by their number. Ranges outside of their text are clamped to it.
 */
export function locateFindings(findings: readonly ReportedFinding[], options: LocateOptions): LocatedFinding[] {
  const { sourceOf, rangeOf } = locator(options);
  const seen = new Map<string, number>();

  return findings
    .toSorted((a, b) => compare(a.path, b.path) || a.start - b.start || a.end - b.end || compare(a.rule, b.rule))
    .map((finding) => {
      const at = rangeOf(finding);
      const source = sourceOf(finding.path);
      const key = fingerprintKey(finding, at.path, source, at.startLine);
      const ordinal = seen.get(key) ?? 0;
      seen.set(key, ordinal + 1);
      const { rule, severity, message, why, advice, symbol, suppression } = finding;
      return {
        ...at,
        ...{ rule, severity, message, why, advice, symbol },
        ...(finding.equivalent === undefined ? {} : { equivalent: finding.equivalent }),
        source: source && sourceLine(source, at.startLine, at.startColumn),
        related: finding.related.map((related) => {
          const range = rangeOf(related);
          const text = sourceOf(related.path);
          const line = text && sourceLine(text, range.startLine, range.startColumn);
          return { ...range, message: related.message, source: line };
        }),
        fixes: finding.fixes.map((fix) => ({
          title: fix.title,
          preferred: fix.preferred,
          ...(fix.byName ? { byName: true as const } : {}),
          edits: fix.edits.map((edit) => ({ ...rangeOf(edit), text: edit.text })),
        })),
        suppression: suppression && {
          kind: suppression.kind,
          at: suppression.at && rangeOf(suppression.at),
          justification: suppression.justification,
        },
        fingerprint: hash64(`${key}\0${ordinal}`),
      };
    });
}

/** Lines and columns of ranges that are no findings, such as suppressions; in the order given. */
export function locateRanges(ranges: readonly TextRange[], options: LocateOptions): LocatedRange[] {
  return ranges.map(locator(options).rangeOf);
}

interface Source {
  readonly text: string;
  readonly lines: LineTable;
}

interface Locator {
  sourceOf(path: string): Source | undefined;
  rangeOf(range: TextRange): LocatedRange;
}

/** Keeps the line tables of the files that it was asked about. */
function locator(options: LocateOptions): Locator {
  const sources = new Map<string, Source | undefined>();
  const sourceOf = (path: string): Source | undefined => {
    if (!sources.has(path)) {
      const text = options.textOf(path);
      sources.set(path, text === undefined ? undefined : { text, lines: lineTable(text) });
    }
    return sources.get(path);
  };
  const rangeOf = (range: TextRange): LocatedRange => {
    const path = options.root === "" ? range.path : relativePath(options.root, range.path);
    const lines = sourceOf(range.path)?.lines;
    if (lines === undefined) return { path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    const start = lines.positionAt(range.start);
    const end = lines.positionAt(Math.max(range.start, range.end));
    return { path, startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  };
  return { sourceOf, rangeOf };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sourceLine(source: Source, line: number, column: number): SourceLine {
  const bounds = source.lines.boundsOf(line);
  const middle = Math.min(bounds.start + column - 1, bounds.end);
  const start = pairStart(source.text, Math.max(bounds.start, middle - KEPT_UNITS));
  const end = pairStart(source.text, Math.min(bounds.end, middle + KEPT_UNITS));
  return {
    line,
    text: source.text.slice(start, end),
    column: start - bounds.start + 1,
    cutBefore: start > bounds.start,
    cutAfter: end < bounds.end,
  };
}

/** The offset itself, or the one before it where it would part a surrogate pair. */
function pairStart(text: string, offset: number): number {
  const isLow = (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
  return isLow && (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800 ? offset - 1 : offset;
}

/**
 * What makes a finding the same one after edits elsewhere: its rule, file and function and the words of its line, not
 * the line's number nor its indentation. Equal findings are numbered by the caller.
 */
function fingerprintKey(finding: ReportedFinding, path: string, source: Source | undefined, line: number): string {
  const bounds = source?.lines.boundsOf(line);
  const text = source && bounds ? source.text.slice(bounds.start, Math.min(bounds.end, bounds.start + 2000)) : "";
  return [finding.rule, path, finding.symbol ?? "", text.trim().replace(/\s+/g, " ")].join("\0");
}

/** FNV-1a over the UTF-16 units in two 32-bit lanes, as 16 hexadecimal digits; no protection against forgery. */
function hash64(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ ((unit << 8) | (unit >> 8)), 0x85ebca6b);
    high ^= high >>> 13;
  }
  const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, "0");
  return hex(high) + hex(low);
}
