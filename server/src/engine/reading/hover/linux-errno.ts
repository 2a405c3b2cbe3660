/** Error numbers of Linux: `-ENOMEM`. */
import { phrase } from "../../decode/decoding.ts";
import { errnoSummary } from "../../decode/error-numbers.ts";
import type { Card } from "./card.ts";
import type { Question } from "./question.ts";

export function linuxErrno(question: Question): Card | undefined {
  const name = question.systemName;
  const known = name === undefined ? undefined : question.context.facts.linuxErrno.byName(name);
  return known && { title: known.name, summary: errnoSummary(known), facts: phrase(known.meaning) };
}
