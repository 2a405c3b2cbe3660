/** An INF or INX file as rules see it. */
import type { Span } from "../../syntax/ast.ts";
import type { InfSyntax } from "../../syntax/inf/ast.ts";
import type { Place } from "../place.ts";

export interface InfFile {
  readonly path: string;
  readonly text: string;
  readonly syntax: InfSyntax;
  /** The place of a range of the text. */
  place(span: Span): Place;
}
