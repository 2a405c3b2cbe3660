/** The mask's result: text that the grammar can read, of the declaration's length, and what was taken out of it. */
import type { SideTable } from "../side-table.ts";

export interface MaskedDeclaration {
  /** Exactly `end - start` UTF-16 units: live tokens at their places, blanks for everything else. */
  readonly text: string;
  readonly side: SideTable;
}
