/** What is wrong with what was asked of a command that reads one file, and how it is said. */
import { SourceError } from "../binary/source.ts";
import { harmless } from "../cli/cells.ts";
import { LaneError } from "../lanes/failure.ts";
import { outputFailure } from "./text-file.ts";

/** Its message is for people: a sentence without a full stop. */
export class Mistake extends Error {
  override readonly name = "Mistake";
}

/** Says what was wrong; what is nobody's mistake goes on. */
export function refused(error: unknown): 0 | 2 {
  const isTold = error instanceof Mistake || error instanceof SourceError || error instanceof LaneError;
  if (!isTold) throw error;
  // Who reads the output has enough of it.
  if (error.message.startsWith(`${outputFailure}: EPIPE`)) return 0;
  process.stderr.write(`driverlens: ${harmless(error.message)}\n`);
  return 2;
}
