/** Which functions of the unit an offset of a file is about: by a name that is defined, declared, used or called there. */
import { calleesOf, keysOf } from "../../analysis/calls/callee-keys.ts";
import { functionNamed } from "../../analysis/calls/callees.ts";
import { functionsOfKey } from "../../analysis/calls/function-key.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { Span } from "../../syntax/ast.ts";
import type { SourceDocument } from "../../syntax/document.ts";
import { TokenKind } from "../../syntax/tokens.ts";
import { codeAt } from "./hover/question.ts";
import { type Word, wordAt } from "./hover/word.ts";

/** Several where a call may lead to several, and where definitions share a name; none where no function is meant. */
export function functionsAt(document: SourceDocument, offset: number, context: RuleContext): readonly FunctionModel[] {
  const word = wordAt(document, offset);
  const { fn } = codeAt(word ?? { start: offset, end: offset }, context.file);
  const named = word?.kind === TokenKind.identifier ? functionsNamed(word, fn, context) : [];
  return named.length > 0 || fn === undefined ? named : calledAround(offset - fn.anchor.start, fn, context);
}

function functionsNamed(word: Word, fn: FunctionModel | undefined, context: RuleContext): readonly FunctionModel[] {
  const { unit, file } = context;
  if (fn === undefined) {
    const declared = unit
      .prototypes(word.text)
      .find(({ file: path, anchor, decl: { nameSpan } }) => path === file.path && isAt(word, nameSpan, anchor.start));
    return meant(word.text, { file: file.path, scope: declared?.scope }, context);
  }
  const { start } = fn.anchor;
  if (isAt(word, fn.definition.nameSpan, start)) {
    return [fn];
  }
  const call = fn.calls.find(({ nameSpan }) => isAt(word, nameSpan, start));
  if (call !== undefined) {
    return called(keysOf(calleesOf(fn, context)(call.expr), context), context);
  }
  return fn.uses.some((use) => isAt(word, use, start)) ? meant(word.text, fn, context) : [];
}

/** Whether a word stands in a span, of which it may be the last part: `Queue::Push`. */
const isAt = (word: Word, { start, end }: Span, anchor: number): boolean =>
  anchor + start <= word.start && word.end <= anchor + end;

function meant(
  name: string,
  from: Pick<FunctionModel, "file" | "scope">,
  context: RuleContext,
): readonly FunctionModel[] {
  return called(keysOf(functionNamed(name, from, context.unit), context), context);
}

/** Of the calls around an offset of the function's nodes the innermost one that leads to functions of the unit. */
function calledAround(offset: number, fn: FunctionModel, context: RuleContext): readonly FunctionModel[] {
  const callees = calleesOf(fn, context);
  // Outer calls come first.
  for (const { expr } of fn.calls.filter(({ expr }) => expr.start <= offset && offset <= expr.end).reverse()) {
    const keys = keysOf(callees(expr), context);
    if (keys.length > 0) {
      return called(keys, context);
    }
  }
  return [];
}

const called = (keys: readonly string[], { unit }: RuleContext): readonly FunctionModel[] =>
  keys.flatMap((key) => functionsOfKey(key, unit));
