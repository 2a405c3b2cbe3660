/**
 * What tells a database from other bytes that begin as one does: the first hundred bytes. SQLite's own code holds the magic
 * too, and tests of drivers hold pieces of headers.
 */
import { readHeader } from "../../embed/sqlite-header.ts";

export interface Extent {
  readonly pageSize: number;
  /** In bytes, as the header counts its pages; undefined where an old SQLite wrote it, which does not count. */
  readonly length: number | undefined;
}

/** @returns undefined where these are not the first bytes of a database */
export function readExtent(bytes: Uint8Array): Extent | undefined {
  const header = readHeader(bytes);
  if ("mistake" in header) return undefined;
  const { pageSize, writeVersion, readVersion, hasUsualFractions, pageCount } = header;
  if (!isVersion(writeVersion) || !isVersion(readVersion) || !hasUsualFractions) return undefined;
  return { pageSize, length: pageCount === undefined ? undefined : pageCount * pageSize };
}

/** Rollback journal or write-ahead log. */
const isVersion = (byte: number): boolean => byte === 1 || byte === 2;
