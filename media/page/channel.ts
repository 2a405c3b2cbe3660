/** Questions to whoever shows a page and their answers, each held against its schema. What may be asked is a page's own. */
import * as v from "valibot";
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

/** What may be asked, by names: what goes with each, and what comes back. */
export type Methods = Readonly<
  Record<string, { readonly params: v.GenericSchema; readonly result: v.GenericSchema<unknown> }>
>;
export type MethodOf<S extends Methods> = keyof S & string;
export type ParamsOf<S extends Methods, M extends MethodOf<S>> = v.InferOutput<S[M]["params"]>;
export type ResultOf<S extends Methods, M extends MethodOf<S>> = v.InferOutput<S[M]["result"]>;

export interface Asker<S extends Methods> {
  /** @throws AskError */
  ask<M extends MethodOf<S>>(method: M, params: ParamsOf<S, M>, options?: AskOptions): Promise<ResultOf<S, M>>;
}

/** @typeParam Posted what a page posts that asks nothing; `Told` is what it is told that answers nothing */
export interface PageChannel<S extends Methods, Posted, Told> extends Asker<S> {
  post(message: Posted): void;
  /** Messages that answer no question. @returns what ends it */
  listen(listener: (message: Told) => void): () => void;
}

/** What the page is given by whoever shows it: VS Code, or a test. */
export interface PageHost {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
}

/** Every page's: questions have numbers. */
interface Asking {
  readonly kind: "request" | "cancel";
}
type Answering =
  | { readonly kind: "response"; readonly id: number; readonly result: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: Failure }
  | { readonly kind: "progress"; readonly id: number; readonly fraction: number };

export interface Protocol<S extends Methods, ToPage extends { readonly kind: string }> {
  readonly methods: S;
  readonly toPage: v.GenericSchema<unknown, ToPage>;
}

interface Waiting {
  readonly method: string;
  readonly options: AskOptions;
  resolve(result: never): void;
  reject(error: AskError): void;
}

export function openPageChannel<S extends Methods, FromPage, ToPage extends { readonly kind: string }>(
  host: PageHost,
  { methods, toPage }: Protocol<S, ToPage>,
): PageChannel<S, Exclude<FromPage, Asking>, Exclude<ToPage, Answering>> {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(message: Exclude<ToPage, Answering>) => void>();
  let lastId = 0;

  const take = (id: number): Waiting | undefined => {
    const question = waiting.get(id);
    waiting.delete(id);
    return question;
  };
  host.addEventListener("message", ({ data }) => {
    const parsed = v.safeParse(toPage, data);
    if (!parsed.success) return;
    const message = parsed.output as Answering | Exclude<ToPage, Answering>;
    switch (message.kind) {
      case "response": {
        const { id, result: given } = message as Extract<Answering, { kind: "response" }>;
        const question = take(id);
        if (question === undefined) return;
        const result = v.safeParse(methods[question.method]!.result, given);
        if (result.success) question.resolve(result.output as never);
        else
          question.reject(new AskError({ code: "internal", message: "The answer is none of those that are known." }));
        break;
      }
      case "failure": {
        const { id, failure } = message as Extract<Answering, { kind: "failure" }>;
        take(id)?.reject(new AskError(failure));
        break;
      }
      case "progress": {
        const { id, fraction } = message as Extract<Answering, { kind: "progress" }>;
        waiting.get(id)?.options.onProgress?.(fraction);
        break;
      }
      default:
        for (const listener of listeners) listener(message as Exclude<ToPage, Answering>);
    }
  });

  return {
    ask(method, params, options = {}) {
      const id = ++lastId;
      return new Promise<never>((resolve, reject) => {
        waiting.set(id, { method, options, resolve, reject });
        options.signal?.addEventListener("abort", () => {
          if (waiting.has(id)) host.postMessage({ kind: "cancel", id });
        });
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
