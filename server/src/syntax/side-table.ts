/**
 * What the mask blanked out of a declaration, as typed records: contracts, SEH spellings, loops behind macros.
 * Offsets are UTF-16 units from the declaration's start, as in `ast.ts`.
 */
import type { Span } from "./ast.ts";

/** A SAL or `__drv_` annotation: `_IRQL_requires_max_(DISPATCH_LEVEL)`, `__in`, `_Inout_updates_(n)`. */
export interface SalRecord extends Span {
  readonly kind: "sal";
  readonly name: string;
  /** The arguments as written, without the outer parentheses; undefined where it takes none. */
  readonly args: string | undefined;
}

/** `__declspec(code_seg("PAGE"))`, `__attribute__((..))`, `__section(".init")`, `_Noreturn`, Linux `__init` ... */
export interface AttributeRecord extends Span {
  readonly kind: "attribute";
  readonly name: string;
  readonly args: string | undefined;
}

/** A calling convention or linkage macro: NTAPI, EXTERN_C, __forceinline. */
export interface ConventionRecord extends Span {
  readonly kind: "convention";
  readonly name: string;
}

/** An SEH keyword whose spelling the grammar does not know; `block` is the offset of the `{` that follows. */
export interface SehRecord extends Span {
  readonly kind: "seh";
  readonly role: "try" | "except" | "finally";
  readonly block: number;
  /** The span inside the parentheses of `except (...)`. */
  readonly filter: Span | undefined;
  /** What stands in that span, as written: the mask blanks it, and it is parsed by itself. */
  readonly filterText: string | undefined;
}

/** A macro in front of a block, rewritten to `while`: `list_for_each_entry(..) {`; `start` is where `while` stands. */
export interface LoopRecord extends Span {
  readonly kind: "loop";
  readonly name: string;
}

/** A macro invocation that stands where a declaration would, blanked: `DECLARE_CONST_UNICODE_STRING(..)`, `MODULE_LICENSE("GPL");`. */
export interface MacroRecord extends Span {
  readonly kind: "macro";
  readonly name: string;
  readonly args: string | undefined;
}

/** A type (`struct S *`) that stood as a macro's argument and was replaced by the name `T`. */
export interface TypeArgumentRecord extends Span {
  readonly kind: "type-argument";
  readonly text: string;
}

/** Inline assembly. */
export interface AsmRecord extends Span {
  readonly kind: "asm";
}

/** The inside of a long list of plain numbers. */
export interface ElidedRecord extends Span {
  readonly kind: "elided";
}

export type SideRecord =
  | SalRecord
  | AttributeRecord
  | ConventionRecord
  | SehRecord
  | LoopRecord
  | MacroRecord
  | TypeArgumentRecord
  | AsmRecord
  | ElidedRecord;

/** The records of one declaration, by ascending start. */
export type SideTable = readonly SideRecord[];
