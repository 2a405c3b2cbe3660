/** Where a function keeps the level that it was entered at. */
import { entrySymbol } from "./level.ts";
import type { IrqlState } from "./state.ts";

/** The variables, as text of their paths, that hold the level of the entry at a point; results of calls left out. */
export const entryVariables = ({ saved }: Pick<IrqlState, "saved">): readonly string[] =>
  [...saved].flatMap(([text, { value }]) => (value.symbol === entrySymbol && !text.startsWith("#") ? [text] : []));
