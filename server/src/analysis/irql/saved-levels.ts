/** Where a function keeps the level that it was entered at. */
import { entrySymbol } from "./level.ts";
import type { IrqlState } from "./state.ts";

/**
 * The variables, as text of their paths, that hold the level of the entry at a point, the newest first; results of calls
 * left out. Those of locks that are free again have had their use: they count only where there are no others.
 */
export function entryVariables({ saved, locks }: Pick<IrqlState, "saved" | "locks">): readonly string[] {
  const all = [...saved].filter(([text, { value }]) => value.symbol === entrySymbol && !text.startsWith("#")).reverse();
  const open = all.filter(([, { lock }]) => lock === undefined || (locks.get(lock)?.held ?? 0) > 0);
  return (open.length > 0 ? open : all).map(([text]) => text);
}
