/** What a hover is asked about: a word, where it stands, and what its unit knows. */
import { ownership } from "../../../analysis/names/ownership.ts";
import type { DeclarationModel, FileModel, MacroDefinition } from "../../../model/file.ts";
import type { CallSite, FunctionModel } from "../../../model/function.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { RecordDecl, Span } from "../../../syntax/ast.ts";
import type { SourceDocument } from "../../../syntax/document.ts";
import { firstIndex } from "../../../syntax/search.ts";
import { TokenKind } from "../../../syntax/tokens.ts";
import type { UnitLevels } from "../levels/level.ts";
import { type Word, wordAt } from "./word.ts";

export interface Question {
  readonly word: Word;
  readonly context: RuleContext;
  /** Undefined for code that is no kernel's. */
  readonly levels: UnitLevels | undefined;
  /** The macro in whose definition the word stands. */
  readonly macro: MacroDefinition | undefined;
  /** The top-level declaration and the function that it stands in. */
  readonly declaration: DeclarationModel | undefined;
  readonly fn: FunctionModel | undefined;
  /** The word where it is a name that stands for itself: no member, no label, nothing of a class or a namespace. */
  readonly plainName: string | undefined;
  /**
   * The plain name where nobody in the unit gives it a meaning, so that it is the system's. Prototypes alone do not
   * count where the kernel exports the name: drivers declare what the headers leave out. Worked out when first asked.
   */
  readonly systemName: string | undefined;
}

/** Undefined where there is no word to ask about; the name of a macro that was just typed is none yet. */
export function questionAt(
  document: SourceDocument,
  offset: number,
  context: RuleContext,
  levels: UnitLevels | undefined,
): Question | undefined {
  const word = wordAt(document, offset);
  if (word === undefined) {
    return undefined;
  }
  const place = placeOf(word, context);
  if (word.directive !== undefined && place.macro === undefined) {
    return undefined;
  }
  const name = plainNameOf(word);
  let isSystem: boolean | undefined;
  return {
    word,
    context,
    levels,
    ...place,
    plainName: name,
    get systemName() {
      isSystem ??= name !== undefined && isSystemName(name, place, context);
      return isSystem ? name : undefined;
    },
  };
}

type WordPlace = Pick<Question, "macro" | "declaration" | "fn">;

function placeOf(word: Word, { file }: RuleContext): WordPlace {
  const { directive } = word;
  const { macros } = file;
  if (directive !== undefined) {
    const macro = macros[firstIndex(macros, ({ start }) => start >= directive)];
    return { macro: macro?.start === directive ? macro : undefined, declaration: undefined, fn: undefined };
  }
  return { macro: undefined, ...codeAt(word, file) };
}

/** The top-level declaration and the function that a range of a file stands in. */
export function codeAt({ start, end }: Span, { declarations }: FileModel): Pick<Question, "declaration" | "fn"> {
  const found = declarations[firstIndex(declarations, (each) => each.start > start) - 1];
  const declaration = found !== undefined && found.start + found.length >= end ? found : undefined;
  const inside = declaration === undefined ? 0 : start - declaration.start;
  const fn = declaration?.functions.find(({ definition }) => definition.start <= inside && inside < definition.end);
  return { declaration, fn };
}

function plainNameOf(word: Word): string | undefined {
  if (word.kind !== TokenKind.identifier) {
    return undefined;
  }
  const before = word.near(-1);
  const isMember = before === "." || (before === ">" && word.near(-2) === "-");
  const isQualified = before === ":" && word.near(-2) === ":" && /^[\w>]/.test(word.near(-3));
  const qualifies = word.near(1) === ":" && word.near(2) === ":";
  const isLabel = before === "goto" || (word.near(1) === ":" && /^[;{}:]$/.test(before));
  return isMember || isQualified || qualifies || isLabel ? undefined : word.text;
}

function isSystemName(name: string, place: WordPlace, context: RuleContext): boolean {
  const { macro, fn } = place;
  return (
    !macro?.parameters?.includes(name) &&
    macro?.name !== name &&
    (ownership(name, fn, context.unit) === "foreign" || isImported(name, fn, context))
  );
}

function isImported(name: string, fn: FunctionModel | undefined, { unit, facts }: RuleContext): boolean {
  const prototypes = unit.prototypes(name);
  const others = [
    unit.functionSymbols(name),
    unit.variables(name),
    unit.typedefs(name),
    unit.records(name),
    unit.enumerators(name),
    unit.macros(name),
  ];
  return (
    prototypes.length > 0 &&
    prototypes.every(({ scope }) => scope === undefined) &&
    others.every((symbols) => symbols.length === 0) &&
    facts.kernelExport(name).length > 0 &&
    fn?.scope === undefined &&
    !fn?.locals.has(name) &&
    !fn?.parameterNames.has(name)
  );
}

/** Whether the word may be a use of a name, not the place where it is declared. */
export function isUse({ word, declaration, fn, macro }: Question): boolean {
  if (fn !== undefined || macro !== undefined) {
    return true;
  }
  const before = word.near(-1);
  const declared = before === "*" || before === "" || /^\w/.test(before) || before === "}" || before === ";";
  return !declared && !declaration?.symbols.records.some(({ decl }) => isInside(decl, word.start - declaration.start));
}

const isInside = (decl: RecordDecl, offset: number): boolean => decl.start <= offset && offset < decl.end;

/** The innermost call of a named function in whose arguments the word stands, and the argument's index from 0. */
export function argumentAt({ word, fn }: Question): { readonly call: CallSite; readonly index: number } | undefined {
  if (fn === undefined) {
    return undefined;
  }
  const offset = word.start - fn.anchor.start;
  let found: { readonly call: CallSite; readonly index: number } | undefined;
  for (const call of fn.calls) {
    const index = call.expr.args.findIndex(({ start, end }) => start <= offset && offset < end);
    // Outer calls come first.
    if (index >= 0) {
      found = { call, index };
    }
  }
  return found;
}
