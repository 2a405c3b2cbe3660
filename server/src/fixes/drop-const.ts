/** Takes `const` off a variable, wherever the unit declares it. */
import type { UnitSymbol } from "../model/symbols.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { VariableDecl } from "../syntax/ast.ts";
import type { FixEdit } from "./fix.ts";

/** Undefined where a declaration does not say `const` in front of the name itself: a macro or a typedef does then. */
export function dropConst(
  symbols: readonly UnitSymbol<VariableDecl>[],
  unit: UnitModel,
): readonly FixEdit[] | undefined {
  const edits = symbols
    .filter(({ decl }) => decl.type.isConst)
    .map(({ file, anchor, decl }): FixEdit | undefined => {
      const text = unit.file(file)?.text;
      const from = Math.min(decl.start, decl.type.start);
      const head = text?.slice(anchor.start + from, anchor.start + decl.nameSpan.start);
      const words = [...(head ?? "").matchAll(/\bconst\b\s*/g)];
      const [word] = words;
      const at = word === undefined ? 0 : from + word.index;
      return word === undefined || words.length > 1
        ? undefined
        : { at: { file, anchor, start: at, end: at + word[0].length }, text: "" };
    });
  const known = edits.filter((edit) => edit !== undefined);
  return known.length === edits.length && known.length > 0 ? known : undefined;
}
