/** A session behind a channel of messages, whatever kind of worker it runs in. */
import { SourceError } from "../binary/source.ts";
import type { WorkerCall, WorkerMessage } from "../lanes/messages.ts";
import { type Answering, serveCalls } from "../lanes/serve.ts";
import { failureOf } from "./engine/failures.ts";
import { createSession, type SessionHost } from "./engine/session.ts";
import type { WorkerCalls, WorkerMethod } from "./worker-protocol.ts";

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
  const answer = ({ method, params }: WorkerCall<WorkerMethod>, { progress, piece }: Answering): unknown => {
    const file = targetOf(host, method, params);
    // The caller's types tie a method to its parameters; over the channel the tie is lost.
    const run = session[method] as (params: unknown, answering: Answering) => unknown;
    try {
      return run(params, { progress, piece: file?.write ?? piece });
    } finally {
      file?.close();
    }
  };
  // Who asks knows the methods of `WorkerCalls` alone.
  return serveCalls(answer, failureOf, send) as (call: WorkerCall) => void;
}

/** Where an export goes that the worker is to write by itself. */
function targetOf(host: ServingHost, method: WorkerMethod, params: unknown): TextFile | undefined {
  const { to } = params as Partial<WorkerCalls["export"]["params"]>;
  if (method !== "export" || to === undefined) return undefined;
  if (host.createFile === undefined) throw new SourceError(`${to} cannot be written here.`);
  return host.createFile(to);
}
