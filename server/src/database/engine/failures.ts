/** What people are told where a question has no answer. */
import { SourceError } from "../../binary/source.ts";
import type { Failure } from "../../lanes/failure.ts";

/** Ours: a question that is not allowed, or that has no answer. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Refusal) return { code: "refused", message };
  if (error instanceof SourceError) return { code: "file", message };
  if (error instanceof RangeError || /out of memory/i.test(message)) {
    return { code: "memory", message: outOfMemory };
  }
  // sql.js throws plain errors with SQLite's words; what WebAssembly and JavaScript throw have names of their own.
  return error instanceof Error && error.name === "Error"
    ? { code: "sqlite", message }
    : { code: "internal", message: `The engine ended in a way of its own: ${message}` };
}

const outOfMemory =
  "That takes more memory than the inspector allows itself. Fewer rows or columns, shorter values or an order that an index has take less.";

/** @returns undefined where SQLite has no answer. @throws what ends the engine */
export function ifSqliteAnswers<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (failureOf(error).code === "sqlite") return undefined;
    throw error;
  }
}
