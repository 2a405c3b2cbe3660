/** What is said over the channel to a worker, whichever questions it knows. */
import type { Failure } from "./failure.ts";

/** A worker's questions, by their names. */
export type Calls = Readonly<Record<string, { readonly params: unknown; readonly result: unknown }>>;

/** Each is answered before the next is begun; who wants one to end ends the worker. */
export interface WorkerCall<Method extends string = string> {
  readonly id: number;
  readonly method: Method;
  readonly params: unknown;
}

export type WorkerMessage =
  | { readonly kind: "result"; readonly id: number; readonly result: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: Failure }
  /** 0 to 1. */
  | { readonly kind: "progress"; readonly id: number; readonly fraction: number }
  /** A piece of an answer that is too long to be sent whole. */
  | { readonly kind: "piece"; readonly id: number; readonly text: string };
