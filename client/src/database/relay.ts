/**
 * Messages between one page and the workers of its document. What a page sends is held against its schema first. Knows no
 * VS Code: what a page may have done outside of itself is brought as `PageServices`.
 */
import * as v from "valibot";
import type { DatabaseLanes } from "../../../server/src/database/lanes.ts";
import {
  type ExportFormat,
  type ExportWhat,
  type FromPage,
  fromPage,
  type Method,
  methods,
  type Params,
  type ToPage,
} from "../../../server/src/database/protocol.ts";
import { LaneError } from "../../../server/src/lanes/failure.ts";
import type { Asked } from "../../../server/src/lanes/lanes.ts";

/** What a page may ask of whoever shows it. */
export interface PageServices {
  readonly name: string;
  isTrusted(): boolean;
  history(): readonly string[];
  keepHistory(statements: readonly string[]): void;
  copy(text: string): void;
  save(name: string, bytes: Uint8Array): void;
  export(what: ExportWhat, format: ExportFormat | undefined): void;
  compact(): void;
  embed(): void;
  reopen(): void;
  openWith(): void;
}

export interface Relay {
  receive(message: unknown): void;
  /** Tells the page what is shown, again where that has become another. */
  announce(): void;
  /** Ends what the page still waits for. */
  dispose(): void;
}

export function createRelay(
  lanes: Pick<DatabaseLanes, "ask">,
  services: PageServices,
  send: (message: ToPage) => void,
): Relay {
  const underWay = new Map<number, Asked<unknown>>();

  const request = async (id: number, method: Method, params: unknown): Promise<void> => {
    const parsed = v.safeParse(methods[method].params, params);
    if (!parsed.success) {
      send({ kind: "failure", id, failure: { code: "refused", message: v.summarize(parsed.issues) } });
      return;
    }
    const onProgress = (fraction: number): void => send({ kind: "progress", id, fraction });
    const asked: Asked<unknown> = lanes.ask(method, parsed.output as Params<Method>, { onProgress });
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

  const announce = (): void => {
    const { name } = services;
    send({ kind: "opened", name, isTrusted: services.isTrusted(), history: [...services.history()] });
  };

  const act = (message: FromPage): void => {
    switch (message.kind) {
      case "ready":
        announce();
        break;
      case "request":
        if (Object.hasOwn(methods, message.method)) void request(message.id, message.method as Method, message.params);
        break;
      case "cancel":
        underWay.get(message.id)?.cancel();
        break;
      case "copy":
        services.copy(message.text);
        break;
      case "save":
        services.save(message.name, message.bytes);
        break;
      case "export":
        services.export(message.what, message.format);
        break;
      case "history":
        services.keepHistory(message.statements);
        break;
      default:
        services[message.kind]();
    }
  };

  return {
    receive(message) {
      const parsed = v.safeParse(fromPage, message);
      if (parsed.success) act(parsed.output);
    },
    announce,
    dispose() {
      for (const asked of [...underWay.values()]) asked.cancel();
    },
  };
}
