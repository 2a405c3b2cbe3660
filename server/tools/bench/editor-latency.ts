/** Keystroke to diagnostics as an editor sees it: a server as a process of its own, a file, characters all over it. */
import { dirname } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { ProtocolClient } from "./protocol-client.ts";

/** How a server is started. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Milliseconds. */
export interface EditorLatency {
  /** From the start of the process to the answer to `initialize`. */
  readonly ready: number;
  /** From `didOpen` to the first diagnostics. */
  readonly open: number;
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
  readonly keystrokes: number;
}

/** What people type: mostly letters, now and then what changes the structure of all that follows. */
export const typed = ["x", "e", "1", " ", "\n", ";", "(", ")", "{", "}", ",", '"', "#", "/", "*"];

/** The offset of the `index`-th place to type at: the same walk over a text in every run. */
export const placeIn = (text: string, index: number): number =>
  Math.floor(((index * 7919) % 9973) * (text.length / 9973));

/** Nobody waits longer for an answer. */
const patience = 120_000;

/**
 * Types a character and takes it back, at `places` places, and waits for the diagnostics each time; ends early after
 * `budget` milliseconds. Undefined where the server gives none.
 */
export async function editorLatency(
  server: ServerCommand,
  file: SourceFile,
  places: number,
  budget: number,
): Promise<EditorLatency | undefined> {
  const started = performance.now();
  const client = new ProtocolClient(server.command, server.args);
  try {
    await client.begin(dirname(file.path), {
      publishDiagnostics: { versionSupport: true, relatedInformation: true },
    });
    const ready = performance.now() - started;
    const uri = pathToFileURL(file.path).href;
    const document = { uri, languageId: "c", version: 1, text: file.text };
    const open = await client.timed("textDocument/didOpen", { textDocument: document }, uri, 1, patience);
    if (open === undefined) {
      return undefined;
    }
    const times: number[] = [];
    let version = 1;
    const change = async (range: Range, text: string): Promise<void> => {
      const textDocument = { uri, version: ++version };
      const params = { textDocument, contentChanges: [{ range, text }] };
      times.push((await client.timed("textDocument/didChange", params, uri, version, patience)) ?? patience);
    };
    const end = performance.now() + budget;
    for (let index = 0; index < places && performance.now() < end; index++) {
      const at = positionAt(file.text, placeIn(file.text, index));
      const character = typed[index % typed.length] ?? "x";
      const behind =
        character === "\n" ? { line: at.line + 1, character: 0 } : { line: at.line, character: at.character + 1 };
      await change({ start: at, end: at }, character);
      await change({ start: at, end: behind }, "");
    }
    return {
      ready: round(ready),
      open: round(open),
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      worst: percentile(times, 1),
      keystrokes: times.length,
    };
  } finally {
    client.stop();
  }
}

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Lines and characters from 0. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length - 1, character: offset - lineStart };
}

/** The value below which a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
