/**
 * What reading costs over the protocol: a hover anywhere, and what stands beside the code after a keystroke, from the
 * diagnostics that are settled to the last answer.
 */
import { dirname } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { levelsRequest } from "../../src/lsp/protocol.ts";
import { percentile, placeIn, positionAt, round, type ServerCommand, type SourceFile } from "./editor-latency.ts";
import { ProtocolClient } from "./protocol-client.ts";

/** Milliseconds, median and 95th percentile. */
interface Times {
  readonly p50: number;
  readonly p95: number;
}

export interface ReadingCost {
  readonly hover: Times;
  /** From the settled diagnostics to the answers for the gutter, the lenses and the hints of the whole file. */
  readonly gutter: Times;
  readonly lenses: Times;
  readonly hints: Times;
  /** Bytes of the answer for the gutter. */
  readonly gutterBytes: number;
}

const patience = 120_000;

/** @param places hovers, and a fifth as many keystrokes */
export async function readingCost(server: ServerCommand, file: SourceFile, places: number): Promise<ReadingCost> {
  const client = new ProtocolClient(server.command, server.args);
  try {
    await client.begin(dirname(file.path), {
      publishDiagnostics: { versionSupport: true },
      hover: { contentFormat: ["markdown"] },
    });
    const uri = pathToFileURL(file.path).href;
    const textDocument = { uri };
    await client.settled(
      "textDocument/didOpen",
      { textDocument: { uri, languageId: "c", version: 1, text: file.text } },
      uri,
      patience,
    );

    const timed = async (
      method: string,
      params: object,
    ): Promise<{ readonly took: number; readonly answer: unknown }> => {
      const started = performance.now();
      const answer = await client.request(method, params);
      return { took: performance.now() - started, answer };
    };
    const hovers: number[] = [];
    for (let index = 0; index < places; index++) {
      const position = positionAt(file.text, placeIn(file.text, index));
      hovers.push((await timed("textDocument/hover", { textDocument, position })).took);
    }

    const whole = { start: { line: 0, character: 0 }, end: positionAt(file.text, file.text.length) };
    const [gutter, lenses, hints]: number[][] = [[], [], []];
    let gutterBytes = 0;
    let version = 1;
    for (let index = 0; index < places / 5; index++) {
      const at = positionAt(file.text, placeIn(file.text, index));
      for (const [range, text] of [
        [{ start: at, end: at }, "x"],
        [{ start: at, end: { ...at, character: at.character + 1 } }, ""],
      ] as const) {
        const change = { textDocument: { uri, version: ++version }, contentChanges: [{ range, text }] };
        await client.settled("textDocument/didChange", change, uri, patience);
        const levels = await timed(levelsRequest, { uri });
        gutterBytes = JSON.stringify(levels.answer ?? "").length;
        gutter?.push(levels.took);
        lenses?.push((await timed("textDocument/codeLens", { textDocument })).took);
        hints?.push((await timed("textDocument/inlayHint", { textDocument, range: whole })).took);
      }
    }
    return { hover: times(hovers), gutter: times(gutter), lenses: times(lenses), hints: times(hints), gutterBytes };
  } finally {
    client.stop();
  }
}

const times = (values: readonly number[] = []): Times => ({
  p50: round(percentile(values, 0.5)),
  p95: round(percentile(values, 0.95)),
});
