/**
 * What the inspector's page, the extension and the database's worker say to each other. Each side holds what it is sent
 * against these schemas: a page is a browser with a stranger's data in it, and a worker has read a hostile file.
 *
 * A method is asked by the page, carried by the extension and answered by a worker. Lanes are workers of their own: a query
 * that never ends must not keep the grid from scrolling.
 */
import * as v from "valibot";
import { failure } from "../lanes/failure.ts";

/** A value as SQLite holds it. Integers are text, as they have 64 bits; NULL is null. */
const cell = v.nullable(
  v.variant("type", [
    v.object({ type: v.literal("integer"), text: v.string() }),
    /** As SQLite writes it: 1.0, 1.0e+100, Inf. */
    v.object({ type: v.literal("real"), text: v.string() }),
    /**
     * `length` in characters of the whole; `text` is its beginning where it is long, and empty where it is so long that it was
     * not looked into: the length is that in bytes then. `bytes` where it is no valid UTF-8.
     */
    v.object({
      type: v.literal("text"),
      text: v.string(),
      length: v.number(),
      isWhole: v.boolean(),
      bytes: v.exactOptional(v.instance(Uint8Array)),
    }),
    /** `length` in bytes of the whole; `bytes` is its beginning. */
    v.object({ type: v.literal("blob"), bytes: v.instance(Uint8Array), length: v.number() }),
  ]),
);

const column = v.object({
  name: v.string(),
  /** As declared; empty where nothing is. */
  type: v.string(),
  isNotNull: v.boolean(),
  /** Its place in the primary key from 1 on; 0 where it is no part of it. */
  primaryKey: v.number(),
  /** SQL, as declared. */
  default: v.nullable(v.string()),
  isGenerated: v.boolean(),
  isHidden: v.boolean(),
});

const catalogObject = v.object({
  kind: v.picklist(["table", "view", "index", "trigger", "virtual table"]),
  name: v.string(),
  /** The table that an index or a trigger belongs to; the name itself elsewhere. */
  table: v.string(),
  /** Null where SQLite made it by itself. */
  sql: v.nullable(v.string()),
  columns: v.array(column),
  foreignKeys: v.array(
    v.object({
      columns: v.array(v.string()),
      table: v.string(),
      /** Empty where the primary key is meant. */
      parentColumns: v.array(v.string()),
      onUpdate: v.string(),
      onDelete: v.string(),
    }),
  ),
  /** Rows, near enough; from sqlite_stat1 or the largest rowid, and never from counting. */
  estimate: v.exactOptional(v.number()),
  isWithoutRowid: v.boolean(),
  isStrict: v.boolean(),
  isUnique: v.boolean(),
  /** SQLite's own: sqlite_schema, sqlite_sequence, shadow tables. */
  isInternal: v.boolean(),
  /** Of virtual tables. */
  module: v.exactOptional(v.string()),
  /** Why its rows cannot be shown: "needs FTS5", "no such table: x". */
  problem: v.exactOptional(v.string()),
});

export const filterOperators = [
  "=",
  "<>",
  "<",
  "<=",
  ">",
  ">=",
  "contains",
  "begins with",
  "ends with",
  "like",
  "glob",
  "is null",
  "is not null",
] as const;

/** Which rows of a table or view, and in which order. */
const view = v.object({
  table: v.string(),
  sort: v.array(v.object({ column: v.string(), isDescending: v.boolean() })),
  filters: v.array(v.object({ column: v.string(), operator: v.picklist(filterOperators), value: v.string() })),
  /** Rows of which any column holds this, whatever the case; all where it is empty. */
  search: v.string(),
});

/** What names a row in a view: for the worker alone to read. */
const rowKey = v.string();

const rowsParams = v.object({
  view,
  /** Which columns, in which order; all of the table's where it is left out. */
  columns: v.exactOptional(v.array(v.string())),
  from: v.variant("kind", [
    v.object({ kind: v.literal("start") }),
    v.object({ kind: v.literal("end") }),
    v.object({ kind: v.literal("after"), key: rowKey }),
    v.object({ kind: v.literal("before"), key: rowKey }),
    /** From this row on. */
    v.object({ kind: v.literal("at"), key: rowKey }),
    /** Where somebody dragged the scroll bar to: 0 to 1. */
    v.object({ kind: v.literal("fraction"), fraction: v.number() }),
    /** From 1 on, in the order of the view. */
    v.object({ kind: v.literal("number"), number: v.number() }),
    /** The row with this rowid, or the next one; of tables with a rowid in its order alone. */
    v.object({ kind: v.literal("rowid"), rowid: v.string() }),
  ]),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
});

const rowsResult = v.object({
  columns: v.array(v.string()),
  rows: v.array(v.object({ key: rowKey, cells: v.array(cell) })),
  isStart: v.boolean(),
  isEnd: v.boolean(),
  /** No index has this order: each page reads all rows, which takes seconds where there are millions. */
  isScan: v.exactOptional(v.boolean()),
  /** Where the first of these rows lies among all, from 0 on: exact, or near enough for a scroll bar; absent where nobody knows. */
  position: v.exactOptional(v.object({ first: v.number(), total: v.number(), isExact: v.boolean() })),
});

const cellParams = v.object({
  view,
  key: rowKey,
  column: v.string(),
  /** In bytes of the value as it is stored (text as UTF-8). */
  start: v.number(),
  length: v.pipe(v.number(), v.maxValue(16 * 1024 * 1024)),
});

const cellResult = v.object({
  type: v.picklist(["null", "integer", "real", "text", "blob"]),
  bytes: v.instance(Uint8Array),
  /** Of the whole value. */
  length: v.number(),
});

const planNode = v.object({ id: v.number(), parent: v.number(), text: v.string() });

const queryParams = v.object({
  sql: v.string(),
  /** Rows that are kept of each statement. */
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
  /** EXPLAIN QUERY PLAN of each statement in place of its rows. */
  isPlan: v.boolean(),
});

const queryResult = v.object({
  statements: v.array(
    v.object({
      /** UTF-16 units of `sql`. */
      start: v.number(),
      end: v.number(),
      columns: v.array(v.string()),
      rows: v.array(v.array(cell)),
      /** There were more rows than the limit. */
      isCut: v.boolean(),
      plan: v.array(planNode),
      milliseconds: v.number(),
      /** Why it failed; it is the last then. */
      error: v.exactOptional(v.string()),
    }),
  ),
});

/** What a page of the file is; `pageKinds[kinds[page - 1]]`. */
export const pageKinds = [
  "unknown",
  "table leaf",
  "table interior",
  "index leaf",
  "index interior",
  "overflow",
  "freelist trunk",
  "freelist leaf",
  "pointer map",
  "lock byte",
] as const;

const pageOwner = v.object({
  /** A table or an index; sqlite_schema has page 1. */
  name: v.string(),
  table: v.string(),
  kind: v.picklist(["table", "index"]),
  root: v.number(),
  /** Levels from the root to the leaves, 1 where the root is the only page. */
  depth: v.number(),
  leafPages: v.number(),
  interiorPages: v.number(),
  overflowPages: v.number(),
  /** Rows or index entries that lie there: counted. */
  cells: v.number(),
  /** Of records, in bytes. */
  payload: v.number(),
  /** In its pages, in bytes. */
  unused: v.number(),
});

const pageMapResult = v.object({
  pageSize: v.number(),
  pageCount: v.number(),
  owners: v.array(pageOwner),
  /** Per page, from page 1 on: index into owners + 1; 0 where nobody owns it. */
  owner: v.instance(Uint32Array),
  /** Per page: index into `pageKinds`. */
  kinds: v.instance(Uint8Array),
  /** Per page, 0 to 255: how much of it is used. */
  fill: v.instance(Uint8Array),
  /** Per page: the page that leads to it, an interior page, a leaf or the overflow page before it, a trunk; 0 where none does. */
  parent: v.instance(Uint32Array),
  freePages: v.number(),
  /** What is wrong with the trees, at most 100. */
  problems: v.array(v.object({ page: v.number(), text: v.string() })),
});

const pageParams = v.object({
  number: v.number(),
  /** What the page map says that it is; guessed from its bytes where it is left out, as a freed page looks like what it was. */
  kind: v.exactOptional(v.picklist(pageKinds)),
});

const pageResult = v.object({
  number: v.number(),
  kind: v.picklist(pageKinds),
  /** Child pages of interior cells, overflow pages, the next trunk: what may be gone to. */
  cells: v.array(
    v.object({
      index: v.number(),
      /** Within the page. */
      offset: v.number(),
      size: v.number(),
      rowid: v.exactOptional(v.string()),
      child: v.exactOptional(v.number()),
      overflow: v.exactOptional(v.number()),
      values: v.array(cell),
      problem: v.exactOptional(v.string()),
    }),
  ),
  links: v.array(v.object({ text: v.string(), page: v.number() })),
  bytes: v.instance(Uint8Array),
  problem: v.exactOptional(v.string()),
});

const fitnessCheck = v.object({
  id: v.string(),
  title: v.string(),
  state: v.picklist(["pass", "warning", "fail", "info"]),
  /** What was read, and why it matters in a driver. */
  reason: v.string(),
  /** What to do, in a sentence. */
  remedy: v.exactOptional(v.string()),
  /** What to type for it: of the sqlite3 shell, to copy. It may have several lines. */
  command: v.exactOptional(v.string()),
});

const fitnessResult = v.object({
  checks: v.array(fitnessCheck),
  /** The array and its alignment in a driver's image, in bytes. */
  imageBytes: v.number(),
});

const overviewResult = v.object({
  /** In bytes, of the file or the part of it that is shown. */
  length: v.number(),
  pageSize: v.number(),
  pageCount: v.number(),
  encoding: v.string(),
  /** How pages get to SQLite: as they are needed, or the whole file at once. */
  reading: v.picklist(["lazy", "whole"]),
  /** Committed frames of the write-ahead log beside it that are shown as part of it. */
  walFrames: v.number(),
  /** What somebody who looks at the rows should know first: a hot journal beside it, a file that is cut off. */
  notes: v.array(v.string()),
});

const pragmasResult = v.array(
  v.object({
    name: v.string(),
    value: v.string(),
    /** What it means, in a sentence. */
    meaning: v.string(),
    /** The connection's, or what stands in the file. */
    of: v.picklist(["file", "connection"]),
  }),
);

const none = v.object({});

export const lanes = ["browse", "query", "survey"] as const;
export type Lane = (typeof lanes)[number];

/** What a page may ask. */
export const methods = {
  overview: { lane: "browse", params: none, result: overviewResult },
  catalog: { lane: "browse", params: none, result: v.array(catalogObject) },
  rows: { lane: "browse", params: rowsParams, result: rowsResult },
  cell: { lane: "browse", params: cellParams, result: cellResult },
  page: { lane: "browse", params: pageParams, result: pageResult },
  pragmas: { lane: "browse", params: none, result: pragmasResult },
  /** All rows of a view, by counting. */
  count: { lane: "query", params: v.object({ view }), result: v.object({ rows: v.number() }) },
  query: { lane: "query", params: queryParams, result: queryResult },
  pageMap: { lane: "survey", params: none, result: pageMapResult },
  fitness: { lane: "survey", params: none, result: fitnessResult },
} as const;

export type Method = keyof typeof methods;
export type Params<M extends Method> = v.InferOutput<(typeof methods)[M]["params"]>;
export type Result<M extends Method> = v.InferOutput<(typeof methods)[M]["result"]>;

export type Cell = v.InferOutput<typeof cell>;
export type Column = v.InferOutput<typeof column>;
export type CatalogObject = v.InferOutput<typeof catalogObject>;
export type View = v.InferOutput<typeof view>;
export type FitnessCheck = v.InferOutput<typeof fitnessCheck>;
export type PageOwner = v.InferOutput<typeof pageOwner>;
export type PlanNode = v.InferOutput<typeof planNode>;

/** What is to be written out: rows of a view, or of a query. */
const exportWhat = v.variant("kind", [
  v.object({ kind: v.literal("view"), view, columns: v.exactOptional(v.array(v.string())) }),
  v.object({ kind: v.literal("query"), sql: v.string() }),
]);
export const exportFormats = ["csv", "json", "sql"] as const;
export type ExportWhat = v.InferOutput<typeof exportWhat>;
export type ExportFormat = (typeof exportFormats)[number];

/** From the page to the extension. */
export const fromPage = v.variant("kind", [
  /** The page is there, and anew each time it is made. */
  v.object({ kind: v.literal("ready") }),
  v.object({ kind: v.literal("request"), id: v.number(), method: v.string(), params: v.unknown() }),
  v.object({ kind: v.literal("cancel"), id: v.number() }),
  /** Asks where to, and writes. */
  v.object({ kind: v.literal("export"), what: exportWhat, format: v.exactOptional(v.picklist(exportFormats)) }),
  v.object({ kind: v.literal("copy"), text: v.string() }),
  v.object({ kind: v.literal("save"), name: v.string(), bytes: v.instance(Uint8Array) }),
  v.object({ kind: v.literal("compact") }),
  v.object({ kind: v.literal("embed") }),
  /** Looks at the file anew, which is told by "changed": somebody asks to see what it is now, or to try again. */
  v.object({ kind: v.literal("reopen") }),
  /** Asks which other editor is to show the file; where it is no database. */
  v.object({ kind: v.literal("openWith") }),
  /** Statements that were run, newest first: they are kept for all databases of the workspace. */
  v.object({ kind: v.literal("history"), statements: v.array(v.string()) }),
]);
export type FromPage = v.InferOutput<typeof fromPage>;

/** From the extension to the page. */
export const toPage = v.variant("kind", [
  v.object({
    kind: v.literal("opened"),
    /** What people call it: "quirks.db", "QuirksDb in quirks.c". */
    name: v.string(),
    /** Where the workspace is not trusted, what is written to files is asked about first. Told again when it becomes trusted. */
    isTrusted: v.boolean(),
    history: v.array(v.string()),
  }),
  v.object({ kind: v.literal("response"), id: v.number(), result: v.unknown() }),
  v.object({ kind: v.literal("failure"), id: v.number(), failure }),
  v.object({ kind: v.literal("progress"), id: v.number(), fraction: v.number() }),
  /** The file is another one now: all that is shown is to be asked for again. */
  v.object({ kind: v.literal("changed") }),
]);
export type ToPage = v.InferOutput<typeof toPage>;
