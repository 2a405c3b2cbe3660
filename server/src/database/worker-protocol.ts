/** What the extension or the command line says to a database's worker, beside the methods that pages ask for. */

import type { FileInput } from "../binary/source.ts";
import type { DatabasePart } from "./find/part.ts";
import type { ExportFormat, ExportWhat, Method, Params, Result } from "./protocol.ts";

/** What an export is written to in place of a file: that of the program, read as slowly as somebody reads it. */
export const standardOutput = "-";

export interface OpenParams {
  readonly file: FileInput;
  /** The write-ahead log beside it, where there is one. */
  readonly wal?: FileInput;
  /** A rollback journal lies beside it that is not empty. */
  readonly hasJournal?: boolean;
  /** Which part of the file is the database; all of it where it is left out. */
  readonly part?: DatabasePart;
}

/** Calls that a worker knows. Each is answered before the next is begun; who wants one to end ends the worker. */
export type WorkerCalls = {
  readonly [M in Method]: { readonly params: Params<M>; readonly result: Result<M> };
} & {
  readonly find: { readonly params: { readonly file: FileInput }; readonly result: readonly DatabasePart[] };
  /** The first call of those that ask of a database. */
  readonly open: { readonly params: OpenParams; readonly result: { readonly length: number } };
  /**
   * The text comes in pieces before the answer; into the file `to` where that is given, which is made anew, or
   * `standardOutput`: pieces of
   * gigabytes would wait in memory for whoever writes them.
   */
  readonly export: {
    readonly params: { readonly what: ExportWhat; readonly format: ExportFormat; readonly to?: string };
    readonly result: { readonly rows: number };
  };
  /** A copy without free pages, made by VACUUM in memory. */
  readonly compact: { readonly params: Record<never, never>; readonly result: Uint8Array };
  /** Of the database as it lies in its file. */
  readonly bytes: { readonly params: { readonly start: number; readonly end: number }; readonly result: Uint8Array };
};
export type WorkerMethod = keyof WorkerCalls;
