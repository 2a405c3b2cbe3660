/** Reads and decodes each file once, and keeps the texts within a bound, so that discovery and engine share the work. */
import { type DecodedText, decodeSource } from "../../syntax/decode.ts";
import type { FileTree } from "./file-tree.ts";

/** Why a file has no text. */
export type TextFailure = "unreadable" | "binary" | "too-large";

/** What is said of it. */
export const FAILURES: Readonly<Record<TextFailure, string>> = {
  unreadable: "The file cannot be read.",
  binary: "The file is not text; it was not looked at.",
  "too-large": "The file is larger than 16 MB; it was not looked at.",
};

export type TextResult =
  | { readonly ok: true; readonly decoded: DecodedText }
  | { readonly ok: false; readonly failure: TextFailure };

export interface SourceTexts {
  /** The file's text, read at most once while it is kept. */
  get(path: string): TextResult;
  /** As `get`, and forgets the text: for the reader that keeps what it needs of it. */
  take(path: string): TextResult;
  /** Forgets everything kept. */
  clear(): void;
}

/** `maxFileBytes`: longer files are "too-large"; `maxKept`: UTF-16 units kept at most, later files are read anew. */
export function createSourceTexts(tree: FileTree, maxFileBytes: number, maxKept: number): SourceTexts {
  const kept = new Map<string, TextResult>();
  let units = 0;

  function get(path: string): TextResult {
    const known = kept.get(path);
    if (known !== undefined) return known;
    const result = readText(tree, path, maxFileBytes);
    const cost = lengthOf(result);
    if (units + cost <= maxKept) {
      kept.set(path, result);
      units += cost;
    }
    return result;
  }

  function take(path: string): TextResult {
    const result = get(path);
    if (kept.delete(path)) units -= lengthOf(result);
    return result;
  }

  function clear(): void {
    kept.clear();
    units = 0;
  }

  return { get, take, clear };
}

/** The text of a file that may be read: an open editor's, else the decoded bytes. */
export function readText(tree: FileTree, path: string, maxFileBytes: number): TextResult {
  const open = tree.openText?.(path);
  if (open !== undefined) {
    return open.length > maxFileBytes
      ? { ok: false, failure: "too-large" }
      : { ok: true, decoded: { text: open, encoding: "utf-8", bom: false } };
  }
  const size = tree.size(path);
  if (size === undefined) return { ok: false, failure: "unreadable" };
  if (size > maxFileBytes) return { ok: false, failure: "too-large" };
  const bytes = tree.read(path);
  if (bytes === undefined) return { ok: false, failure: "unreadable" };
  const decoded = decodeSource(bytes);
  return decoded === undefined ? { ok: false, failure: "binary" } : { ok: true, decoded };
}

function lengthOf(result: TextResult): number {
  return result.ok ? result.decoded.text.length : 0;
}
