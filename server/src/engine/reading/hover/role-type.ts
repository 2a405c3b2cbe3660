/** The type of a routine that the system calls: `DRIVER_DISPATCH`, `EVT_WDF_IO_QUEUE_IO_READ`. */
import { type Card, say } from "./card.ts";
import { levelRange, provenance } from "./levels.ts";
import type { Question } from "./question.ts";

export function roleType(question: Question): Card | undefined {
  const name = question.systemName;
  const role = name === undefined ? undefined : question.context.facts.callback(name);
  if (name === undefined || role === undefined) {
    return undefined;
  }
  const levels = levelRange(role.irqlMin, role.irqlMax);
  const header = role.header === undefined ? [] : say` (${role.header})`;
  const who = role.role === "callback" ? "a routine of the driver that the system calls" : "a routine of an interface";
  const pointer = name === role.roleType ? "Type of" : "Pointer to";
  return {
    title: name,
    summary: say`${[pointer]} ${[who]}${header}`,
    facts: [
      ...(name === role.roleType ? [] : [say`Role type: ${role.roleType}`]),
      ...(levels === undefined ? [] : [say`Called at: ${levels}${[provenance(role.confidence, role.source)]}`]),
    ],
    page: role.page,
  };
}
