/** A session behind a channel of messages, whatever kind of worker it runs in. */
import { SourceError } from "../binary/source.ts";
import type { Failure } from "../lanes/failure.ts";
import type { WorkerCall, WorkerMessage } from "../lanes/messages.ts";
import { type Answering, serveCalls } from "../lanes/serve.ts";
import { createSession, type SessionHost } from "./session.ts";
import type { WorkerMethod } from "./worker-protocol.ts";

/** @returns what is to be called with each message that comes in */
export function serve(host: SessionHost, send: (message: WorkerMessage) => void): (call: WorkerCall) => void {
  const session = createSession(host);
  const answer = ({ method, params }: WorkerCall<WorkerMethod>, answering: Answering): unknown => {
    // The caller's types tie a method to its parameters; over the channel the tie is lost.
    const run = session[method] as (params: unknown, answering: Answering) => unknown;
    return run(params, answering);
  };
  // Who asks knows the methods of `WorkerCalls` alone.
  return serveCalls(answer, failureOf, send) as (call: WorkerCall) => void;
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof SourceError) return { code: "file", message };
  return { code: "internal", message: `The image's reader ended in a way of its own: ${message}` };
}
