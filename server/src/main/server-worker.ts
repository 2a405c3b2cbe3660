/**
 * The language server in a web worker. Its first message holds the bytes of the parser, `{ runtime, c, cpp }`; every
 * later one is the protocol's, by which it asks for grammars that few people need.
 */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { lateParser } from "../engine/grammars.ts";
import { loadFacts } from "../facts/index.ts";
import { fromBase64 } from "../lsp/base64.ts";
import { type FileContent, readGrammarRequest } from "../lsp/protocol.ts";
import { startServer } from "../lsp/server.ts";
import { rules } from "../rules/index.ts";
import { maskDeclaration } from "../syntax/mask/mask.ts";
import { createDeclarationParser, type GrammarBytes } from "../syntax/parser.ts";
import { createRustParser } from "../syntax/rust/parser.ts";
import { version } from "./version.ts";

/** What a dedicated worker has, of which only this file knows. */
interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown): void;
}
declare const self: WorkerScope;
declare const MessageChannel: new () => { readonly port1: WorkerScope; readonly port2: WorkerScope };

self.onmessage = ({ data }) => {
  const wasm = data as GrammarBytes;
  // The reader takes the place of this handler, before the next message comes.
  const connection = createConnection(new BrowserMessageReader(self as never), new BrowserMessageWriter(self as never));
  startServer(connection, {
    version,
    clock: { now: () => performance.now(), later: soon(), after: (ms, run) => setTimeout(run, ms) },
    disk: { list: () => undefined, size: () => undefined, read: () => undefined, realPath: () => undefined },
    async loadParts() {
      const parser = await createDeclarationParser(wasm);
      return {
        facts: loadFacts(),
        rules,
        reader: { mask: maskDeclaration, parse: (masked, language) => parser.parse(masked, language) },
        rust: lateParser(async () => {
          const { base64 }: FileContent = await connection.sendRequest(readGrammarRequest, { name: "rust" });
          const rust = fromBase64(base64);
          if (rust === undefined) {
            throw new Error("the grammar of Rust has not arrived whole");
          }
          return await createRustParser({ runtime: wasm.runtime, rust });
        }),
      };
    },
  });
};

/** A timer would wait 4 ms each time; a message to oneself comes right after those that wait already. */
function soon(): (run: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (run) => {
    waiting.push(run);
    port2.postMessage(undefined);
  };
}
