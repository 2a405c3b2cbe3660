/** Shortcuts of the hover tests: the place is marked in the source text. */
import { type Hover, hoverAt } from "../../../../server/src/engine/reading/hover/hover.ts";
import { openUnit, type SourceText, type UnitSettings } from "../../../support/engine.ts";

/** The hover at the `^` of a text, which is taken out; `others` are further files of the unit. */
export function hover(
  marked: string,
  settings: UnitSettings & { readonly path?: string; readonly others?: readonly SourceText[] } = {},
): Hover | undefined {
  const offset = marked.indexOf("^");
  if (offset < 0 || marked.includes("^", offset + 1)) {
    throw new Error("one ^ marks the place");
  }
  const path = settings.path ?? "driver.c";
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const found = hoverAt(openUnit([{ path, text }, ...(settings.others ?? [])], settings), path, offset);
  if (found !== undefined && (found.start > offset || found.end < offset)) {
    throw new Error(`the hover is about [${found.start}, ${found.end}), not ${offset}`);
  }
  return found;
}

/** The plain text of the hover at the `^`. */
export const plaintext = (...args: Parameters<typeof hover>): string | undefined => hover(...args)?.plaintext;

/** The same inside a function's body. */
export const inFunction = (statements: string, ...rest: [settings?: Parameters<typeof hover>[1]]): string | undefined =>
  plaintext(`void Work(void)\n{\n    ${statements}\n}\n`, ...rest);
