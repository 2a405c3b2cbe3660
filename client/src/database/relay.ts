/** What the page of a database may have done, and what it is told. Knows no VS Code: what is done is brought as `PageServices`. */
import type { DatabaseLanes } from "../../../server/src/database/lanes.ts";
import {
  type ExportFormat,
  type ExportWhat,
  fromPage,
  type Method,
  methods,
  type Params,
  type ToPage,
} from "../../../server/src/database/protocol.ts";
import { createRelay as createPageRelay, type Relay as PageRelay } from "../inspector/relay.ts";

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

export interface Relay extends PageRelay {
  /** Tells the page what is shown, again where that has become another. */
  announce(): void;
}

export function createRelay(
  lanes: Pick<DatabaseLanes, "ask">,
  services: PageServices,
  send: (message: ToPage) => void,
): Relay {
  const announce = (): void => {
    const { name } = services;
    send({ kind: "opened", name, isTrusted: services.isTrusted(), history: [...services.history()] });
  };
  const relay = createPageRelay({
    fromPage,
    methods,
    send,
    ask: (method, params, options) => lanes.ask(method as Method, params as Params<Method>, options),
    ready: announce,
    act(message) {
      switch (message.kind) {
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
    },
  });
  return { ...relay, announce };
}
