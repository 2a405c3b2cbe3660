/** Bug check codes where a driver stops the machine, and what their parameters are: KeBugCheckEx(0xD1, ...). */
import { ownership } from "../../../analysis/names/ownership.ts";
import type { BugCheck } from "../../../facts/index.ts";
import type { CallSite } from "../../../model/function.ts";
import { integerLiteral } from "../../../syntax/integer-literal.ts";
import { TokenKind } from "../../../syntax/tokens.ts";
import { bugCheckFacts } from "../../decode/bug-check.ts";
import { type Card, say } from "./card.ts";
import { hex } from "./numbers.ts";
import { argumentAt, type Question } from "./question.ts";

export function bugCheck(question: Question): Card | undefined {
  const argument = bugCheckArgument(question);
  if (argument?.index !== 0) {
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
      facts: bugCheckFacts(known, context.facts, { detail: "brief" }),
    }
  );
}

/** What a parameter of a bug check says: for words of which nothing else is known. */
export function bugCheckParameter(question: Question): Card | undefined {
  const argument = bugCheckArgument(question);
  if (argument === undefined || argument.index === 0) {
    return undefined;
  }
  const known = bugCheckOfCall(argument.call, question);
  const parameter = known?.parameters[argument.index - 1];
  return (
    known &&
    parameter && {
      title: question.word.text,
      summary: say`Parameter ${[String(argument.index)]} of ${known.name}: ${[parameter.meaning]}`,
      facts: [...parameter.values].map(([value, meaning]) => say`${hex(value)}: ${[meaning]}`),
    }
  );
}

function bugCheckArgument(question: Question): ReturnType<typeof argumentAt> {
  const argument = argumentAt(question);
  return /^KeBugCheck(?:Ex)?$/.test(argument?.call.name ?? "") ? argument : undefined;
}

/** Told by the first argument, a name of the system's or a number. */
function bugCheckOfCall({ expr }: CallSite, { context, fn }: Question): BugCheck | undefined {
  const [code] = expr.args;
  const { bugCheck: lookup } = context.facts;
  if (code?.kind === "name") {
    const isSystems = ownership(code.name, fn, context.unit) === "foreign";
    return isSystems ? lookup.byName(code.name) : undefined;
  }
  return code?.kind === "number" && code.value !== undefined ? lookup.byValue(code.value)[0] : undefined;
}
