/** Pages of a database one after the other. What is asked for in rising order is read ahead, what is not is read alone. */
import type { ByteSource } from "../../binary/source.ts";
import type { Layout } from "./layout.ts";

export interface PageReader {
  /**
   * The bytes of a page, `pageSize` of them, good until the next call: zeros where the file ends within it.
   * @param page 1 to `pageCount`
   */
  read(page: number): Uint8Array;
}

/** The most that is read at once, in bytes. */
const longestRun = 1024 * 1024;

export function pageReader(source: ByteSource, { pageSize, pageCount }: Layout): PageReader {
  const most = Math.max(Math.floor(longestRun / pageSize), 1);
  let run: Uint8Array = new Uint8Array();
  /** The first page of the run, and the first behind it. */
  let first = 0;
  let end = 0;
  const fill = (page: number): void => {
    // A step ahead that is no longer than what was read last is taken for the beginning of many.
    const isAhead = page >= end && page - end < end - first;
    const count = Math.min(isAhead ? (end - first) * 2 : 1, most, pageCount - page + 1);
    const start = (page - 1) * pageSize;
    const bytes = source.read(start, Math.min(start + count * pageSize, source.length));
    run = bytes.length === count * pageSize ? bytes : padded(bytes, count * pageSize);
    first = page;
    end = page + count;
  };
  return {
    read(page) {
      if (page < first || page >= end) fill(page);
      const start = (page - first) * pageSize;
      return run.subarray(start, start + pageSize);
    },
  };
}

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const all = new Uint8Array(length);
  all.set(bytes);
  return all;
}
