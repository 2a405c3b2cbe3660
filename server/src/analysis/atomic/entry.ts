/** In which context a function is entered, by where the unit hands it to the kernel. */
import type { EntryKind } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Reason } from "../worlds/path-reasons.ts";
import type { AtomicEnvironment } from "./environment.ts";

/** No place is read: the answer holds while what is said stays the same. */
export function entryOf(fn: FunctionModel, env: AtomicEnvironment): EntryKind | "unknown" {
  const registrations = env.registrations(fn, "roles");
  const [first, ...others] = registrations.map(({ linux }) => linux?.callbackEntry);
  if (registrations.length === 0) {
    // Runs once, while the module is loaded.
    return fn.attributes.some(({ name }) => name === "__init") ? "process" : "unknown";
  }
  if (first === undefined || others.includes(undefined)) {
    return "unknown";
  }
  if (others.every((other) => other === first)) {
    return first;
  }
  return first === "process" || others.includes("process") ? "unknown" : "atomic";
}

/** The same with places, for findings. */
export function entryReasons(fn: FunctionModel, env: AtomicEnvironment): readonly Reason[] {
  return env.registrations(fn, "reasons").flatMap(({ linux, name, place }) => {
    const context = linux?.callbackEntry;
    return context === undefined
      ? []
      : {
          at: place,
          message: `${fn.name} is handed to the kernel here by ${name}, which calls it ${contextText(context)}`,
        };
  });
}

/** "in a hardware interrupt". */
export const contextText = (entry: EntryKind): string => contexts[entry];

const contexts: Readonly<Record<EntryKind, string>> = {
  process: "in process context",
  softirq: "in a softirq",
  hardirq: "in a hardware interrupt",
  atomic: "in atomic context",
};
