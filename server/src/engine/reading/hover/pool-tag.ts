/** Pool tags as the debugger shows them: the bytes of the number in memory order, the last character first. */
import { certainMacro } from "../../../analysis/names/macro-names.ts";
import { isPrintableTag, tagValue } from "../../../analysis/pool/tags.ts";
import { characterCodes, characterValue } from "../../../analysis/values/integers.ts";
import type { Expr } from "../../../syntax/ast.ts";
import { TokenKind } from "../../../syntax/tokens.ts";
import { shownTag, tagValueFacts, visibleTag } from "../../decode/pool-tag.ts";
import { type Card, say, type Text } from "./card.ts";
import { hex } from "./numbers.ts";
import { argumentAt, type Question } from "./question.ts";

export function poolTag(question: Question): Card | undefined {
  const { word } = question;
  if (word.kind === TokenKind.literal) {
    return characterCard(word.text, word.text, isTagExpected(question));
  }
  const argument = tagArgument(question);
  if (word.kind === TokenKind.number) {
    return argument === undefined ? undefined : numberCard(word.text, argument, question);
  }
  const name = question.plainName;
  if (name === undefined) {
    return undefined;
  }
  const literal = literalOf(name, question);
  if (literal !== undefined) {
    return characterCard(name, literal, argument !== undefined || isTagName(name));
  }
  return argument?.kind === "name" && argument.name === name ? numberCard(name, argument, question) : undefined;
}

/** The character literal that a macro or a constant of the unit stands for. */
function literalOf(name: string, { context, fn }: Question): string | undefined {
  if (fn?.locals.has(name) || fn?.parameterNames.has(name) || !context.unit.declares(name)) {
    return undefined;
  }
  const [variable, ...others] = context.unit.variables(name);
  let expr: Expr | undefined =
    certainMacro(name, context)?.macro.expression ??
    (others.length === 0 && variable?.decl.type.isConst ? variable.decl.init : undefined);
  while (expr?.kind === "cast") {
    expr = expr.operand;
  }
  return expr?.kind === "char" ? expr.text : undefined;
}

/** The argument that the word stands in, where it is a pool function's tag. */
function tagArgument(question: Question): Expr | undefined {
  const found = argumentAt(question);
  const api = found?.call.name === undefined ? undefined : question.context.facts.poolFunction(found.call.name);
  return found !== undefined && api?.tagParameter === found.index ? found.call.expr.args[found.index] : undefined;
}

/** An argument for a tag, or the value of something that is called a tag. */
function isTagExpected(question: Question): boolean {
  const { word, macro } = question;
  return (
    tagArgument(question) !== undefined ||
    isTagName(macro?.name ?? "") ||
    (word.near(-1) === "=" && isTagName(word.near(-2)))
  );
}

/** `POOL_TAG`, `DeviceTag`, `TAG_IO`, but no `STAGE` or `Voltage`. */
const isTagName = (name: string): boolean => /TAG(?![A-Z])|[Tt]ag(?![a-z])/.test(name);

function numberCard(title: string, argument: Expr, { fn, context }: Question): Card | undefined {
  const value = fn === undefined ? undefined : tagValue(argument, fn, context);
  return value === undefined || !isPrintableTag(value) ? undefined : card(title, value, true);
}

/** A literal of one character, or of wide ones, is no tag. */
function characterCard(title: string, literal: string, expected: boolean): Card | undefined {
  const codes = literal.startsWith("'") ? characterCodes(literal) : undefined;
  if (codes === undefined || codes.length < 2) {
    return undefined;
  }
  if (codes.length > 4) {
    return expected
      ? {
          title,
          summary: say`${literal} has more than four characters: no pool tag, and MSVC refuses it (C2015)`,
          facts: [],
        }
      : undefined;
  }
  const value = characterValue(literal);
  const strange = codes.find((code) => code < 0x20 || code > 0x7e);
  if (value === undefined || strange !== undefined) {
    return expected && strange !== undefined
      ? {
          title,
          summary: ["A pool tag of characters that the debugger cannot show"],
          facts: [strangeLine(strange, literal)],
        }
      : undefined;
  }
  return card(title, value, expected);
}

/** A character that is written as itself has the bytes that the file's encoding gives it. */
const strangeLine = (code: number, literal: string): Text =>
  code > 0x7e && literal.includes(String.fromCharCode(code))
    ? ["One of them is no ASCII character: its bytes depend on how the file is stored"]
    : say`One of them is ${hex(code, 2)}; only ${"0x20"} to ${"0x7E"} are printable`;

function card(title: string, value: number, expected: boolean): Card {
  const written = visibleTag(shownTag(value));
  return {
    title,
    summary: expected
      ? say`Pool tag: ${"!poolused"}, ${"!pool"} and PoolMon show ${written}`
      : say`Characters as a number; where it is a pool tag the debugger shows ${written}`,
    facts: tagValueFacts(value),
  };
}
