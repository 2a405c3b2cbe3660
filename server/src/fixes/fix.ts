/** How a finding is cured: plain text edits with a title, as rules yield them and every front end makes them. */
import type { Place } from "../model/place.ts";

/** A textual change; the range is replaced by `text`. */
export interface FixEdit {
  readonly at: Place;
  readonly text: string;
  /**
   * `text` with places to fill in, in the snippet syntax of the Language Server Protocol (`${1:name}`, `$0`; a literal
   * `$`, `}` or `\` is escaped): an editor that can puts the caret there. Only where a person has to decide something.
   */
  readonly snippet?: string;
}

/**
 * One way to cure a finding. All edits are made together or not at all; they may touch several files of the unit. Two
 * fixes may hold the very same insertion (a tag's definition): made together, it is made once.
 */
export interface Fix {
  readonly title: string;
  readonly edits: readonly FixEdit[];
  /**
   * Set on the one fix of a finding that "fix all" may take without asking: it keeps the program's meaning, compiles,
   * and leaves a file on which the rule is silent.
   */
  readonly preferred?: boolean;
  /**
   * Set where a fix keeps the program's meaning and compiles, as a preferred one does, but whether to have it is a
   * person's decision: it is made for all findings of its rule once somebody asks for that rule by name.
   */
  readonly byName?: boolean;
}
