/** A function that only user mode has, and the kernel's own way. */
import { isUserModeOnly } from "../../../analysis/names/user-mode-names.ts";
import type { UserModeName } from "../../../facts/index.ts";
import { anyOf, type Card, say, type Text } from "./card.ts";
import { isUse, type Question } from "./question.ts";

export function userModeFunction(question: Question): Card | undefined {
  const { facts, file, unit } = question.context;
  const name = isUse(question) ? question.systemName : undefined;
  const api = name === undefined ? undefined : facts.userMode(name);
  if (api === undefined || !isUserModeOnly(api, file, unit, facts)) {
    return undefined;
  }
  return {
    title: api.name,
    summary: say`User-mode function of ${api.dll}: a driver cannot call it`,
    facts: instead(api),
    restates: "user-mode-api",
  };
}

function instead({ kernelEquivalents, note }: UserModeName): readonly Text[] {
  const about = note === undefined ? "" : ` (${note})`;
  if (kernelEquivalents.length > 0) {
    return [say`In the kernel: ${anyOf(kernelEquivalents)}${[about]}`];
  }
  return note === undefined ? [] : [[note]];
}
