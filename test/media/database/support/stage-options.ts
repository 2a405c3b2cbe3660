/** What a tab alone in a browser is given. */
import type { Method, Result } from "../../../../server/src/database/protocol.ts";
import type { SyntheticOptions } from "../pages/synthetic.ts";

export interface StageOptions {
  readonly tab: "pages" | "fitness" | "pragmas";
  readonly map?: SyntheticOptions;
  readonly answers?: { readonly [M in Method]?: Result<M> };
  /** There is no answer before `Probes.answer`; how far it is is told. */
  readonly isHeld?: boolean;
}

/** What a test asks of the document: it has no types for one itself. */
export interface Probes {
  /** What is held is answered, and what is asked from now on. */
  answer(): void;
  /** When what was asked for is drawn. */
  drawn(): Promise<void>;
  /** Elements in the document. */
  elements(): number;
  /** Of the map's picture at points, in CSS pixels from its corner. */
  colorsAt(points: readonly (readonly [number, number])[]): readonly string[];
  /** Red, green and blue of a custom property of an element, each 0 to 1. */
  colorOf(selector: string, property: string): readonly number[];
}
