/** Why a question has no answer, in words for people. */
import * as v from "valibot";

export const failure = v.object({
  code: v.picklist([
    /** SQLite's own: the statement is wrong, or the file is damaged. */
    "sqlite",
    "cancelled",
    /** It took longer than its lane allows, and was ended. */
    "time",
    "memory",
    /** The file is gone or cannot be read, or is not what it should be. */
    "file",
    /** Only reading is allowed. */
    "refused",
    "internal",
  ]),
  /** For people. */
  message: v.string(),
});
export type Failure = v.InferOutput<typeof failure>;

/** Whether the worker that said so is to be thrown away: it ended in a way of its own. */
export const isBroken = ({ code }: Failure): boolean => code === "internal" || code === "memory";

export const cancelled: Failure = { code: "cancelled", message: "Cancelled." };

export class LaneError extends Error {
  override readonly name = "LaneError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}
