/**
 * Turns a declaration into text that tree-sitter's C and C++ grammars read: annotations, conventions and macros that
 * they do not know become blanks or a plain equivalent, and what was taken out is kept in a side table.
 *
 * The mask knows no macro's definition: it goes by well-known words and by form (capitals, place, what follows). Every
 * pass reads the tokens once from front to back, so the time is linear in the text.
 */
import type { SideRecord } from "../side-table.ts";
import type { DeclarationTokens } from "../tokens.ts";
import { maskConventions, maskLinuxAttributes, maskSal } from "./annotations.ts";
import { maskAssembly } from "./assembly.ts";
import { maskCom } from "./com.ts";
import { maskCpp } from "./cpp.ts";
import { maskExpressions } from "./expressions.ts";
import { maskLiterals } from "./literals.ts";
import { MaskTokens } from "./mask-tokens.ts";
import type { MaskedDeclaration } from "./masked.ts";
import { walkScopes } from "./scopes.ts";
import { maskSeh } from "./seh.ts";

/** A pass; what it blanks is out of the view for the passes behind it. */
type Pass = (tokens: MaskTokens) => void;

/** Masks one declaration. Never throws, whatever the tokens are. */
export function maskDeclaration(declaration: DeclarationTokens): MaskedDeclaration {
  const tokens = new MaskTokens(declaration);
  for (const pass of passesFor(declaration)) {
    pass(tokens);
    tokens.compact();
  }
  return { text: tokens.result(), side: tokens.side.sort(byStart) };
}

function passesFor({ language, dialect }: DeclarationTokens): Pass[] {
  const passes: Pass[] = [];
  if (dialect === "windows") {
    passes.push(maskSal);
  } else {
    passes.push(maskLinuxAttributes);
  }
  passes.push(maskAssembly, maskConventions);
  if (dialect === "windows") {
    passes.push(maskSeh);
  }
  passes.push(maskLiterals);
  if (language === "cpp") {
    passes.push(maskCom, maskCpp);
  }
  passes.push(maskExpressions, walkScopes);
  return passes;
}

const byStart = (left: SideRecord, right: SideRecord): number => left.start - right.start || right.end - left.end;
