/**
 * What the page of an image, the extension and the worker that reads it say to each other. Each side holds what it is sent
 * against these schemas: a page is a browser with a stranger's strings in it, and a worker has read a hostile file.
 */
import * as v from "valibot";
import { failure } from "../lanes/failure.ts";
import { comparison, embeddedDatabase, poolTag, report } from "./report.ts";

const stringsParams = v.object({
  /** Part of a string, whatever the case; all strings where it is empty. */
  search: v.string(),
  /** In characters. */
  least: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(256)),
  encoding: v.picklist(["both", "ascii", "utf-16"]),
  /** Where to go on: the `next` of the answer before; 0 at first. */
  from: v.number(),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
});

const stringsResult = v.object({
  strings: v.array(
    v.object({
      /** In the file. */
      offset: v.number(),
      /** Its beginning where it is long. */
      text: v.string(),
      /** Of the whole, in characters. */
      length: v.number(),
      encoding: v.picklist(["ascii", "utf-16"]),
      /** Of the section that it lies in; empty in headers and behind the last one. */
      section: v.string(),
    }),
  ),
  /** Undefined at the end of the file. */
  next: v.exactOptional(v.number()),
});

const bytesParams = v.object({ start: v.number(), length: v.pipe(v.number(), v.maxValue(1024 * 1024)) });
const bytesResult = v.object({ bytes: v.instance(Uint8Array) });

/** `browse` answers in milliseconds; `survey` reads the whole file. */
export const lanes = ["browse", "survey"] as const;
export type Lane = (typeof lanes)[number];

/** What a page may ask. */
export const methods = {
  report: { lane: "browse", params: v.object({}), result: report },
  /** Bytes of the file, fewer at its end. */
  bytes: { lane: "browse", params: bytesParams, result: bytesResult },
  /** As far as constants in the code show them. */
  tags: { lane: "survey", params: v.object({}), result: v.array(poolTag) },
  databases: { lane: "survey", params: v.object({}), result: v.array(embeddedDatabase) },
  strings: { lane: "survey", params: stringsParams, result: stringsResult },
} as const;

export type Method = keyof typeof methods;
export type Params<M extends Method> = v.InferOutput<(typeof methods)[M]["params"]>;
export type Result<M extends Method> = v.InferOutput<(typeof methods)[M]["result"]>;
export type StringsParams = Params<"strings">;
export type StringsResult = Result<"strings">;
export type FoundString = StringsResult["strings"][number];

/** From the page to the extension. */
export const fromPage = v.variant("kind", [
  /** The page is there, and anew each time it is made. */
  v.object({ kind: v.literal("ready") }),
  v.object({ kind: v.literal("request"), id: v.number(), method: v.string(), params: v.unknown() }),
  v.object({ kind: v.literal("cancel"), id: v.number() }),
  v.object({ kind: v.literal("copy"), text: v.string() }),
  v.object({ kind: v.literal("save"), name: v.string(), bytes: v.instance(Uint8Array) }),
  /** Goes to a call of an import in the sources: one that `calls` told of. */
  v.object({ kind: v.literal("goTo"), name: v.string(), index: v.number() }),
  /** Opens the embedded database that begins there in the database inspector. */
  v.object({ kind: v.literal("openDatabase"), start: v.number() }),
  v.object({ kind: v.literal("openInf"), name: v.string() }),
  /** Opens the page of a finding's rule, or that of an API. */
  v.object({ kind: v.literal("openPage"), address: v.string() }),
  /** Asks which other image, and shows both beside each other. */
  v.object({ kind: v.literal("compare") }),
  /** Asks which Windows the driver is for, and judges anew. */
  v.object({ kind: v.literal("chooseTarget") }),
  /** Of a kernel module: asks for the Module.symvers that it is for. */
  v.object({ kind: v.literal("chooseSymvers") }),
  /** Writes the debugger script for this image. */
  v.object({ kind: v.literal("script") }),
  /** Looks at the file anew. */
  v.object({ kind: v.literal("reopen") }),
  /** Asks which other editor is to show the file; where it is no image. */
  v.object({ kind: v.literal("openWith") }),
]);
export type FromPage = v.InferOutput<typeof fromPage>;

/** Where the sources call an import. */
const callSite = v.object({
  /** Within the workspace: "driver/pool.c". */
  file: v.string(),
  /** From 1 on. */
  line: v.number(),
  /** The function around it; empty outside. */
  caller: v.string(),
});
export type CallSite = v.InferOutput<typeof callSite>;

/** From the extension to the page. */
export const toPage = v.variant("kind", [
  /** What people call it: "NewDriver.sys". */
  v.object({ kind: v.literal("opened"), name: v.string() }),
  /** Which calls in the workspace's sources cause the imports that have findings; told again when sources change. */
  v.object({ kind: v.literal("calls"), calls: v.array(v.object({ name: v.string(), sites: v.array(callSite) })) }),
  /** Somebody came from a call of this import in the sources: the page shows it, with its finding. */
  v.object({ kind: v.literal("showImport"), name: v.string() }),
  /** The page shows this comparison and not one image. */
  v.object({ kind: v.literal("comparison"), comparison }),
  v.object({ kind: v.literal("response"), id: v.number(), result: v.unknown() }),
  v.object({ kind: v.literal("failure"), id: v.number(), failure }),
  v.object({ kind: v.literal("progress"), id: v.number(), fraction: v.number() }),
  /** The file, or what it is judged by, is another now: the report is to be asked for again. */
  v.object({ kind: v.literal("changed") }),
]);
export type ToPage = v.InferOutput<typeof toPage>;
