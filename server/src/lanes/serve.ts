/** The answering side of a channel, whatever kind of worker it runs in. */
import type { Failure } from "./failure.ts";
import type { WorkerCall, WorkerMessage } from "./messages.ts";

/** What may be said before the answer. */
export interface Answering {
  /** 0 to 1. */
  progress(fraction: number): void;
  piece(text: string): void;
}

/**
 * @param answer what it throws is the failure, in the words of `failureOf`
 * @returns what is to be called with each message that comes in
 */
export function serveCalls<Method extends string>(
  answer: (call: WorkerCall<Method>, answering: Answering) => unknown,
  failureOf: (error: unknown) => Failure,
  send: (message: WorkerMessage) => void,
): (call: WorkerCall<Method>) => void {
  return (call) => {
    const { id } = call;
    const answering: Answering = {
      progress: (fraction) => send({ kind: "progress", id, fraction }),
      piece: (text) => send({ kind: "piece", id, text }),
    };
    try {
      send({ kind: "result", id, result: answer(call, answering) });
    } catch (error) {
      send({ kind: "failure", id, failure: failureOf(error) });
    }
  };
}
