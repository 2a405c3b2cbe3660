/** A session behind a channel of messages, whatever kind of worker it runs in. */
import { SourceError } from "../binary/source.ts";
import { failureOf } from "./engine/failures.ts";
import { type Answering, createSession, type SessionHost } from "./engine/session.ts";
import type { WorkerCall, WorkerCalls, WorkerMessage, WorkerMethod } from "./worker-protocol.ts";

/** A file that is written from its beginning. */
export interface TextFile {
  /** @throws SourceError */
  write(text: string): void;
  close(): void;
}

export interface ServingHost extends SessionHost {
  /** Makes it anew; absent where the host has no disk. @throws SourceError */
  readonly createFile?: (path: string) => TextFile;
}

/** @returns what is to be called with each message that comes in */
export function serve(host: ServingHost, send: (message: WorkerMessage) => void): (call: WorkerCall) => void {
  const session = createSession(host);
  return ({ id, method, params }) => {
    let file: TextFile | undefined;
    try {
      file = targetOf(host, method, params);
      const answering: Answering = {
        progress: (fraction) => send({ kind: "progress", id, fraction }),
        piece: file?.write ?? ((text) => send({ kind: "piece", id, text })),
      };
      // The caller's types tie a method to its parameters; over the channel the tie is lost.
      const answer = session[method] as (params: unknown, answering: Answering) => unknown;
      const result = answer(params, answering);
      file?.close();
      send({ kind: "result", id, result });
    } catch (error) {
      file?.close();
      send({ kind: "failure", id, failure: failureOf(error) });
    }
  };
}

/** Where an export goes that the worker is to write by itself. */
function targetOf(host: ServingHost, method: WorkerMethod, params: unknown): TextFile | undefined {
  const { to } = params as Partial<WorkerCalls["export"]["params"]>;
  if (method !== "export" || to === undefined) return undefined;
  if (host.createFile === undefined) throw new SourceError(`${to} cannot be written here.`);
  return host.createFile(to);
}
