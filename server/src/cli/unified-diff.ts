/** Edits of a text as a unified diff, which `patch` and `git apply` take and people read. */
import { applyEdits, type SourceEdit } from "../engine/fixes/source-edit.ts";

/** Lines around a change that are shown with it. */
const CONTEXT = 3;

/**
 * @param path as it is to stand in the diff, `/`-separated
 * @param edits of `text`, in order and not overlapping
 * @returns "" where nothing changes; else lines that end with "\n", a CR before it being part of the source
 */
export function unifiedDiff(path: string, text: string, edits: readonly SourceEdit[]): string {
  const lines = linesOf(text);
  const changes = changesOf(text, lines, edits);
  if (changes.length === 0) {
    return "";
  }
  const name = /[\t\n"\\]/.test(path)
    ? (prefix: string) => JSON.stringify(prefix + path)
    : (prefix: string) => prefix + path;
  const pieces = [`--- ${name("a/")}\n+++ ${name("b/")}\n`];
  let shift = 0;
  for (let first = 0; first < changes.length; ) {
    let last = first;
    while ((changes[last + 1]?.from ?? Number.POSITIVE_INFINITY) - (changes[last]?.to ?? 0) <= 2 * CONTEXT) {
      last++;
    }
    const hunk = changes.slice(first, last + 1);
    pieces.push(hunkText(lines, hunk, shift));
    shift += hunk.reduce((sum, change) => sum + change.added.length - (change.to - change.from), 0);
    first = last + 1;
  }
  return pieces.join("");
}

/** Lines `[from, to)`, counted from 0, are replaced. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly added: readonly string[];
}

/** Lines with their ends. */
interface Line {
  readonly start: number;
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/[^\n]*\n|[^\n]+$/g)].map((match) => ({ start: match.index, text: match[0] }));
}

function changesOf(text: string, lines: readonly Line[], edits: readonly SourceEdit[]): readonly Change[] {
  const changes: Change[] = [];
  let line = 0;
  for (let index = 0; index < edits.length; ) {
    const first = edits[index] as SourceEdit;
    while (line + 1 < lines.length && (lines[line + 1]?.start ?? 0) <= first.start) {
      line++;
    }
    // Edits that begin on the line where the one before them ends belong to one change.
    let to = line;
    let end = first.end;
    const own: SourceEdit[] = [];
    for (let edit: SourceEdit | undefined = first; edit !== undefined; edit = edits[++index]) {
      if (own.length > 0 && edit.start >= (lines[to]?.start ?? text.length)) {
        break;
      }
      own.push(edit);
      end = edit.end;
      while (to < lines.length && (lines[to]?.start ?? 0) <= end) {
        to++;
      }
    }
    const start = lines[line]?.start ?? 0;
    const stop = lines[to]?.start ?? text.length;
    const moved = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const change = trimmed(
      {
        from: Math.min(line, lines.length),
        to,
        added: linesOf(applyEdits(text.slice(start, stop), moved)).map((one) => one.text),
      },
      lines,
    );
    const before = changes.at(-1);
    if (before?.to === change.from) {
      changes[changes.length - 1] = { ...change, from: before.from, added: [...before.added, ...change.added] };
    } else if (change.from < change.to || change.added.length > 0) {
      changes.push(change);
    }
  }
  return changes;
}

/** Without lines at both ends that stay as they are. */
function trimmed({ from, to, added }: Change, lines: readonly Line[]): Change {
  let head = 0;
  while (from + head < to && head < added.length && lines[from + head]?.text === added[head]) {
    head++;
  }
  let tail = 0;
  while (
    to - tail > from + head &&
    added.length - tail > head &&
    lines[to - tail - 1]?.text === added[added.length - tail - 1]
  ) {
    tail++;
  }
  return { from: from + head, to: to - tail, added: added.slice(head, added.length - tail) };
}

function hunkText(lines: readonly Line[], changes: readonly Change[], shift: number): string {
  const from = Math.max(0, (changes[0]?.from ?? 0) - CONTEXT);
  const to = Math.min(lines.length, (changes.at(-1)?.to ?? 0) + CONTEXT);
  const body: string[] = [];
  let count = to - from;
  let at = from;
  const show = (sign: string, text: string): void => {
    body.push(text.endsWith("\n") ? `${sign}${text}` : `${sign}${text}\n\\ No newline at end of file\n`);
  };
  const keep = (end: number): void => {
    for (; at < end; at++) {
      show(" ", lines[at]?.text ?? "");
    }
  };
  for (const change of changes) {
    keep(change.from);
    for (; at < change.to; at++) {
      show("-", lines[at]?.text ?? "");
    }
    for (const text of change.added) {
      show("+", text);
    }
    count += change.added.length - (change.to - change.from);
  }
  keep(to);
  // A range without lines is named by the line before it.
  const range = (start: number, size: number): string => `${size === 0 ? start : start + 1},${size}`;
  return `@@ -${range(from, to - from)} +${range(from + shift, count)} @@\n${body.join("")}`;
}
