/** Questions to the extension and their answers, each held against its schema. */
import * as v from "valibot";
import {
  type FromPage,
  type Method,
  methods,
  type Params,
  type Result,
  type ToPage,
  toPage,
} from "../../server/src/database/protocol.ts";
import type { Failure } from "../../server/src/lanes/failure.ts";

/** Why a question has no answer. */
export class AskError extends Error {
  override readonly name = "AskError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export interface AskOptions {
  /** Ends the question: it is rejected with "cancelled". */
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

export interface Channel {
  /** @throws AskError */
  ask<M extends Method>(method: M, params: Params<M>, options?: AskOptions): Promise<Result<M>>;
  post(message: Exclude<FromPage, { kind: "request" | "cancel" }>): void;
  /** Messages that answer no question. @returns what ends it */
  listen(listener: (message: Extract<ToPage, { kind: "opened" | "changed" }>) => void): () => void;
}

/** What the page is given by whoever shows it: VS Code, or a test. */
export interface PageHost {
  postMessage(message: FromPage): void;
  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
}

interface Waiting {
  readonly method: Method;
  readonly options: AskOptions;
  resolve(result: never): void;
  reject(error: AskError): void;
}

export function openChannel(host: PageHost): Channel {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(message: Extract<ToPage, { kind: "opened" | "changed" }>) => void>();
  let lastId = 0;

  const take = (id: number): Waiting | undefined => {
    const question = waiting.get(id);
    waiting.delete(id);
    return question;
  };
  host.addEventListener("message", ({ data }) => {
    const parsed = v.safeParse(toPage, data);
    if (!parsed.success) return;
    const message = parsed.output;
    switch (message.kind) {
      case "response": {
        const question = take(message.id);
        if (question === undefined) return;
        const result = v.safeParse(methods[question.method].result, message.result);
        if (result.success) question.resolve(result.output as never);
        else
          question.reject(new AskError({ code: "internal", message: "The answer is none of those that are known." }));
        break;
      }
      case "failure":
        take(message.id)?.reject(new AskError(message.failure));
        break;
      case "progress":
        waiting.get(message.id)?.options.onProgress?.(message.fraction);
        break;
      default:
        for (const listener of listeners) listener(message);
    }
  });

  return {
    ask(method, params, options = {}) {
      const id = ++lastId;
      return new Promise<never>((resolve, reject) => {
        waiting.set(id, { method, options, resolve, reject });
        options.signal?.addEventListener("abort", () => host.postMessage({ kind: "cancel", id }));
        host.postMessage({ kind: "request", id, method, params });
      });
    },
    post: (message) => host.postMessage(message),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
