/** Databases in the arrays of sources that are open in an editor, as they are there. */
import type * as vscode from "vscode";
import type { ArrayPart } from "../../../server/src/database/find/part.ts";
import { mayHoldDatabase } from "./magic-text.ts";
import { addressOf, type PartAddress } from "./part-address.ts";

export interface SourceArray {
  /** Which of the source's databases it is. */
  readonly which: Pick<PartAddress, "name" | "number">;
  /** Of the document's text as UTF-8. */
  readonly part: ArrayPart;
}

export interface SourceArrays {
  of(document: vscode.TextDocument): Promise<readonly SourceArray[]>;
  /** The one in whose text a place is. */
  at(document: vscode.TextDocument, position: vscode.Position): Promise<SourceArray | undefined>;
}

export function createSourceArrays(): SourceArrays {
  const kept = new WeakMap<
    vscode.TextDocument,
    { readonly version: number; readonly arrays: readonly SourceArray[] }
  >();

  const of = async (document: vscode.TextDocument): Promise<readonly SourceArray[]> => {
    const { version } = document;
    const last = kept.get(document);
    if (last?.version === version) return last.arrays;
    const text = document.getText();
    const arrays = mayHoldDatabase(text) ? await arraysIn(text) : [];
    kept.set(document, { version, arrays });
    return arrays;
  };
  return {
    of,
    async at(document, position) {
      const arrays = await of(document);
      if (arrays.length === 0) return undefined;
      const text = document.getText().slice(0, document.offsetAt(position));
      const at = new TextEncoder().encode(text).length;
      return arrays.find(
        ({ part }) =>
          position.line >= part.line && at <= part.end && (at >= part.start || position.line <= part.line + 1),
      );
    },
  };
}

async function arraysIn(text: string): Promise<readonly SourceArray[]> {
  const { findArrays } = await import("../../../server/src/database/find/arrays/find-arrays.ts");
  const parts = findArrays(new TextEncoder().encode(text));
  return parts.map((part) => {
    const { file: _, ...which } = addressOf("", parts, part);
    return { which, part };
  });
}
