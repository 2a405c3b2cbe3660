/** Error numbers of Linux: `-ENOMEM`. */
import { type Card, say } from "./card.ts";
import type { Question } from "./question.ts";

export function linuxErrno(question: Question): Card | undefined {
  const name = question.systemName;
  const known = name === undefined ? undefined : question.context.facts.linuxErrno.byName(name);
  if (known === undefined) {
    return undefined;
  }
  // Alpha, MIPS, PA-RISC and SPARC number what is no classic Unix error in their own ways.
  const where = known.value < firstVaried || known.value >= firstInternal ? "" : " on most architectures";
  return {
    title: known.name,
    summary: say`Error number ${String(known.value)}${[where]}: kernel code returns ${`-${known.name}`}`,
    facts: known.meaning === undefined ? [] : [[known.meaning]],
  };
}

const firstVaried = 35;
const firstInternal = 512;
