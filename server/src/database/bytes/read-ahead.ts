/** A source that is asked for small pieces one behind the other, as SQLite does when it reads a table from end to end. */
import type { ByteSource } from "../../binary/source.ts";

/** The most that is read at once, in bytes. */
const longestRun = 1024 * 1024;
/** A table, its index and two more are read along at a time. */
const mostRuns = 4;

interface Run {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** Who reads on is given more and more at once; who jumps is given what he asks for. */
export function readAhead(source: ByteSource): ByteSource {
  /** The one that was asked last comes first. */
  const runs: Run[] = [];
  return {
    length: source.length,
    read(start, end) {
      const place = runs.findIndex((run) => isIn(run, start, end) || isNext(run, start));
      const found = runs[place];
      const run = found !== undefined && isIn(found, start, end) ? found : next(source, found, start, end);
      if (place !== 0) {
        if (place > 0) runs.splice(place, 1);
        else if (runs.length >= mostRuns) runs.pop();
        runs.unshift(run);
      } else runs[0] = run;
      return run.bytes.subarray(start - run.start, end - run.start);
    },
  };
}

const isIn = ({ start, bytes }: Run, from: number, to: number): boolean => from >= start && to <= start + bytes.length;

/** It begins in the run and ends behind it, or is a step ahead that is no longer than what was read last. */
function isNext({ start, bytes }: Run, from: number): boolean {
  return from > start && from <= start + 2 * bytes.length;
}

function next(source: ByteSource, before: Run | undefined, start: number, end: number): Run {
  const wanted = before === undefined ? 0 : Math.min(before.bytes.length * 2, longestRun);
  return { start, bytes: source.read(start, Math.min(Math.max(end, start + wanted), source.length)) };
}
