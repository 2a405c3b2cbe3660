/** Masks a piece of source as one declaration, with everything but directives live. */
import { lex } from "../../../server/src/syntax/lexer.ts";
import { maskDeclaration } from "../../../server/src/syntax/mask/mask.ts";
import type { MaskedDeclaration } from "../../../server/src/syntax/mask/masked.ts";
import type { SideRecord } from "../../../server/src/syntax/side-table.ts";
import { type DeclarationTokens, type Dialect, type Language, TokenKind } from "../../../server/src/syntax/tokens.ts";

export interface MaskOptions {
  readonly language?: Language;
  readonly dialect?: Dialect;
}

export function declarationOf(source: string, options: MaskOptions = {}): DeclarationTokens {
  const tokens = lex(source);
  const live: number[] = [];
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kinds[index] !== TokenKind.directive) {
      live.push(index);
    }
  }
  return {
    source,
    start: live.length === 0 ? 0 : (tokens.starts[live[0] as number] as number),
    end: live.length === 0 ? 0 : (tokens.ends[live.at(-1) as number] as number),
    tokens,
    live: Int32Array.from(live),
    language: options.language ?? "c",
    dialect: options.dialect ?? "windows",
  };
}

export function mask(source: string, options: MaskOptions = {}): MaskedDeclaration {
  return maskDeclaration(declarationOf(source, options));
}

/** The masked text with every run of blanks as one: short enough to compare by eye. */
export function folded(source: string, options: MaskOptions = {}): string {
  const { text } = mask(source, options);
  if (text.length !== source.trim().length) {
    throw new Error(`masked text has ${text.length} units, the declaration ${source.trim().length}`);
  }
  return text.replace(/\s+/g, " ").trim();
}

/** The records of one kind. */
export function records<K extends SideRecord["kind"]>(
  masked: MaskedDeclaration,
  kind: K,
): readonly Extract<SideRecord, { kind: K }>[] {
  return masked.side.filter((record): record is Extract<SideRecord, { kind: K }> => record.kind === kind);
}
