/** Constants that say which memory is meant: POOL_TYPE, POOL_FLAG_, page protection and the like. */
import type { PoolConstant } from "../../../facts/index.ts";
import { anyOf, type Card, say, type Text } from "./card.ts";
import type { Question } from "./question.ts";

export function poolConstant(question: Question): Card | undefined {
  const name = question.systemName;
  const known = name === undefined ? undefined : question.context.facts.poolConstant(name);
  if (known === undefined) {
    return undefined;
  }
  const { kind, value, memory, executable, counterparts, nxInstead, minWindows, note } = known;
  const facts: Text[] = [];
  if (memory !== undefined) {
    facts.push([
      `${memory === "paged" ? "Paged" : "Nonpaged"} memory${executable === "yes" ? ", executable" : executable === "no" ? ", not executable" : ""}`,
    ]);
  } else if (executable !== undefined) {
    facts.push([executable === "yes" ? "Executable" : "Not executable"]);
  }
  // A name alone is where the fact is from.
  if (note?.includes(" ")) {
    facts.push([note]);
  }
  if (nxInstead !== undefined) {
    facts.push(say`Not executable instead: ${nxInstead}`);
  }
  if (counterparts.length > 0) {
    facts.push(
      kind === "pool-flag"
        ? say`Takes the place of ${anyOf(counterparts)}`
        : say`For ExAllocatePool2: ${counterparts.join(" | ")}`,
    );
  }
  if (minWindows !== undefined && minWindows.build > vista) {
    facts.push([`Since ${minWindows.name}`]);
  }
  return { title: known.name, summary: say`${[kinds[kind]]} ${`0x${value.toString(16).toUpperCase()}`}`, facts };
}

/** The first build of Windows Vista: what is older is everywhere. */
const vista = 6000;

const kinds: Readonly<Record<PoolConstant["kind"], string>> = {
  "pool-type": "Pool type",
  "pool-type-bit": "Bit that may be or-ed to a pool type:",
  "pool-flag": "Pool flag",
  "page-priority": "Page priority",
  "cache-type": "Cache type",
  "page-protection": "Page protection",
};
