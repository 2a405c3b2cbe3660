// Linux kernel functions with the contexts they may be called in, and C library names that a module cannot call.
import { list, oneOf, optional, parameterIndex } from "./cells.ts";
import type { linuxContextTable } from "./generated/linux-context.ts";
import type { linuxHeadersTable } from "./generated/linux-headers.ts";
import type { linuxUserSpaceTable } from "./generated/linux-userspace.ts";
import {
  type ContextQuestion,
  type EntryKind,
  type LinuxLockEffect,
  parseCallbackContext,
  parseCondition,
  parseContextQuestion,
  parseLockEffect,
} from "./linux-effects.ts";
import { openTable } from "./packed.ts";

export interface LinuxContext {
  readonly name: string;
  /**
   * For registrations `maySleep` speaks of the registered routine, not of the call. `gfp-flags`: a constant that says whether an allocation may sleep, or (`depends`)
   * nothing of that.
   */
  readonly kind: "function" | "macro" | "registration" | "registration-field" | "gfp-flags";
  readonly maySleep: "yes" | "no" | "gfp-dependent" | "depends";
  /** Whether it may be called in atomic context; undefined for registrations. */
  readonly atomicOk: "yes" | "no" | "gfp-dependent" | "depends" | undefined;
  /** enter_atomic:KIND, leave_atomic:KIND, sleeps, alloc, free, queues ...: see server/data/README.md. */
  readonly effect: string | undefined;
  readonly lock: LinuxLockEffect | undefined;
  readonly asks: ContextQuestion | undefined;
  /** Index from 0 of the argument whose truth is the call's: of `unlikely(x)`, `WARN_ON(x)`. */
  readonly truthOf: number | undefined;
  /** Index from 0 of the argument that is not true after the call: of `BUG_ON(x)`. */
  readonly never: number | undefined;
  /** Of a gfp flag the one to be used in the other context. */
  readonly pairs: readonly string[];
  /** Index from 0 of the parameter that takes the routine. */
  readonly callbackParameter: number | undefined;
  readonly callbackContext: string | undefined;
  /** The same as a word; undefined where it is not one for sure. */
  readonly callbackEntry: EntryKind | undefined;
  /** Index from 0 of the parameter that takes the gfp flags. */
  readonly gfpParameter: number | undefined;
  readonly header: string | undefined;
  readonly note: string | undefined;
}

export interface LinuxUserSpaceName {
  readonly name: string;
  /** The C library header, "stdio.h". */
  readonly header: string;
  readonly kernelEquivalents: readonly string[];
  /** `low`: a common word that a module may define itself. */
  readonly certainty: "high" | "low";
  readonly note: string | undefined;
}

export interface LinuxUserSpaceHeader {
  /** As written after `include`: "stdio.h", "sys/mman.h". */
  readonly header: string;
  /** Kernel headers to include instead, best first. */
  readonly instead: readonly string[];
  readonly note: string | undefined;
}

/** All rows of a name (a registering function may take several routines). Fact source: server/data/linux-context.tsv. */
export function linuxContextLookup(packed: typeof linuxContextTable): (name: string) => readonly LinuxContext[] {
  const table = openTable(packed);
  return (name) =>
    table.findAll(name).map((row) => {
      const note = optional(table.cell(row, "note"));
      const effect = optional(table.cell(row, "effect"));
      return {
        name,
        kind:
          oneOf(table.cell(row, "kind"), ["macro", "registration", "registration-field", "gfp-flags"]) ?? "function",
        maySleep: oneOf(table.cell(row, "may_sleep"), ["yes", "no", "gfp-dependent"]) ?? "depends",
        atomicOk: oneOf(table.cell(row, "atomic_ok"), ["yes", "no", "gfp-dependent", "depends"]),
        effect,
        lock: parseLockEffect(effect, note),
        asks: parseContextQuestion(effect),
        truthOf: parseCondition(effect, "truth"),
        never: parseCondition(effect, "never"),
        pairs: list(table.cell(row, "pairs"), /[,;]/),
        callbackParameter: parameterIndex(table.cell(row, "callback_param")),
        callbackContext: optional(table.cell(row, "callback_context")),
        callbackEntry: parseCallbackContext(optional(table.cell(row, "callback_context"))),
        gfpParameter: parameterIndex(/gfp in parameter (\d+)/.exec(note ?? "")?.[1] ?? ""),
        header: optional(table.cell(row, "header")),
        note,
      };
    });
}

/** The lookup by exact name; undefined for other names. Fact source: server/data/linux-userspace.tsv. */
export function linuxUserSpaceLookup(
  packed: typeof linuxUserSpaceTable,
): (name: string) => LinuxUserSpaceName | undefined {
  const table = openTable(packed);
  return (name) => {
    const row = table.find(name);
    if (row < 0) return undefined;
    return {
      name,
      header: table.cell(row, "libc_header"),
      kernelEquivalents: list(table.cell(row, "kernel_equivalent"), ";"),
      certainty: oneOf(table.cell(row, "certainty"), ["high"]) ?? "low",
      note: optional(table.cell(row, "note")),
    };
  };
}

/** The lookup by header; undefined for headers that the table does not name. Fact source: server/data/linux-headers.tsv. */
export function linuxHeaderLookup(
  packed: typeof linuxHeadersTable,
): (header: string) => LinuxUserSpaceHeader | undefined {
  const table = openTable(packed);
  return (header) => {
    const row = table.find(header);
    if (row < 0) return undefined;
    return {
      header,
      instead: list(table.cell(row, "instead"), ";"),
      note: optional(table.cell(row, "note")),
    };
  };
}
