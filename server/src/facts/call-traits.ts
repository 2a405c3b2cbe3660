// What calls are to the flow of control and time: those that never come back, that assert, read the IRQL, wait, take stack, or belong to a thread.
import { oneOf, parameterIndex } from "./cells.ts";
import type { callTraitsTable } from "./generated/call-traits.ts";
import { openTable } from "./packed.ts";

/** `stops`: the machine or the thread ends there. `raises`: control goes on in an exception handler, if anywhere. */
export type NoReturn = "stops" | "raises";

export interface Wait {
  /** Index from 0 of the timeout: with one that is not NULL the call may come back at once; undefined without timeout. */
  readonly timeout: number | undefined;
  /** Index from 0 of the argument that has to be TRUE for the call to wait; undefined where it waits anyway. */
  readonly ifTrue: number | undefined;
}

export interface CallTraitLookups {
  /** Undefined for calls that come back. */
  readonly noReturn: (name: string) => NoReturn | undefined;
  /** Index from 0 of the argument that holds after the call, of NT_ASSERT and its kin; undefined for other names. */
  readonly assumption: (name: string) => number | undefined;
  /** Whether the call's result is the current IRQL. */
  readonly readsIrql: (name: string) => boolean;
  /** Whether the call is a macro that does nothing with its argument: UNREFERENCED_PARAMETER. */
  readonly ignoresArgument: (name: string) => boolean;
  /** Whether the call waits in its caller's thread. */
  readonly waits: (name: string) => Wait | undefined;
  /** Whether the call works on its caller's process or thread: elsewhere it means something else. */
  readonly needsOwnThread: (name: string) => boolean;
  /** Index from 0 of the argument that says how many bytes of its caller's stack the call takes; undefined for other names. */
  readonly takesStack: (name: string) => number | undefined;
  /** Whether the call turns an error of user mode into words, or asks for its number. */
  readonly tellsErrors: (name: string) => boolean;
  /** Index from 0 of the printf format of a call that prints to the kernel's log; undefined for other names. */
  readonly formatArgument: (name: string) => number | undefined;
  /** Whether the call asks how much stack is left, or goes on with a larger one. */
  readonly knowsStack: (name: string) => boolean;
}

/** By exact name. Fact source: server/data/call-traits.tsv. */
export function callTraitLookups(packed: typeof callTraitsTable): CallTraitLookups {
  const table = openTable(packed);
  const rowOf = (name: string, ...traits: readonly string[]): number | undefined =>
    table.findAll(name).find((row) => traits.includes(table.cell(row, "trait")));
  return {
    noReturn(name) {
      const row = rowOf(name, "stops", "raises");
      return row === undefined ? undefined : oneOf(table.cell(row, "trait"), ["stops", "raises"]);
    },
    assumption(name) {
      const row = rowOf(name, "assumes");
      return row === undefined ? undefined : parameterIndex(table.cell(row, "param"));
    },
    readsIrql: (name) => rowOf(name, "reads-irql") !== undefined,
    ignoresArgument: (name) => rowOf(name, "ignores") !== undefined,
    needsOwnThread: (name) => rowOf(name, "own-thread") !== undefined,
    takesStack(name) {
      const row = rowOf(name, "takes-stack");
      return row === undefined ? undefined : parameterIndex(table.cell(row, "param"));
    },
    tellsErrors: (name) => rowOf(name, "error-text") !== undefined,
    formatArgument(name) {
      const row = rowOf(name, "formats");
      return row === undefined ? undefined : parameterIndex(table.cell(row, "param"));
    },
    knowsStack: (name) => rowOf(name, "knows-stack") !== undefined,
    waits(name) {
      const row = rowOf(name, "waits", "waits-if");
      if (row === undefined) return undefined;
      const index = parameterIndex(table.cell(row, "param"));
      return table.cell(row, "trait") === "waits"
        ? { timeout: index, ifTrue: undefined }
        : { timeout: undefined, ifTrue: index };
    },
  };
}
