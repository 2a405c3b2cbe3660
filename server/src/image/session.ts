/** An image that was opened, and the answers to what is asked of it. One question at a time, each answered at once. */
import { type ByteSource, bytesSource, SourceError } from "../binary/source.ts";
import { findDatabases } from "../database/find/find-databases.ts";
import type { Facts } from "../facts/index.ts";
import type { Answering } from "../lanes/serve.ts";
import { poolTagsOf } from "./code/pool-tags.ts";
import { reportOf } from "./read/report.ts";
import { stringsOf } from "./strings/strings.ts";
import type { OpenParams, WorkerCalls, WorkerMethod } from "./worker-protocol.ts";

/** What a worker's host brings. */
export interface SessionHost {
  readonly facts: Facts;
  /** @throws SourceError where it cannot be read, or where the host knows no files */
  openFile(path: string): ByteSource;
}

export type Handlers = {
  readonly [M in WorkerMethod]: (params: WorkerCalls[M]["params"], answering: Answering) => WorkerCalls[M]["result"];
};

export function createSession(host: SessionHost): Handlers {
  let open: { readonly params: OpenParams; readonly source: ByteSource } | undefined;
  const opened = () => {
    if (open === undefined) throw new SourceError("No image is open.");
    return open;
  };
  return {
    open(params) {
      const { file } = params;
      const source = "path" in file ? host.openFile(file.path) : bytesSource(file.bytes);
      open = { params, source };
      return { length: source.length };
    },
    report() {
      const { params, source } = opened();
      return reportOf(source, params, host.facts);
    },
    bytes({ start, length }) {
      const { source } = opened();
      const from = Math.min(Math.max(start, 0), source.length);
      // A copy: what is read may be a window of something large, all of which would be carried over.
      return { bytes: source.read(from, Math.min(from + Math.max(length, 0), source.length)).slice() };
    },
    tags: (_, { progress }) => poolTagsOf(opened().source, host.facts, progress),
    strings: (params, { progress }) => stringsOf(opened().source, params, progress),
    databases: (_, { progress }) =>
      findDatabases(opened().source, progress).flatMap((part) =>
        part.kind === "window"
          ? [
              {
                ...(part.name === undefined ? {} : { name: part.name }),
                ...(part.where === undefined ? {} : { where: part.where }),
                start: part.start,
                length: part.length,
              },
            ]
          : [],
      ),
  };
}
