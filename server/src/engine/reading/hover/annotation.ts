/** SAL annotations: what each says, in a line. */
import type { Card } from "./card.ts";
import type { Question } from "./question.ts";

export function annotation(question: Question): Card | undefined {
  const name = question.systemName;
  const meaning = name === undefined ? undefined : question.context.facts.annotation(name);
  return name === undefined || meaning === undefined
    ? undefined
    : { title: name, summary: [`Annotation: ${meaning}`], facts: [] };
}
