/**
 * Messages between one page and the workers of what it shows, whichever inspector it is of. What a page sends is held against
 * its schema first: it is a browser with a stranger's data in it. Knows no VS Code.
 */
import * as v from "valibot";
import type { Failure } from "../../../server/src/lanes/failure.ts";
import { LaneError } from "../../../server/src/lanes/failure.ts";
import type { Asked, AskOptions } from "../../../server/src/lanes/lanes.ts";

/** What every page may say. */
export type PageMessage =
  | { readonly kind: "request"; readonly id: number; readonly method: string; readonly params?: unknown }
  | { readonly kind: "cancel"; readonly id: number }
  | { readonly kind: "ready" };

/** What every page is told. */
export type RelayMessage =
  | { readonly kind: "response"; readonly id: number; readonly result: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: Failure }
  | { readonly kind: "progress"; readonly id: number; readonly fraction: number };

type Schema<T> = v.BaseSchema<unknown, T, v.BaseIssue<unknown>>;

export interface RelayParts<Message extends { readonly kind: string }> {
  /** All that may come. */
  readonly fromPage: Schema<Message>;
  /** What may be asked. */
  readonly methods: Readonly<Record<string, { readonly params: Schema<unknown> }>>;
  /** Is given parameters that their schema has let through. */
  ask(method: string, params: unknown, options: AskOptions): Asked<unknown>;
  send(message: RelayMessage): void;
  /** The page is there, and anew each time it is made. */
  ready(): void;
  /** Does what the page wants done outside of itself. */
  act(message: Exclude<Message, PageMessage>): void;
}

export interface Relay {
  receive(message: unknown): void;
  /** Ends what the page still waits for. */
  dispose(): void;
}

export function createRelay<Message extends { readonly kind: string }>(parts: RelayParts<Message>): Relay {
  const { methods, send } = parts;
  const underWay = new Map<number, Asked<unknown>>();

  const request = async (id: number, method: string, params: unknown): Promise<void> => {
    const parsed = v.safeParse(methods[method]!.params, params);
    if (!parsed.success) {
      send({ kind: "failure", id, failure: { code: "refused", message: v.summarize(parsed.issues) } });
      return;
    }
    const onProgress = (fraction: number): void => send({ kind: "progress", id, fraction });
    const asked = parts.ask(method, parsed.output, { onProgress });
    underWay.set(id, asked);
    try {
      send({ kind: "response", id, result: await asked.result });
    } catch (error) {
      if (!(error instanceof LaneError)) throw error;
      send({ kind: "failure", id, failure: error.failure });
    } finally {
      underWay.delete(id);
    }
  };

  return {
    receive(received) {
      const parsed = v.safeParse(parts.fromPage, received);
      if (!parsed.success) return;
      const message: { readonly kind: string } = parsed.output;
      if (!isCommon(message)) parts.act(parsed.output as Exclude<Message, PageMessage>);
      else if (message.kind === "ready") parts.ready();
      else if (message.kind === "cancel") underWay.get(message.id)?.cancel();
      else if (Object.hasOwn(methods, message.method)) void request(message.id, message.method, message.params);
    },
    dispose() {
      for (const asked of [...underWay.values()]) asked.cancel();
    },
  };
}

const commonKinds: ReadonlySet<string> = new Set<PageMessage["kind"]>(["request", "cancel", "ready"]);
const isCommon = (message: { readonly kind: string }): message is PageMessage => commonKinds.has(message.kind);
