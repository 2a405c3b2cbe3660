/** Bug check codes where a driver stops the machine: KeBugCheckEx(0xD1, ...). */
import { integerLiteral } from "../../syntax/integer-literal.ts";
import { TokenKind } from "../../syntax/tokens.ts";
import { type Card, say } from "./card.ts";
import { hex } from "./numbers.ts";
import { argumentAt, type Question } from "./question.ts";

export function bugCheck(question: Question): Card | undefined {
  const argument = argumentAt(question);
  if (argument?.index !== 0 || !/^KeBugCheck(?:Ex)?$/.test(argument.call.name ?? "")) {
    return undefined;
  }
  const { word, context } = question;
  const lookup = context.facts.bugCheck;
  const name = question.systemName;
  const value = word.kind === TokenKind.number ? integerLiteral(word.text) : undefined;
  const [known] = name !== undefined ? [lookup.byName(name)] : value !== undefined ? lookup.byValue(value) : [];
  return (
    known && {
      title: known.name,
      summary: say`Bug check ${hex(known.value)}`,
      facts: known.meaning === undefined ? [] : [[known.meaning]],
    }
  );
}
