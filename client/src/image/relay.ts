/** What the page of an image may have done, and what it is told. Knows no VS Code: what is done is brought as `PageServices`. */
import type { ImageLanes } from "../../../server/src/image/lanes.ts";
import { fromPage, type Method, methods, type Params, type ToPage } from "../../../server/src/image/protocol.ts";
import { createRelay as createPageRelay, type Relay } from "../inspector/relay.ts";

/** What a page may ask of whoever shows it. */
export interface PageServices {
  /** The page is there, and anew each time it is made. */
  ready(): void;
  copy(text: string): void;
  save(name: string, bytes: Uint8Array): void;
  /** To one of the calls that the page was told of. */
  goTo(name: string, index: number): void;
  openDatabase(start: number): void;
  openInf(name: string): void;
  openPage(address: string): void;
  compare(): void;
  chooseTarget(): void;
  chooseSymvers(): void;
  script(): void;
  reopen(): void;
  openWith(): void;
}

export function createRelay(
  lanes: Pick<ImageLanes, "ask">,
  services: PageServices,
  send: (message: ToPage) => void,
): Relay {
  return createPageRelay({
    fromPage,
    methods,
    send,
    ask: (method, params, options) => lanes.ask(method as Method, params as Params<Method>, options),
    ready: services.ready,
    act(message) {
      switch (message.kind) {
        case "copy":
          services.copy(message.text);
          break;
        case "save":
          services.save(message.name, message.bytes);
          break;
        case "goTo":
          services.goTo(message.name, message.index);
          break;
        case "openDatabase":
          services.openDatabase(message.start);
          break;
        case "openInf":
          services.openInf(message.name);
          break;
        case "openPage":
          services.openPage(message.address);
          break;
        default:
          services[message.kind]();
      }
    },
  });
}
