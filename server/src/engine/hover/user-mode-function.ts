/** A function that only user mode has, and the kernel's own way. */
import { everyHeaderKnown } from "../../analysis/names/headers.ts";
import type { UserModeName } from "../../facts/index.ts";
import { anyOf, type Card, say, type Text } from "./card.ts";
import { isUse, type Question } from "./question.ts";

export function userModeFunction(question: Question): Card | undefined {
  const name = isUse(question) ? question.systemName : undefined;
  const api = name === undefined ? undefined : question.context.facts.userMode(name);
  if (name === undefined || api === undefined || !isUserModeOnly(api, question)) {
    return undefined;
  }
  return {
    title: name,
    summary: say`User-mode function of ${api.dll}: a driver cannot call it`,
    facts: instead(api),
  };
}

function instead({ kernelEquivalents, note }: UserModeName): readonly Text[] {
  const about = note === undefined ? "" : ` (${note})`;
  if (kernelEquivalents.length > 0) {
    return [say`In the kernel: ${anyOf(kernelEquivalents)}${[about]}`];
  }
  return note === undefined ? [] : [[note]];
}

/**
 * Names that are only known from the exports of DLLs count where the kernel has no such name and no header of the file
 * is a stranger, which could declare one. Constants are written in capitals, and no DLL exports such names.
 */
function isUserModeOnly({ name, certainty }: UserModeName, { context }: Question): boolean {
  const { facts, unit, file } = context;
  if (certainty === "low" || name === name.toUpperCase()) {
    return false;
  }
  return (
    certainty === "high" ||
    (facts.functionContract(name) === undefined &&
      facts.kernelExport(name).length === 0 &&
      facts.deprecation(name) === undefined &&
      everyHeaderKnown(file, unit, facts))
  );
}
