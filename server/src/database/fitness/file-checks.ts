/**
 * What a database's header, its length and the files beside it say about embedding. Sections are those of "Database File
 * Format" (sqlite.org/fileformat2.html).
 */
import type { DatabaseHeader } from "../../embed/sqlite-header.ts";
import type { Layout } from "../format/layout.ts";
import { pointerMapEntries } from "../format/layout.ts";
import type { FitnessCheck } from "../protocol.ts";
import { checkOf, count, number } from "./check.ts";

export function formatCheck({ header }: Layout): FitnessCheck {
  const title = "File format";
  const version = Math.max(header.writeVersion, header.readVersion);
  if (version > 2) {
    const reason = `The header asks for version ${version} of the file format (bytes 18 and 19), and SQLite knows 1 and 2.`;
    return checkOf("format", title, "fail", { reason, remedy: "Make the database anew with a current SQLite." });
  }
  if (!header.hasUsualFractions || header.schemaFormat > 4 || header.encoding > 3) {
    const reason = "The header has values that SQLite refuses, in bytes 21 to 23, 44 to 47 or 56 to 59.";
    return checkOf("format", title, "fail", {
      reason,
      remedy: "Take the database from a copy of before, or make it anew.",
    });
  }
  const by = header.writtenBy === 0 ? "" : `, written last by SQLite ${versionText(header.writtenBy)}`;
  return checkOf("format", title, "pass", { reason: `It is an SQLite 3 database${by}.` });
}

/** 3,045,001 is 3.45.1. */
const versionText = (version: number): string =>
  `${Math.floor(version / 1_000_000)}.${Math.floor(version / 1000) % 1000}.${version % 1000}`;

/** 1.3.3: who opens a file with 2 in these bytes opens its log, and the log's index lies in shared memory. */
export function journalModeCheck({ header: { writeVersion, readVersion } }: Layout): FitnessCheck {
  const title = "Journal mode";
  if (writeVersion !== 2 && readVersion !== 2) {
    const reason = "Bytes 18 and 19 are 1: a file system without shared memory can open it.";
    return checkOf("journal-mode", title, "pass", { reason });
  }
  return checkOf("journal-mode", title, "fail", {
    reason:
      "It is in WAL mode: bytes 18 and 19 are 2. SQLite then wants shared memory from its file system even to read, which a file system in a driver does not have; the templates compile WAL out.",
    remedy: "Take it out of WAL mode; what is in its log goes into the file then.",
    command: "PRAGMA journal_mode=DELETE;",
  });
}

/** What lies beside a file is not embedded with it. */
export function besideCheck(walPages: number, hasJournal: boolean): FitnessCheck {
  const title = "Nothing beside it";
  if (walPages > 0) {
    return checkOf("beside", title, "fail", {
      reason: `The write-ahead log beside it has ${count(walPages, "committed page")} that the file does not have yet. The driver would have the older rows.`,
      remedy: "Bring the log into the file and close it in all programs.",
      command: "PRAGMA wal_checkpoint(TRUNCATE);\nPRAGMA journal_mode=DELETE;",
    });
  }
  if (hasJournal) {
    return checkOf("beside", title, "fail", {
      reason:
        "A rollback journal lies beside it: somebody is writing to it, or was interrupted. What the file holds now may be half of a transaction.",
      remedy: "Close it in all programs, and read from it once with sqlite3, which rolls back what was not finished.",
      command: "SELECT count(*) FROM sqlite_schema;",
    });
  }
  return checkOf("beside", title, "pass", {
    reason: "No log and no journal lies beside the file that has what the file does not have.",
  });
}

/** 1.3.7 */
export function lengthCheck({ header, pageSize }: Layout, length: number): FitnessCheck {
  const title = "Length";
  const pages = header.pageCount ?? Math.ceil(length / pageSize);
  const expected = pages * pageSize;
  const shape = `${count(pages, "page")} of ${number(pageSize)} bytes`;
  if (length === expected)
    return checkOf("length", title, "pass", { reason: `It has ${shape}, and ends with the last.` });
  if (length < expected) {
    return checkOf("length", title, "fail", {
      reason: `It has ${count(length, "byte")}, and ${shape} are ${number(expected)}: it is cut off. SQLite says that it is malformed.`,
      remedy: "Copy it anew from where it is whole. What is left of it may be saved into another file.",
      command: ".recover",
    });
  }
  return checkOf("length", title, "fail", {
    reason: `It has ${count(length, "byte")}, and ${shape} are ${number(expected)}: what is behind them is no part of it, and driverlens does not embed it.`,
    remedy: "Make a copy without it.",
    command: "VACUUM INTO 'copy.db';",
  });
}

/** 1.5 */
export function freePagesCheck({ header, pageSize }: Layout, freePages: number): FitnessCheck {
  const title = "Free pages";
  if (freePages === 0) return checkOf("free-pages", title, "pass", { reason: "There are none." });
  return checkOf("free-pages", title, "warning", {
    reason: `${count(freePages, "page holds", "pages hold")} nothing: ${count(freePages * pageSize, "byte")} of the image and of the machine's memory${header.freePages === freePages ? "" : " (its header says otherwise)"}.`,
    remedy: "Write it anew without them.",
    command: "VACUUM;",
  });
}

/** 1.8 */
export function autoVacuumCheck(layout: Layout): FitnessCheck {
  const title = "Automatic vacuum";
  if (!layout.hasPointerMaps) return checkOf("auto-vacuum", title, "pass", { reason: "It is off." });
  const maps = Math.ceil((layout.pageCount - 1) / (pointerMapEntries(layout) + 1));
  return checkOf("auto-vacuum", title, "warning", {
    reason: `It is ${layout.header.isIncrementalVacuum ? "incremental" : "on"}: ${count(maps, "page says", "pages say")} where the others belong, for moving them. Nobody moves pages of a constant.`,
    remedy: "Write it anew without it.",
    command: "PRAGMA auto_vacuum=NONE;\nVACUUM;",
  });
}

/** 1.3.13 */
export function encodingCheck({ encoding }: Layout): FitnessCheck {
  const title = "Text encoding";
  if (encoding === "utf-8") {
    return checkOf("encoding", title, "pass", {
      reason: "UTF-8: sqlite3_column_text gives texts as they are; sqlite3_column_text16 makes UTF-16 of each.",
    });
  }
  if (encoding === "utf-16le") {
    return checkOf("encoding", title, "info", {
      reason:
        "UTF-16le: sqlite3_column_text16 gives texts as a UNICODE_STRING has them, sqlite3_column_text allocates and converts each. Texts in English take twice the bytes. An SQLite compiled with SQLITE_OMIT_UTF16 does not open it.",
    });
  }
  return checkOf("encoding", title, "warning", {
    reason:
      "UTF-16be: no machine that a driver runs on has this byte order, so that SQLite allocates and converts each text that is read or compared.",
    remedy: "An encoding cannot be changed: make a new database and put everything into it.",
    command: ".output dump.sql\n.dump\n.quit\nsqlite3 new.db\nPRAGMA encoding='UTF-8';\n.read dump.sql",
  });
}

/** A page lies in the cache with what SQLite notes of it behind it, some 300 bytes, in one allocation. */
export function pageSizeCheck({ pageSize }: Layout): FitnessCheck {
  const title = "Page size";
  const each = `${number(pageSize)} bytes. SQLite copies each page that it reads into one allocation, with some 300 bytes of notes`;
  if (pageSize <= 4096) {
    const room =
      pageSize === 4096
        ? "which the kernel's allocators may give two pages of memory for"
        : "less than a page of memory";
    return checkOf("page-size", title, "pass", { reason: `${each}: ${room}. A query holds a handful of them.` });
  }
  const state = pageSize > 16384 ? "warning" : "info";
  return checkOf("page-size", title, state, {
    reason: `${each}: ${count(Math.ceil((pageSize + 300) / 4096), "page")} of memory in a row for each, also where one short row is wanted. Such blocks are what a kernel short of memory refuses first, and SQLite then answers SQLITE_NOMEM.`,
    remedy: "Write it anew with pages of 4,096 bytes.",
    command: "PRAGMA page_size=4096;\nVACUUM;",
  });
}

/** 1.3.4 */
export function reservedCheck({ header }: Layout): FitnessCheck {
  const title = "Reserved bytes";
  if (header.reservedBytes === 0) return checkOf("reserved-bytes", title, "pass", { reason: "Pages have none." });
  return checkOf("reserved-bytes", title, "warning", {
    reason: `The last ${count(header.reservedBytes, "byte")} of each page are kept for an extension, as checksums or encryption want them. A driver's file system knows nothing of it: checksums go unread, and encrypted pages are noise.`,
    remedy: "Write it anew without them, in a shell without the extension.",
    command: ".filectrl reserve_bytes 0\nVACUUM;",
  });
}

/** 1.3.10 */
export function schemaFormatCheck({ header: { schemaFormat } }: Layout): FitnessCheck {
  const title = "Schema format";
  if (schemaFormat === 4) return checkOf("schema-format", title, "pass", { reason: "4, which is the current one." });
  if (schemaFormat === 0) return checkOf("schema-format", title, "info", { reason: "There is no schema yet." });
  return checkOf("schema-format", title, "info", {
    reason: `${schemaFormat}, an old one. Every SQLite reads it; DESC in indexes is ignored, and 0 and 1 take a byte more.`,
  });
}

/** 1.3.14 and 1.3.15 */
export function identityCheck({ header: { applicationId, userVersion } }: Layout): FitnessCheck {
  const id = applicationId === 0 ? "0, so that any program takes it for its own" : identifier(applicationId);
  return checkOf("identity", "Identity", "info", {
    reason: `application_id is ${id}; user_version is ${userVersion}. A driver can hold both against what it was built for before it runs a query.`,
  });
}

function identifier(id: DatabaseHeader["applicationId"]): string {
  const hex = `0x${(id >>> 0).toString(16).padStart(8, "0")}`;
  const chars = [24, 16, 8, 0].map((shift) => (id >>> shift) & 0xff);
  const isText = chars.every((char) => char >= 0x20 && char < 0x7f);
  return isText ? `${hex} ("${String.fromCharCode(...chars)}")` : hex;
}
