/** `IRP_MJ_` and `IRP_MN_` functions: their numbers and what they ask for. */
import { type Card, say } from "./card.ts";
import { hex } from "./numbers.ts";
import type { Question } from "./question.ts";

export function irpFunction(question: Question): Card | undefined {
  const name = question.systemName;
  const known = name === undefined ? undefined : question.context.facts.irpFunction(name);
  if (known === undefined) {
    return undefined;
  }
  const number = hex(known.value, 2);
  return {
    title: known.name,
    summary:
      known.major === undefined ? say`Major function ${number}` : say`Minor function ${number} of ${known.major}`,
    facts: known.meaning === undefined ? [] : [[known.meaning]],
  };
}
