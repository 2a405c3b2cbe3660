/** From offsets to the protocol's positions, in files that are open and in those that are not. */
import type { Location, Range } from "vscode-languageserver";
import { lineTable } from "../engine/lines.ts";
import type { TextRange } from "../engine/report.ts";
import type { Documents } from "./documents.ts";
import { uriOf } from "./uris.ts";

/** Lines and characters from 0, characters in UTF-16 units. Made for one answer: a file's lines are counted once. */
export class Positions {
  private readonly documents: Documents;
  private readonly textOf: (path: string) => string | undefined;
  private readonly tables = new Map<string, ReturnType<typeof lineTable>>();

  /** `textOf`: the texts of files that are not open, as the ranges count them. */
  constructor(documents: Documents, textOf: (path: string) => string | undefined) {
    this.documents = documents;
    this.textOf = textOf;
  }

  range({ path, start, end }: TextRange): Range {
    const open = this.documents.at(path);
    if (open !== undefined) {
      return { start: open.content.positionAt(start), end: open.content.positionAt(end) };
    }
    const table = this.tables.get(path) ?? lineTable(this.textOf(path) ?? "");
    this.tables.set(path, table);
    const position = (offset: number): Range["start"] => {
      const { line, column } = table.positionAt(offset);
      return { line: line - 1, character: column - 1 };
    };
    return { start: position(start), end: position(end) };
  }

  location(range: TextRange): Location {
    return { uri: this.uri(range.path), range: this.range(range) };
  }

  /** As the client spells it where it has the document open. */
  uri(path: string): string {
    return this.documents.at(path)?.content.uri ?? uriOf(path);
  }
}
