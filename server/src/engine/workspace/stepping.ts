/** A unit's file checked to its end, for whoever waits for what is found in it and not for what is told at once. */
import type { Problem } from "../report.ts";
import type { Steps } from "../steps.ts";
import type { FileCheck, LiveUnit } from "./live-unit.ts";

/** In slices; undefined where there is nothing to be checked. A file that fails is given up and told of. */
export function* stepping(
  unit: LiveUnit,
  path: string,
  onProblem: (problem: Problem) => void,
): Steps<FileCheck | undefined> {
  try {
    for (;;) {
      const outcome = unit.step(path, onProblem);
      if (outcome === "absent") {
        return undefined;
      }
      if (outcome !== "unfinished" && outcome !== "opened" && outcome.isSettled) {
        return outcome;
      }
      yield;
    }
  } catch (error) {
    unit.giveUp(path);
    onProblem({ path, message: `not checked: ${error instanceof Error ? error.message : String(error)}` });
    return undefined;
  }
}
